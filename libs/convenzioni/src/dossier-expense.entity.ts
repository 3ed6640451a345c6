import { Column, Entity, Index } from 'typeorm';
import { type ExpenseItem } from '@gare/domain/tariff/expenses';
import { LedgerRow } from './ledger-entry.js';

/** An expense the SUA has paid for a dossier. */
@Entity('dossier_expenses')
@Index('dossier_expenses_storna', ['storna'], { unique: true })
@Index('dossier_expenses_of_dossier', ['dossierId', 'data'])
@Index('dossier_expenses_of_year', ['suaId', 'data'])
export class DossierExpenseEntity extends LedgerRow {
  @Column('uuid') dossierId!: string;
  @Column('text') voce!: ExpenseItem;
  @Column('text') descrizione!: string;
  @Column('text') aCaricoDi!: 'SUA' | 'COMUNE';
}
