import { Injectable } from '@nestjs/common';
import { type ConvenzioneFacts } from '@gare/domain/checks/convenzione-facts';
import { convenzioneFacts } from '@gare/domain/convenzione/facts-for-checks';
import { money } from '@gare/domain/money/money';
import { expenseNames } from '@gare/domain/tariff/expenses';
import { DossierReader, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, convenzioneRecord, EnteReader, type ConvenzioneEntity } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierExpenseEntity } from './dossier-expense.entity.js';
import { type LedgerRow } from './ledger-entry.js';
import { LifecycleReader, type Lifecycle } from './lifecycle.reader.js';
import { MemberPaymentEntity } from './member-payment.entity.js';

/** What the checks of a tender ask of the convenzione it runs under. */
@Injectable()
export class ConvenzioneFactsReader {
  constructor(
    private readonly convenzioni: ConvenzioneReader,
    private readonly lifecycle: LifecycleReader,
    private readonly dossiers: DossierReader,
    private readonly enti: EnteReader,
  ) {}

  /** Null for a tender of the Province itself, and where there is no convenzione. */
  async of(reader: Reader, dossier: DossierEntity): Promise<ConvenzioneFacts | null> {
    const row = await this.rowOf(reader, dossier);
    if (row === null) return null;
    const { popolazione } = await this.enti.require(reader, dossier.enteId);
    const kept = await this.keptOf(reader, row);
    return convenzioneFacts({
      record: { ...convenzioneRecord(row), funzioniSvolte: row.funzioniSvolte, tariffe: row.tariffe },
      sheet: kept?.sheet ?? null,
      abitanti: popolazione,
      account: await accountOf(reader, dossier.id),
      parametri: kept?.context.parametri,
    });
  }

  /** Cheap stamp of all that `of` reads: it moves when the convenzione, its sheet or the accounts of the dossier do. */
  async mark(reader: Reader, dossier: DossierEntity): Promise<string> {
    const [stamp] = await reader.query<{ mark: string | null }[]>(
      `select concat_ws(' ',
         (select string_agg(concat_ws(':', c.id, c.stato, c.dal, c.al, md5(c.ambito::text), s.revision), ',' order by c.id)
          from convenzioni c left join schede s on s.dossier_id = c.id where c.ente_id = $2),
         (select count(*) from dossier_expenses where dossier_id = $1),
         (select count(*) from member_payments where dossier_id = $1)) as mark`,
      [dossier.id, dossier.enteId],
    );
    return `${dossier.convenzioneId ?? ''} ${stamp?.mark ?? ''}`;
  }

  private async rowOf(reader: Reader, dossier: DossierEntity): Promise<ConvenzioneEntity | null> {
    return dossier.kindCode !== 'GARA' || dossier.enteId === dossier.suaId ? null : this.convenzioni.under(reader, dossier);
  }

  /** The convenzione as a dossier; null for a row that has none. */
  private async keptOf(reader: Reader, { id }: ConvenzioneEntity): Promise<Lifecycle | null> {
    const dossier = await this.dossiers.require(reader, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'dossier.not_found') return null;
      throw error;
    });
    return dossier === null ? null : this.lifecycle.of(reader, dossier);
  }
}

/** What was charged for a dossier and paid for it, without what was taken back. */
async function accountOf(reader: Reader, dossierId: string): Promise<Pick<ConvenzioneFacts, 'compensi' | 'costi'>> {
  const order = { data: 'ASC', id: 'ASC' } as const;
  const expenses = standing(await reader.find(DossierExpenseEntity, { where: { dossierId }, order }));
  const invoices = standing(await reader.find(MemberPaymentEntity, { where: { dossierId, tipo: 'FATTURATO' }, order }));
  return {
    compensi: invoices.flatMap(({ momento, data, importo }) =>
      momento === 'PUBBLICAZIONE' || momento === 'AGGIUDICAZIONE' ? [{ momento, data, importo: money(importo) }] : [],
    ),
    costi: expenses.map(({ voce, aCaricoDi }) => ({ voce: expenseNames[voce], caricatoA: aCaricoDi })),
  };
}

function standing<Row extends LedgerRow>(rows: readonly Row[]): readonly Row[] {
  const taken = new Set(rows.flatMap(({ storna }) => storna ?? []));
  return rows.filter(({ id, storna }) => storna === null && !taken.has(id));
}
