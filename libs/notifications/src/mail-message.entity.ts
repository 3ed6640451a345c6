import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type MailState } from '@gare/domain/notifications/mail-state';

/**
 * An e-mail to one person; its notices say in `message_id` that they travel in it. Its id is its Message-ID: sent again by hand it
 * is the same message.
 */
@Entity('mail_messages')
@Index('mail_messages_digest', ['personId', 'digestOf'], { unique: true })
@Index('mail_messages_open', ['suaId', 'nextAt'], { where: `state in ('IN_ATTESA', 'RINVIATO', 'IN_INVIO')` })
@Index('mail_messages_troubled', ['suaId', 'createdAt'], { where: `state in ('RINVIATO', 'RIFIUTATO', 'INCERTO')` })
export class MailMessageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') personId!: string;
  /** The dossier its notices are about; null for a digest and for what is about none. */
  @Column('uuid', { nullable: true }) dossierId!: string | null;
  /** The day in Rome of which it is the digest. */
  @Column('date', { nullable: true }) digestOf!: string | null;
  @Column('text') state!: MailState;
  @Column('int') attempts!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') nextAt!: Date;
  /** When the attempt under way began. */
  @Column('timestamptz', { nullable: true }) claimedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** Where the last attempt went. */
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
