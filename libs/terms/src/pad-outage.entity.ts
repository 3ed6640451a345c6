import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A time in which a platform for offers could not be used, as the Province recorded it; a wrong one is taken back by another row. */
@Entity('pad_outages')
@Index('pad_outages_of_sua', ['suaId', 'fromAt'])
@Index('pad_outages_reversed_once', ['reversesId'], { unique: true, where: 'reverses_id is not null' })
export class PadOutageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** As the sheet calls it. */
  @Column('text') platform!: string;
  @Column('timestamptz') fromAt!: Date;
  @Column('timestamptz') toAt!: Date;
  /** Notice of the platform, report of the help desk, reason it is taken back. */
  @Column('text') evidence!: string;
  @Column('uuid', { nullable: true }) reversesId!: string | null;
  @Column('uuid') recordedBy!: string;
  @Column('text') recordedByName!: string;
  @Column('timestamptz') recordedAt!: Date;
}
