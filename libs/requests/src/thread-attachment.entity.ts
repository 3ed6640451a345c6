import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file of a message, examined when it came; without a message until that is sent. */
@Entity('thread_attachments')
@Index('thread_attachments_of_message', ['dossierId', 'messageId'])
export class ThreadAttachmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid', { nullable: true }) messageId!: string | null;
  @Column('text') fileName!: string;
  @Column('text') mime!: string;
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) bytes!: number;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') storageKey!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
}
