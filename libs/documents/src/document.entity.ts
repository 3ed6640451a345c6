import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type DocumentState = 'MISSING' | 'GENERATING' | 'READY' | 'FAILED';

/** One document of a dossier, by catalogue code; its files are the versions. The row exists from the first request on. */
@Entity('documents')
@Index('documents_owner', ['id', 'dossierId'], { unique: true })
@Index('documents_one_per_code', ['dossierId', 'code'], { unique: true })
export class DocumentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') code!: string;
  @Column('text') state!: DocumentState;
  /** Number of the version in force; null until the first one. */
  @Column('int', { nullable: true }) currentVersion!: number | null;
  /** Why the last formation failed, in Italian. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** The job that forms, or last formed, the document: an older one finds another id here and stops. */
  @Column('uuid', { nullable: true }) jobId!: string | null;
  @Column('timestamptz') updatedAt!: Date;
}
