import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type MailChoice } from '@gare/domain/notifications/notice-kinds';

/** One notice to one person. */
@Entity('notifications')
@Index('notifications_once', ['personId', 'dedupeKey'], { unique: true })
@Index('notifications_of_person', ['personId', 'enteId', 'createdAt'])
@Index('notifications_unread', ['personId', 'enteId'], { where: 'read_at is null and in_app' })
@Index('notifications_of_message', ['messageId'], { where: 'message_id is not null' })
@Index('notifications_to_mail', ['suaId', 'mail', 'createdAt'], { where: `message_id is null and mail <> 'NO'` })
export class NotificationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** The body for which the person is told: there they have the role that lets them read it. */
  @Column('uuid') enteId!: string;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) dossierId!: string | null;
  @Column('text') code!: string;
  @Column('text') title!: string;
  @Column('text') text!: string;
  /** Where it leads in the app, from the root. */
  @Column('text') path!: string;
  @Column('bool') urgent!: boolean;
  /** One per person and key, ever. */
  @Column('text') dedupeKey!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
  /** Shown in the app; a person may want some by e-mail alone. */
  @Column('bool') inApp!: boolean;
  /** How it travels by e-mail, as the person had chosen when it was written. */
  @Column('text') mail!: MailChoice;
  /** The e-mail that carries it. */
  @Column('uuid', { nullable: true }) messageId!: string | null;
}
