import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type ExpensesView, type recordExpense } from '@gare/contracts/statements';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { formatEuro, money, sumMoney } from '@gare/domain/money/money';
import { expenseNames } from '@gare/domain/tariff/expenses';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { DossierAccountChanged } from './account-changed.js';
import { DossierExpenseEntity } from './dossier-expense.entity.js';
import { enteredView, Ledger, whyNotWrite, type Reversal } from './ledger.js';

type NewExpense = z.output<NonNullable<typeof recordExpense.body>>;

/** What the SUA has paid for a dossier, in a register that only grows. */
@Injectable()
export class ExpensesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly ledger: Ledger,
    private readonly audit: Audit,
    private readonly changed: DossierAccountChanged,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<ExpensesView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const rows = await rowsOf(reader, dossierId);
      return {
        items: rows.map((row) => ({ ...enteredView(row, rows), voce: row.voce, descrizione: row.descrizione, aCaricoDi: row.aCaricoDi })),
        totale: money(sumMoney(rows.map(({ importo }) => importo))),
        whyNot: whyNotWrite(actor, one.dossier),
      };
    });
  }

  /** @throws AppError dossier.not_found, access.denied, ledger.refused */
  record(actor: Actor, dossierId: string, expense: NewExpense): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { dossier } = await this.access.hold(tx, actor, dossierId);
      const role = this.ledger.authorize(actor, dossier);
      const { voce, descrizione, aCaricoDi } = expense;
      const row = tx.create(DossierExpenseEntity, {
        ...this.ledger.entry(actor, dossier, expense),
        dossierId,
        voce,
        descrizione,
        aCaricoDi,
      });
      const bearer = aCaricoDi === 'SUA' ? 'della SUA' : 'del comune';
      const summary = `Registrata la spesa «${expenseNames[voce]}» di ${formatEuro(row.importo)}, a carico ${bearer}`;
      await this.keep(tx, { actor, role, dossier, row, action: 'expense.recorded', summary });
    });
  }

  /** @throws AppError dossier.not_found, access.denied, ledger.not_found, ledger.refused */
  reverse(actor: Actor, dossierId: string, reversal: Reversal & { id: string }): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { dossier } = await this.access.hold(tx, actor, dossierId);
      const role = this.ledger.authorize(actor, dossier);
      // The dossier is held: two who take back the same entry take turns, and the unique index on `storna` stands behind them.
      const { taken, entry } = this.ledger.reversal(actor, await rowsOf(tx, dossierId), reversal);
      const { voce, descrizione, aCaricoDi } = taken;
      const row = tx.create(DossierExpenseEntity, { ...entry, dossierId, voce, descrizione, aCaricoDi });
      const summary = `Stornata la spesa «${expenseNames[voce]}» di ${formatEuro(taken.importo)}: ${reversal.motivazione}`;
      await this.keep(tx, { actor, role, dossier, row, action: 'expense.reversed', summary });
    });
  }

  private async keep(
    tx: Tx,
    {
      actor,
      role,
      dossier,
      row,
      action,
      summary,
    }: { actor: Actor; role: RoleCode; dossier: DossierEntity; row: DossierExpenseEntity; action: string; summary: string },
  ): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    await tx.insert(DossierExpenseEntity, row);
    const { voce, descrizione, aCaricoDi, importo, data, storna } = row;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action, summary, role },
      details: { expenseId: row.id, voce, descrizione, aCaricoDi, importo, data, storna },
    });
    await this.changed.emit(tx, { actor, dossier });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }
}

const rowsOf = (reader: Reader, dossierId: string): Promise<DossierExpenseEntity[]> =>
  reader.find(DossierExpenseEntity, { where: { dossierId }, order: { data: 'DESC', recordedAt: 'DESC', id: 'ASC' } });
