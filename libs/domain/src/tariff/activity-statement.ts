import { Decimal } from 'decimal.js';
import { type CsvCell, type CsvFormat, writeCsv } from '../csv/csv-writing.js';
import { money, sumMoney } from '../money/money.js';
import { parameter, type LegalParameter } from '../law/parameters.js';
import { computeFee, incentiveQuota, type FeeBasis, type FeeStep } from './fee.js';
import { tariffInForce, type Tariff } from './tariff.js';

/** A dossier as the statement of activity counts it. Dates are `YYYY-MM-DD`, null while it has not happened. */
export interface ActivityDossier extends FeeBasis {
  readonly codice: string;
  readonly enteId: string;
  /** The convenzione it runs under; null where it is the one in force on the day. */
  readonly convenzioneId: string | null;
  readonly oggetto: string;
  readonly aperto: string;
  readonly pubblicato: string | null;
  readonly aggiudicato: string | null;
  /** Expenses paid by the SUA for it that the comune bears (ANAC contribution, publicity, commission); below zero what takes one back. */
  readonly spese: readonly { readonly voce: string; readonly importo: string; readonly data: string }[];
}

/** A convenzione of a member: its price lists and the days it has been in force, both included. */
export interface MemberConvenzione {
  readonly id: string;
  readonly dal: string;
  readonly al: string;
  readonly tariffe: readonly Tariff[];
}

/** A member body with the convenzioni it has had. */
export interface ActivityMember {
  readonly enteId: string;
  readonly denominazione: string;
  readonly abitanti: number | null;
  readonly convenzioni: readonly MemberConvenzione[];
}

/** What has been invoiced or paid, by member, on a day. */
export interface ActivityPayment {
  readonly enteId: string;
  readonly tipo: 'FATTURATO' | 'PAGATO';
  readonly importo: string;
  readonly data: string;
}

export interface StatementLine {
  readonly tipo: 'PUBBLICAZIONE' | 'AGGIUDICAZIONE' | 'ANNUALE' | 'RIMBORSO';
  readonly data: string;
  readonly codice: string | null;
  readonly descrizione: string;
  /** Null where it cannot be computed yet: `manca` says why, and the total leaves it out. */
  readonly importo: string | null;
  readonly manca: string | null;
  readonly passi: readonly FeeStep[];
}

export interface MemberStatement {
  readonly enteId: string;
  readonly denominazione: string;
  readonly anno: number;
  readonly attivita: {
    readonly aperti: number;
    readonly pubblicati: number;
    readonly aggiudicati: number;
    readonly importoPubblicato: string;
  };
  readonly righe: readonly StatementLine[];
  readonly dovuto: string;
  readonly fatturato: string;
  readonly pagato: string;
  /** Due less paid: below zero where the member has paid more. */
  readonly saldo: string;
  /** For the staff, apart from what is due to the Province. */
  readonly quotaIncentivo: string;
  /** How the amounts stand to VAT at the end of the year, in words of the register; null where it does not say. */
  readonly iva: string | null;
}

const inYear = (date: string | null, year: number): date is string => date?.startsWith(`${year}-`) === true;

/** The price lists a dossier is charged by: those of its own convenzione, also after its end, else of the one in force on the day. */
function tariffsFor(member: ActivityMember, { convenzioneId }: ActivityDossier, data: string): readonly Tariff[] {
  const own = member.convenzioni.find(({ id }) => id === convenzioneId);
  return (own ?? member.convenzioni.find(({ dal, al }) => dal <= data && data <= al))?.tariffe ?? [];
}

function feeLine(
  member: ActivityMember,
  dossier: ActivityDossier,
  momento: 'PUBBLICAZIONE' | 'AGGIUDICAZIONE',
  data: string,
): StatementLine[] {
  const tariff = tariffInForce(tariffsFor(member, dossier, data), momento, data);
  if (tariff === undefined) return [];
  const fee = computeFee(tariff, dossier);
  const base = { tipo: momento, data, codice: dossier.codice, descrizione: dossier.oggetto };
  return [
    fee.known ? { ...base, importo: fee.importo, manca: null, passi: fee.passi } : { ...base, importo: null, manca: fee.manca, passi: [] },
  ];
}

function dossierLines(member: ActivityMember, dossier: ActivityDossier, year: number): readonly StatementLine[] {
  const { pubblicato, aggiudicato } = dossier;
  const expenses = dossier.spese
    .filter(({ data }) => inYear(data, year))
    .map(({ voce, importo, data }): StatementLine => {
      const reimbursed = tariffsFor(member, dossier, data).some(
        (tariff) => tariff.rimborsiSpeseVive && tariff.dal <= data && (tariff.al === null || data <= tariff.al),
      );
      const line = { tipo: 'RIMBORSO', data, codice: dossier.codice, descrizione: voce, passi: [] } as const;
      return reimbursed
        ? { ...line, importo: money(importo), manca: null }
        : { ...line, importo: null, manca: 'La tariffa di quel giorno non prevede il rimborso delle spese.' };
    });
  return [
    ...(inYear(pubblicato, year) ? feeLine(member, dossier, 'PUBBLICAZIONE', pubblicato) : []),
    ...(inYear(aggiudicato, year) ? feeLine(member, dossier, 'AGGIUDICAZIONE', aggiudicato) : []),
    ...expenses,
  ];
}

