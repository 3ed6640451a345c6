import { type DraftMode } from '@gare/contracts/drafts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Opens one connection to one draft, once and soon. Seen by the `system` scope alone; of the token only the hash is kept. */
@Entity('draft_tickets')
@Index('draft_tickets_token', ['tokenHash'], { unique: true })
@Index('draft_tickets_expired', ['expiresAt'])
export class DraftTicketEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_tickets' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') draftId!: string;
  @Column('char', { length: 64 }) tokenHash!: string;
  /** The session that asked: when it ends, so does what the ticket opened. */
  @Column('char', { length: 64 }) sessionHash!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') actingEnteId!: string;
  /** At most this is opened, whatever the person may do by then. */
  @Column('text') mode!: DraftMode;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
