import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RoleCode } from '@gare/domain/access/permissions';

/** What a person declared of themselves on one dossier (C. 16; DPR 62/2013). Never changed: a later one supersedes. */
@Entity('conflict_declarations')
@Index('conflict_declarations_of_person', ['dossierId', 'personId', 'at'])
export class ConflictDeclarationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') answer!: 'ASSENTE' | 'PRESENTE';
  /** What the conflict is; for the directors alone. */
  @Column('text', { nullable: true }) text!: string | null;
  @Column('timestamptz') at!: Date;
  /** The one that let them declare, for the history. */
  @Column('text') role!: RoleCode;
  /** All they had in the body they declared for. */
  @Column('text', { array: true, default: '{}' }) roles!: RoleCode[];
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
}
