import { Column, PrimaryColumn } from 'typeorm';

/** An entry of a register that only grows: what it says is never changed, a mistake is taken back by another entry. */
export abstract class LedgerRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  /** Euro; below zero where it takes back an earlier entry. */
  @Column('numeric', { precision: 15, scale: 2 }) importo!: string;
  @Column('date') data!: string;
  /** The entry it takes back. */
  @Column('uuid', { nullable: true }) storna!: string | null;
  /** Why it was taken back. */
  @Column('text', { nullable: true }) motivazione!: string | null;
  @Column('uuid') recordedBy!: string;
  @Column('text') recordedByName!: string;
  @Column('timestamptz') recordedAt!: Date;
}
