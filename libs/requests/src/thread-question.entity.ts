import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Side } from '@gare/domain/requests/thread';

/** A question that waits for an answer, or waited: on whom, since when, by when. Its beginning cannot be changed by anybody. */
@Entity('thread_questions')
@Index('thread_questions_one_open', ['dossierId'], { unique: true, where: 'answered_at is null' })
@Index('thread_questions_open', ['suaId', 'entro'], { where: 'answered_at is null' })
@Index('thread_questions_of_dossier', ['dossierId', 'openedAt'])
export class ThreadQuestionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') aspetta!: Side;
  @Column('uuid') messageId!: string;
  @Column('timestamptz') openedAt!: Date;
  /** Working days of the parameter; null where none is registered. */
  @Column('date', { nullable: true }) entro!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('uuid', { nullable: true }) answerId!: string | null;
}
