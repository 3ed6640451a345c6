import { Injectable } from '@nestjs/common';
import { In, Between } from 'typeorm';
import { type StatementView } from '@gare/contracts/statements';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { bindingStates, endedStates } from '@gare/domain/convenzione/states';
import { money, sumMoney } from '@gare/domain/money/money';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { yearStatement, type ActivityDossier, type ActivityMember, type MemberStatement } from '@gare/domain/tariff/activity-statement';
import { expenseNames } from '@gare/domain/tariff/expenses';
import { feeBasisOf } from '@gare/domain/tariff/fee-basis';
import { ConvenzioneReader, EnteReader, type EnteEntity } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { type Reader } from '@gare/platform/database';
import { DossierExpenseEntity } from './dossier-expense.entity.js';
import { MemberPaymentEntity } from './member-payment.entity.js';

/** A tender of the year as the tables have it; `values` only where a fee depends on them. */
interface TenderRow {
  id: string;
  ente_id: string;
  convenzione_id: string | null;
  codice_appalto: string;
  oggetto: string;
  created_at: Date;
  published_at: Date | null;
  awarded_at: Date | null;
  values: SchedaValues | null;
}

/** Tenders opened, published or awarded in the year, or for which something was spent in it. Days are those of Rome. */
const tendersSql = `
  with milestones as (
    select dossier_id, max(at) filter (where action = 'dossier.pubblica') as published_at,
      max(at) filter (where action <> 'dossier.pubblica') as awarded_at
    from audit_entries
    where sua_id = $1 and action in ('dossier.pubblica', 'dossier.aggiudica', 'dossier.aggiudicaIlComune') and at >= $2::timestamptz and at < $3::timestamptz
      and ($4::uuid is null or ente_id = $4)
    group by dossier_id
  ), spent as (
    select distinct dossier_id from dossier_expenses
    where sua_id = $1 and data between ($5 || '-01-01')::date and ($5 || '-12-31')::date and ($4::uuid is null or ente_id = $4)
  )
  select d.id, d.ente_id, d.convenzione_id, d.codice_appalto, d.oggetto, d.created_at, m.published_at, m.awarded_at,
    case when m.dossier_id is not null then s."values" end as "values"
  from dossiers d
    left join milestones m on m.dossier_id = d.id
    left join spent on spent.dossier_id = d.id
    left join schede s on s.dossier_id = d.id and m.dossier_id is not null
  where d.sua_id = $1 and d.kind_code = 'GARA' and d.ente_id <> d.sua_id and ($4::uuid is null or d.ente_id = $4)
    and (m.dossier_id is not null or spent.dossier_id is not null or (d.created_at >= $2::timestamptz and d.created_at < $3::timestamptz))
  order by d.codice_appalto`;

/** Reads the activity of a year and works out what each member owes for it. */
@Injectable()
export class StatementReader {
  constructor(
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly law: ParameterRegister,
  ) {}

  /** Of one member; of every member where the body is the Province. @throws AppError ente.not_found */
  async read(reader: Reader, enteId: string, year: number): Promise<StatementView> {
    const ente = await this.enti.require(reader, enteId);
    const members = await this.members(reader, ente);
    const population = new Map(members.map(({ enteId: id, abitanti }) => [id, abitanti]));
    const only = ente.id === ente.suaId ? null : ente.id;
    const statements = yearStatement(year, members, {
      dossiers: await this.tenders(reader, { suaId: ente.suaId, only, year, population }),
      payments: await payments(reader, members, year),
      parametri: await this.law.rows(reader, ente.suaId),
    });
    const total = (pick: (one: MemberStatement) => string): string => money(sumMoney(statements.map(pick)));
    return {
      anno: year,
      ente: { id: ente.id, denominazione: ente.denominazione },
      enti: statements.map((one) => ({
        ...one,
        attivita: { ...one.attivita },
        righe: one.righe.map((line) => ({ ...line, passi: line.passi.map((step) => ({ ...step })) })),
      })),
      totali: {
        dovuto: total(({ dovuto }) => dovuto),
        fatturato: total(({ fatturato }) => fatturato),
        pagato: total(({ pagato }) => pagato),
        saldo: total(({ saldo }) => saldo),
      },
    };
  }

  /** Bodies that have, or have had, a convenzione in force, by name. */
  private async members(reader: Reader, ente: EnteEntity): Promise<ActivityMember[]> {
    const bodies = ente.id === ente.suaId ? await this.enti.list(reader) : [ente];
    const rows = await this.convenzioni.inForceOnce(
      reader,
      bodies.map(({ id }) => id),
      [...bindingStates, ...endedStates],
    );
    return bodies
      .flatMap(({ id: enteId, denominazione, popolazione }) => {
        const own = rows.filter((row) => row.enteId === enteId).map(({ id, dal, al, tariffe }) => ({ id, dal, al, tariffe }));
        return own.length === 0 && ente.id !== enteId ? [] : [{ enteId, denominazione, abitanti: popolazione, convenzioni: own }];
      })
      .filter(({ enteId }) => enteId !== ente.suaId)
      .sort((a, b) => a.denominazione.localeCompare(b.denominazione, 'it'));
  }

  private async tenders(
    reader: Reader,
    asked: { suaId: string; only: string | null; year: number; population: ReadonlyMap<string, number | null> },
  ): Promise<ActivityDossier[]> {
    const { suaId, only, year, population } = asked;
    const rows = await reader.query<TenderRow[]>(tendersSql, [suaId, romeYear(year), romeYear(year + 1), only, String(year)]);
    const expenses = await reader.find(DossierExpenseEntity, {
      where: { dossierId: In(rows.map(({ id }) => id)), aCaricoDi: 'COMUNE', data: Between(`${year}-01-01`, `${year}-12-31`) },
      order: { data: 'ASC', recordedAt: 'ASC' },
    });
    return rows.map((row) => ({
      ...feeBasisOf(row.values ?? {}, population.get(row.ente_id) ?? null),
      codice: row.codice_appalto,
      enteId: row.ente_id,
      convenzioneId: row.convenzione_id,
      oggetto: row.oggetto,
      aperto: day(row.created_at),
      pubblicato: row.published_at === null ? null : day(row.published_at),
      aggiudicato: row.awarded_at === null ? null : day(row.awarded_at),
      spese: expenses.filter(({ dossierId }) => dossierId === row.id).map(expenseLine),
    }));
  }
}

const day = (instant: Date): string => toRomeDate(instant.toISOString());

/** The year begins at midnight in Rome, which in January is an hour before that of UTC. */
const romeYear = (year: number): string => `${year}-01-01T00:00:00+01:00`;

function expenseLine({ voce, descrizione, importo, data, storna }: DossierExpenseEntity): ActivityDossier['spese'][number] {
  const name = descrizione === '' ? expenseNames[voce] : `${expenseNames[voce]}: ${descrizione}`;
  return { voce: storna === null ? name : `Storno: ${name}`, importo, data };
}

async function payments(reader: Reader, members: readonly ActivityMember[], year: number): Promise<MemberPaymentEntity[]> {
  return reader.find(MemberPaymentEntity, {
    where: { enteId: In(members.map(({ enteId }) => enteId)), data: Between(`${year}-01-01`, `${year}-12-31`) },
  });
}
