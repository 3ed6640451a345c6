import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody approved exactly this version: by a reviewer, or of the technical part by the comune. */
@Entity('review_approvals')
@Index('review_approvals_of_dossier', ['dossierId', 'at'])
export class ReviewApprovalEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_approvals' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** The review it belongs to; null of the technical part. */
  @Column('uuid', { nullable: true }) requestId!: string | null;
  @Column('text') kind!: 'LEGALE' | 'TECNICA';
  @Column('text') documentCode!: string;
  @Column('int') version!: number;
  /** Of the file in force: what people see and the decision names. */
  @Column('char', { length: 64 }) sha256!: string;
  /** Of the text as it was made (the DOCX; the file where there is none): another one is another content. */
  @Column('char', { length: 64 }) fingerprint!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') role!: string;
  @Column('timestamptz') at!: Date;
}
