import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type LawPreviewView } from '@gare/contracts/law';
import { type ParameterProposal } from '@gare/domain/law/register';

/** What a row of the law would change in the open dossiers, worked out before it is entered. */
@Entity('law_previews')
@Index('law_previews_newest', ['suaId', 'createdAt'])
export class LawPreviewEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_law_previews' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('jsonb') proposal!: ParameterProposal;
  /** State of the register it was worked out against. */
  @Column('text') lawRevision!: string;
  @Column('text') status!: 'IN_CORSO' | 'FATTA';
  /** Open dossiers that read the law on a day on which it would be another. */
  @Column('int') total!: number;
  @Column('int') done!: number;
  @Column('jsonb') effects!: LawPreviewView['effects'];
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
}
