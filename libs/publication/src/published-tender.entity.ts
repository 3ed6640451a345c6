import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What everybody in the SUA may know of a tender, as it was on the day it was published; the deadline as it is now. */
@Entity('published_tenders')
@Index('published_tenders_newest', ['suaId', 'publishedAt'])
export class PublishedTenderEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') ente!: string;
  @Column('text') codiceAppalto!: string;
  @Column('text') oggetto!: string;
  /** works, services or supplies; null where the sheet does not say. */
  @Column('text', { nullable: true }) tipo!: string | null;
  /** Value of the tender in euro, as decimal text. */
  @Column('numeric', { precision: 15, scale: 2, nullable: true }) importo!: string | null;
  @Column('timestamptz', { nullable: true }) scadenzaOfferte!: Date | null;
  @Column('timestamptz') publishedAt!: Date;
}