/** The membership fee of a year, due in full, once, on the first day of the year on which a convenzione is in force. */
function annualLines(member: ActivityMember, year: number): readonly StatementLine[] {
  const starts = member.convenzioni.flatMap(({ dal, al, tariffe }) => {
    const first = dal > `${year}-01-01` ? dal : `${year}-01-01`;
    return inYear(first, year) && first <= al ? [{ first, tariffe }] : [];
  });
  const [start] = starts.sort((a, b) => (a.first < b.first ? -1 : 1));
  if (start === undefined) return [];
  const { first, tariffe } = start;
  const tariff = tariffInForce(tariffe, 'ANNUALE', first);
  if (tariff === undefined) return [];
  const fee = computeFee(tariff, { baseGara: null, valoreStimato: null, abitanti: member.abitanti, online: true });
  const base = { tipo: 'ANNUALE', data: first, codice: null, descrizione: `Quota annuale di adesione ${year}` } as const;
  return [
    fee.known ? { ...base, importo: fee.importo, manca: null, passi: fee.passi } : { ...base, importo: null, manca: fee.manca, passi: [] },
  ];
}

function incentives(
  member: ActivityMember,
  dossiers: readonly ActivityDossier[],
  { year, parametri }: { readonly year: number; readonly parametri: readonly LegalParameter[] | undefined },
): Decimal {
  return dossiers.reduce((total, dossier) => {
    const { pubblicato } = dossier;
    const tariff = inYear(pubblicato, year)
      ? tariffInForce(tariffsFor(member, dossier, pubblicato), 'PUBBLICAZIONE', pubblicato)
      : undefined;
    const quota = tariff === undefined || pubblicato === null ? undefined : incentiveQuota(tariff, dossier, pubblicato, parametri);
    return quota?.known === true ? total.plus(quota.importo) : total;
  }, new Decimal(0));
}

/**
 * Activity of a year and what each member owes for it: a line for each fee, expense and membership fee, by day. A fee is due
 * at the price of the day of its event; a line whose base is not known is listed without an amount.
 */
export function yearStatement(
  year: number,
  members: readonly ActivityMember[],
  data: {
    readonly dossiers: readonly ActivityDossier[];
    readonly payments: readonly ActivityPayment[];
    /** Legal parameters of the installation; the rows of this version where absent. */
    readonly parametri?: readonly LegalParameter[] | undefined;
  },
): readonly MemberStatement[] {
  const vat = parameter('tariffa.iva', `${year}-12-31`, data.parametri);
  const iva = vat.known ? vat.parameter.value : null;
  return members.map((member) => {
    const own = data.dossiers.filter((dossier) => dossier.enteId === member.enteId);
    const published = own.filter((dossier) => inYear(dossier.pubblicato, year));
    const lines = [...annualLines(member, year), ...own.flatMap((dossier) => dossierLines(member, dossier, year))];
    const righe = lines.sort((a, b) => (a.data < b.data ? -1 : a.data > b.data ? 1 : (a.codice ?? '').localeCompare(b.codice ?? '')));
    const total = (tipo: ActivityPayment['tipo']): Decimal =>
      sumMoney(
        data.payments
          .filter((row) => row.enteId === member.enteId && row.tipo === tipo && inYear(row.data, year))
          .map((row) => row.importo),
      );
    const due = sumMoney(righe.map((line) => line.importo));
    const paid = total('PAGATO');
    return {
      enteId: member.enteId,
      denominazione: member.denominazione,
      anno: year,
      attivita: {
        aperti: own.filter((dossier) => inYear(dossier.aperto, year)).length,
        pubblicati: published.length,
        aggiudicati: own.filter((dossier) => inYear(dossier.aggiudicato, year)).length,
        importoPubblicato: money(sumMoney(published.map((dossier) => dossier.baseGara))),
      },
      righe,
      dovuto: money(due),
      fatturato: money(total('FATTURATO')),
      pagato: money(paid),
      saldo: money(due.minus(paid)),
      quotaIncentivo: money(incentives(member, own, { year, parametri: data.parametri })),
      iva,
    };
  });
}

const columns = ['ente', 'anno', 'tipo', 'data', 'codice_appalto', 'descrizione', 'importo', 'nota'] as const;

/** The lines of statements as CSV, in either of the two dialects. */
export function statementCsv(statements: readonly MemberStatement[], format: CsvFormat): string {
  const rows = statements.flatMap((statement) =>
    statement.righe.map((line): readonly CsvCell[] => [
      { text: statement.denominazione },
      { text: String(statement.anno) },
      { text: line.tipo },
      { date: line.data },
      { text: line.codice ?? '' },
      { text: line.descrizione },
      line.importo === null ? null : { number: line.importo, decimals: 2 },
      { text: line.manca ?? line.passi.map((step) => step.testo).join(' ') },
    ]),
  );
  return writeCsv(columns, rows, format);
}
