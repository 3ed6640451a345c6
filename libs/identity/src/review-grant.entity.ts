import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Leave given to an outside lawyer to review one dossier, from a day to a day; ended before its time, it says from when. */
@Entity('review_grants')
@Index('review_grants_of_person', ['personId'])
@Index('review_grants_of_dossier', ['dossierId'])
export class ReviewGrantEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('date') dal!: string;
  @Column('date') al!: string;
  @Column('text') reason!: string;
  @Column('uuid') grantedBy!: string;
  @Column('text') grantedByName!: string;
  @Column('timestamptz') grantedAt!: Date;
  @Column('date', { nullable: true }) revocatoDal!: string | null;
}
