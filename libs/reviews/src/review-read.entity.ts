import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of a document that a reviewer has read; the highest is their last. */
@Entity('review_reads')
export class ReviewReadEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_reads' }) dossierId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_review_reads' }) documentCode!: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_reads' }) personId!: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_review_reads' }) version!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('timestamptz') at!: Date;
}
