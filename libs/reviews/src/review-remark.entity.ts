import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The paragraph a remark is about, with its words as they were. */
export interface RemarkedParagraph {
  readonly id: string;
  readonly text: string;
  readonly heading: string | null;
}

/** A remark of a reviewer, an answer to it or its resolution: each a row, none is ever changed. */
@Entity('review_remarks')
@Index('review_remarks_of_dossier', ['dossierId', 'at'])
@Index('review_remarks_resolved_once', ['parentId'], { unique: true, where: "step = 'RISOLTO'" })
export class ReviewRemarkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_remarks' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** The remark that is answered or resolved; null of a remark. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('text') step!: 'RILIEVO' | 'RISPOSTA' | 'RISOLTO';
  @Column('text') documentCode!: string;
  @Column('int') version!: number;
  @Column('jsonb', { nullable: true }) paragraph!: RemarkedParagraph | null;
  /** Of a remark alone. */
  @Column('text', { nullable: true }) weight!: 'BLOCCA' | 'CONSIGLIA' | null;
  @Column('text') body!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') role!: string;
  @Column('timestamptz') at!: Date;
}
