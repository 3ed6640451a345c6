import { Injectable } from '@nestjs/common';
import { type ClauseChange } from '@gare/domain/clauses/changed-in-text';
import { ClauseShelf } from '@gare/clauses';
import { DossierReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { DocumentSets, waitsForItsPhase } from './document-set.js';
import { DocumentVersionEntity, type ClausesOfVersion } from './document-version.entity.js';
import { DocumentEntity } from './document.entity.js';
import { DocumentStates, type ShownState } from './document-states.js';
import { type OutlineEntry } from './readable-text.js';

/** The version in force of a document, for the features that work on documents. */
export interface CurrentDocument {
  readonly code: string;
  readonly title: string;
  readonly category: string | null;
  readonly version: number;
  readonly origin: 'GENERATED' | 'UPLOADED';
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly docxStorageKey: string | null;
  readonly pages: number | null;
  readonly findings: readonly string[];
  /** State of the document: READY, or what is going on over the version in force. */
  readonly state: ShownState;
  /** The scheda changed since this version was formed. */
  readonly stale: boolean;
  readonly createdAt: Date;
}

/** A document as the checks read it. */
export interface DocumentText {
  readonly code: string;
  readonly title: string;
  readonly origin: 'GENERATED' | 'UPLOADED';
  /** It goes to the public as it is. */
  readonly published: boolean;
  readonly text: string | null;
  /** Headings of the text by line. */
  readonly outline: readonly OutlineEntry[];
  /** Of an uploaded PDF: first line of each page. */
  readonly pages: readonly number[] | null;
  /** An uploaded PDF whose text could not be read, or not all of it. */
  readonly unread: boolean;
  /** Where the text departs from protected clauses without an entry in the register of deviations. */
  readonly clauseChanges: readonly (ClauseChange & { readonly title: string })[];
  /** Hash of the file in force, lower-case hex; null while there is none with a text. */
  readonly sha256: string | null;
}

/** The file of a version in force. */
export type DocumentFile = Pick<DocumentVersionEntity, 'version' | 'sha256' | 'bytes' | 'storageKey' | 'origin' | 'templateVersion'>;

interface TextInForce {
  readonly text: string;
  readonly outline: readonly OutlineEntry[] | null;
  readonly sha256: string;
  readonly clauses: ClausesOfVersion | null;
}

@Injectable()
export class DocumentsReader {
  constructor(
    private readonly dossiers: DossierReader,
    private readonly kinds: KindLibrary,
    private readonly states: DocumentStates,
    private readonly sets: DocumentSets,
    private readonly clauses: ClauseShelf,
  ) {}

  /** Documents with a version in force, in the order of the kind. @throws AppError dossier.not_found */
  async current(reader: Reader, dossierId: string): Promise<CurrentDocument[]> {
    const dossier = await this.dossiers.require(reader, dossierId);
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const standings = await this.states.read(reader, dossier);
    return kind.documents.flatMap((document) => {
      const standing = standings.get(document.code);
      if (!standing?.current) return [];
      const { version, origin, fileName, mime, bytes, sha256, storageKey, docxStorageKey, pages, findings, createdAt } = standing.current;
      const { state, stale } = standing;
      const file = { version, origin, fileName, mime, bytes, sha256, storageKey, docxStorageKey, pages, findings, createdAt };
      return [{ code: document.code, title: document.title ?? document.code, category: document.category ?? null, ...file, state, stale }];
    });
  }

  /** Documents the dossier must have or has, with the text of their version in force; null where none can be read. */
  async texts(reader: Reader, dossier: DossierEntity): Promise<DocumentText[]> {
    const { entries, inputs } = await this.sets.read(reader, dossier);
    const texts = await this.textsInForce(reader, dossier.id);
    const changed = await this.protectedChanges(reader, dossier.suaId, { texts, day: inputs.referenceDate });
    return entries
      .filter((entry) => entry.current !== null || (entry.requirement === 'M' && !waitsForItsPhase(entry)))
      .map(({ document, current }) => ({
        code: document.code,
        title: document.title ?? document.code,
        origin: current?.origin ?? (document.format === 'tpl' ? 'GENERATED' : 'UPLOADED'),
        published: document.publish.length > 0,
        text: texts.get(document.code)?.text ?? null,
        outline: texts.get(document.code)?.outline ?? [],
        clauseChanges: changed.get(document.code) ?? [],
        pages: current?.reading?.pages ?? null,
        unread: current?.reading?.unread != null,
        sha256: texts.get(document.code)?.sha256 ?? null,
      }));
  }

  /** Files of the versions in force, by document code. */
  async files(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, DocumentFile>> {
    const rows = await reader
      .createQueryBuilder(DocumentVersionEntity, 'version')
      .innerJoin(DocumentEntity, 'document', 'document.id = version.document_id and document.current_version = version.version')
      .select([
        'document.code as code',
        'version.version as version',
        'version.sha256 as sha256',
        'version.bytes as bytes',
        'version.storage_key as "storageKey"',
        'version.origin as origin',
        'version.template_version as "templateVersion"',
      ])
      .where('version.dossier_id = :dossierId', { dossierId })
      .getRawMany<Omit<DocumentFile, 'bytes'> & { code: string; bytes: string }>();
    return new Map(rows.map(({ code, ...file }) => [code, { ...file, bytes: Number(file.bytes) }]));
  }

  /** `CODE:version` of every version in force, sorted: a stamp that changes whenever a document does. */
  async versions(reader: Reader, dossierId: string): Promise<string[]> {
    const rows = await reader.findBy(DocumentEntity, { dossierId });
    return rows.flatMap(({ code, currentVersion }) => (currentVersion === null ? [] : [`${code}:${currentVersion}`])).sort();
  }

  /** By document code. A change with its reason is in the clause itself, and so in what was generated: those of the text alone have none. */
  private async protectedChanges(
    reader: Reader,
    suaId: string,
    { texts, day }: { texts: ReadonlyMap<string, TextInForce>; day: string },
  ): Promise<ReadonlyMap<string, DocumentText['clauseChanges']>> {
    const changed = [...texts].filter(([, { clauses }]) => (clauses?.changes.length ?? 0) > 0);
    if (changed.length === 0) return new Map();
    const inForce = await this.clauses.inForce(reader, suaId, day);
    return new Map(
      changed.map(([code, { clauses }]) => [
        code,
        (clauses?.changes ?? []).flatMap((change) => {
          const clause = inForce.get(change.clause)?.clause;
          return clause?.protected === true ? [{ ...change, title: clause.title }] : [];
        }),
      ]),
    );
  }

  private async textsInForce(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, TextInForce>> {
    const rows = await reader
      .createQueryBuilder(DocumentVersionEntity, 'version')
      .innerJoin(DocumentEntity, 'document', 'document.id = version.document_id and document.current_version = version.version')
      .select([
        'document.code as code',
        'version.text as text',
        'version.outline as outline',
        'version.sha256 as sha256',
        'version.clauses as clauses',
      ])
      .where('version.dossier_id = :dossierId and version.text is not null', { dossierId })
      .getRawMany<TextInForce & { code: string }>();
    return new Map(rows.map((row) => [row.code, row]));
  }
}
