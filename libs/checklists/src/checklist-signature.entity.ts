import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type SignatureStep } from '@gare/domain/checklists/checklist';

/** A signature under a checklist: an act over the text it covers. Of it only the loss of its force is written. */
@Entity('checklist_signatures')
@Index('checklist_signatures_of_dossier', ['dossierId', 'checklistCode', 'signedAt'])
@Index('checklist_signatures_one_person', ['dossierId', 'checklistCode', 'personId', 'hash'], { unique: true, where: 'voided_at is null' })
@Index('checklist_signatures_one_step', ['dossierId', 'checklistCode', 'step', 'hash'], { unique: true, where: 'voided_at is null' })
export class ChecklistSignatureEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') checklistCode!: string;
  @Column('text') step!: SignatureStep;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') role!: string;
  /** SHA-256 of `content`, lower-case hex. */
  @Column('char', { length: 64 }) hash!: string;
  /** The very text that was signed, as `checklistText` writes it. */
  @Column('text') content!: string;
  @Column('timestamptz') signedAt!: Date;
  @Column('timestamptz', { nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidedBy!: string | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
}
