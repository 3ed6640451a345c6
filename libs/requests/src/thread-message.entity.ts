import { Column, Entity, Index } from 'typeorm';
import { Said } from './said.js';

/** What comune and SUA say to each other before and beside any protocol. */
@Entity('thread_messages')
@Index('thread_messages_sent_once', ['dossierId', 'personId', 'clientId'], { unique: true })
@Index('thread_messages_corrected_once', ['corregge'], { unique: true })
@Index('thread_messages_of_dossier', ['dossierId', 'at'])
@Index('thread_messages_place', ['id', 'dossierId'], { unique: true })
export class ThreadMessageEntity extends Said {
  /** It goes into the note of the informal phase. */
  @Column('boolean', { default: false }) nelFascicolo!: boolean;
  /** Field of the sheet its words were taken over into. */
  @Column('text', { nullable: true }) campo!: string | null;
}
