import { type ClauseChange, type ClauseSpan } from '@gare/domain/clauses/changed-in-text';
import { type PdfText } from '@gare/platform/pdf';
import { type IncludedPart } from '@gare/templates';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type OutlineEntry } from './readable-text.js';

export interface ClausesOfVersion {
  /** Of the text as generated; of a version from a draft, of its text. */
  readonly spans: readonly ClauseSpan[];
  readonly changes: readonly ClauseChange[];
}

export type PdfReading = Omit<PdfText, 'text'>;

/** One version of a document: never changed, never deleted. */
@Entity('document_versions')
@Index('document_versions_number', ['documentId', 'version'], { unique: true })
@Index('document_versions_of_dossier', ['dossierId'])
@Index('document_versions_owner', ['id', 'dossierId', 'suaId', 'enteId'], { unique: true })
export class DocumentVersionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') documentId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('int') version!: number;
  @Column('text') origin!: 'GENERATED' | 'UPLOADED';
  @Column('text') fileName!: string;
  @Column('text') mime!: string;
  /** Bytes and hash of the main file: the PDF/A of a generated document, the file as received of an uploaded one. */
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) bytes!: number;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') storageKey!: string;
  @Column('text', { nullable: true }) docxStorageKey!: string | null;
  @Column('char', { length: 64, nullable: true }) docxSha256!: string | null;
  @Column('int', { nullable: true }) pages!: number | null;
  @Column('text', { nullable: true }) templateCode!: string | null;
  @Column('text', { nullable: true }) templateVersion!: string | null;
  @Column('char', { length: 64, nullable: true }) templateSha256!: string | null;
  /** Shared parts and clauses the template was composed with; null for uploads and for versions older than composition. */
  @Column('jsonb', { nullable: true }) templateParts!: readonly IncludedPart[] | null;
  /** Revision of the scheda the values were read at. */
  @Column('int', { nullable: true }) schedaRevision!: number | null;
  /** Hash of template and values: another hash today means the document is stale. */
  @Column('char', { length: 64, nullable: true }) inputHash!: string | null;
  /** Plain text for the checks, one paragraph a line; null where none can be read. Large: read it only by name. */
  @Column('text', { nullable: true, select: false }) text!: string | null;
  /** Headings of that text by line (from 0); null where none can be read. */
  @Column('jsonb', { nullable: true, select: false }) outline!: readonly OutlineEntry[] | null;
  /** Of an uploaded PDF: where its pages begin in the text, and what could not be read. */
  @Column('jsonb', { nullable: true }) reading!: PdfReading | null;
  /** Which lines of the generated text come from clauses, and where the text departs from them. Read it only by name. */
  @Column('jsonb', { nullable: true, select: false }) clauses!: ClausesOfVersion | null;
  /** Of a version with hand edits: the generated version they were made on. */
  @Column('int', { nullable: true }) basedOn!: number | null;
  /** The DOCX as generated, where the one in force differs from it by hand: what the next formation compares with. */
  @Column('text', { nullable: true }) baseDocxKey!: string | null;
  /** The draft it was formed from, its last edit and the hash of the text that stood; null for a version without a draft. */
  @Column('uuid', { nullable: true }) draftId!: string | null;
  @Column('bigint', {
    nullable: true,
    transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
  })
  draftSeq!: number | null;
  @Column('char', { length: 64, nullable: true }) draftContentSha256!: string | null;
  /** Structural PDF/A findings, in Italian; empty means conforming. */
  @Column('jsonb') findings!: readonly string[];
  @Column('uuid') createdBy!: string;
  @Column('text') createdByName!: string;
  @Column('timestamptz') createdAt!: Date;
}
