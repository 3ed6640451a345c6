import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type SignInMethod } from '@gare/contracts/session';

/** A signed-in browser. The cookie holds a random token, the table only its SHA-256. */
@Entity('sessions')
@Index('sessions_of_person', ['personId'])
@Index('sessions_id', ['id'], { unique: true })
export class SessionEntity {
  @PrimaryColumn('char', { length: 64 }) tokenHash!: string;
  /** The name of the session in lists: its hash stays in here. */
  @Column('uuid') id!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  /** The program that signed in, as it calls itself. */
  @Column('text', { nullable: true }) client!: string | null;
  @Column('text') method!: SignInMethod;
  /** Roles the provider confirmed, as `ROLE@enteId`; null: those assigned in the product count. */
  @Column('text', { array: true, nullable: true }) confirmedRoles!: string[] | null;
  /** The ID token of the provider, sealed: only with it the session there can be ended without being asked who one is. Goes with the session. */
  @Column('text', { nullable: true }) providerToken!: string | null;
}
