import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A refused sign-in, counted per address and per e-mail for the throttle. */
@Entity('sign_in_attempts')
@Index('sign_in_attempts_recent', ['key', 'at'])
export class SignInAttemptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('text') key!: string;
  @Column('timestamptz') at!: Date;
}
