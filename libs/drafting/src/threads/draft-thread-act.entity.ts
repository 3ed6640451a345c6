import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ThreadActKind } from '@gare/domain/drafting/threads';

export interface Mention {
  readonly personId: string;
  readonly nome: string;
}

/**
 * Something said or done in a thread, with who, when and under which request; append-only. Of a thread that is internal to a body
 * these rows are the whole record: an entry in the history of the dossier would tell the other body that there is one.
 */
@Entity('draft_thread_acts')
@Index('draft_thread_acts_in_order', ['threadId', 'position'], { unique: true })
@Index('draft_thread_acts_sent_once', ['dossierId', 'personId', 'clientId'], { unique: true })
export class DraftThreadActEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') threadId!: string;
  /** As in the thread. */
  @Column('uuid', { nullable: true }) internalTo!: string | null;
  /** From 1, without gaps in a thread. */
  @Column('int') position!: number;
  @Column('text') kind!: ThreadActKind;
  /** The message that is corrected or withdrawn. */
  @Column('uuid', { nullable: true }) messageId!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('jsonb') mentions!: readonly Mention[];
  @Column('uuid') clientId!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
  @Column('text', { nullable: true }) requestId!: string | null;
  /** Of words that came in a Word file: whom the file names as their author, and when it says they were written. */
  @Column('text', { nullable: true }) author!: string | null;
  @Column('timestamptz', { nullable: true }) authorAt!: Date | null;
}
