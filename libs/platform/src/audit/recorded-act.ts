import { Column } from 'typeorm';

/**
 * An act as history keeps it: who did what to what, as which role of which body, with original and changed values. Acts on one
 * subject are a chain: each carries the hash of the one before.
 */
export abstract class RecordedAct {
  @Column('uuid') suaId!: string;
  /** The body it is about. */
  @Column('uuid') enteId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') action!: string;
  @Column('text') summary!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
  @Column('text', { nullable: true }) requestId!: string | null;
  @Column('jsonb') details!: unknown;
  /** From 1, without gaps. */
  abstract sequence: number;
  @Column('char', { length: 64 }) previousHash!: string;
  @Column('char', { length: 64 }) hash!: string;
}
