import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ThreadWeight } from '@gare/domain/drafting/threads';

/**
 * A comment on a passage of a draft with what is said about it: opened once, never changed. One that is internal to a body is
 * kept from everybody else by row-level security.
 */
@Entity('draft_threads')
@Index('draft_threads_of_draft', ['draftId', 'openedAt'])
@Index('draft_threads_weighed', ['dossierId'], { where: 'weight is not null' })
@Index('draft_threads_sent_once', ['dossierId', 'openedBy', 'clientId'], { unique: true })
export class DraftThreadEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') draftId!: string;
  /** The one body whose people see it; null where it is shared. */
  @Column('uuid', { nullable: true }) internalTo!: string | null;
  @Column('text', { nullable: true }) weight!: ThreadWeight | null;
  @Column('text', { nullable: true }) blockId!: string | null;
  /** The commented text as it read when the thread was opened. */
  @Column('text') quote!: string;
  /** Encoded Yjs relative positions. */
  @Column('bytea', { nullable: true }) anchorStart!: Buffer | null;
  @Column('bytea', { nullable: true }) anchorEnd!: Buffer | null;
  /** Given by who sends: what is sent twice is kept once. */
  @Column('uuid') clientId!: string;
  @Column('timestamptz') openedAt!: Date;
  @Column('uuid') openedBy!: string;
  @Column('text') openedByEnte!: string;
}
