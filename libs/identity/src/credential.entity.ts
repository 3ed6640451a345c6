import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a person proves with that it is them. Apart from `people`, whose rows colleagues read: these are for the `system` scope
 * alone, that is for signing in.
 */
@Entity('credentials')
export class CredentialEntity {
  @PrimaryColumn('uuid') personId!: string;
  /** argon2id, with its parameters. */
  @Column('text') passwordHash!: string;
  /** Secret of the second factor, encrypted; null where there is none. */
  @Column('text', { nullable: true }) totpSecret!: string | null;
  /** A secret that was shown and waits for its first code; encrypted. */
  @Column('text', { nullable: true }) totpPending!: string | null;
  @Column('timestamptz', { nullable: true }) totpSince!: Date | null;
  /** The last step of time whose code was accepted: no code is accepted twice. */
  @Column('int', { nullable: true }) totpLastStep!: number | null;
}
