import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type InvoiceReading } from '@gare/domain/rendicontazione/invoice';

/** A file that belongs to a row of the sheet or to a point of a checklist. It stays as it arrived; it can only be withdrawn. */
@Entity('attachments')
@Index('attachments_of_dossier', ['dossierId', 'place'])
export class AttachmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** `spese/S1`, `checklist/REGOLARITA/3`. */
  @Column('text') place!: string;
  @Column('text') type!: string;
  @Column('text') title!: string;
  @Column('text') fileName!: string;
  @Column('text') mime!: string;
  @Column('int') bytes!: number;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') storageKey!: string;
  /** Number under which it is registered, and the day. */
  @Column('text', { nullable: true }) protocol!: string | null;
  @Column('date', { nullable: true }) registeredOn!: string | null;
  /** What was read of an electronic invoice. */
  @Column('jsonb', { nullable: true }) invoice!: InvoiceReading | null;
  @Column('uuid') addedBy!: string;
  @Column('text') addedByName!: string;
  @Column('timestamptz') addedAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('text', { nullable: true }) withdrawnReason!: string | null;
}
