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
}
