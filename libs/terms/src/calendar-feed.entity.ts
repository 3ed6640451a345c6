import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The secret address under which a person subscribes to their terms. Only the SHA-256 of its token is kept; `reads` counts since `windowAt`. */
@Entity('calendar_feeds')
@Index('calendar_feeds_of_person', ['personId'], { unique: true, where: 'revoked_at is null' })
export class CalendarFeedEntity {
  @PrimaryColumn('char', { length: 64, primaryKeyConstraintName: 'PK_calendar_feeds' }) tokenHash!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') suaId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastReadAt!: Date | null;
  @Column('timestamptz', { nullable: true }) windowAt!: Date | null;
  @Column('int', { default: 0 }) reads!: number;
}
