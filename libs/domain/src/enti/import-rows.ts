import { readCsv, type CsvFault } from './csv-reading.js';
import { checkCentroCosto, checkCodiceFiscaleEnte } from './ente-codes.js';
import { checkEnte, type EnteData, type FieldFinding } from './ente.js';
import { checkAusa, checkIpa, checkPec } from '../codes/forms.js';

export type RowReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly FieldFinding[] };

type Row = Readonly<Record<string, string>>;

/** What a row of the IPA index says about a body already known or new. */
export interface IpaData {
  readonly codiceFiscale: string;
  readonly codiceIpa: string;
  readonly denominazione: string;
  readonly pec: string | null;
}

/** What a row of the AUSA register says. */
export interface AusaData {
  readonly codiceFiscale: string;
  readonly codiceAusa: string;
  readonly codiceCentroCosto: string | null;
}

/** The first filled value among the names a column goes by. */
function cell(row: Row, ...names: readonly string[]): string | null {
  const value = names.map((name) => row[name]).find((text) => text !== undefined && text !== '' && text !== 'null');
  return value ?? null;
}

/** One row of the reference list of comuni (a row of the ISTAT list with tax code, NUTS and ANAC code); `popolazione` is optional. */
export function readComuneRow(row: Row): RowReading<EnteData> {
  const population = cell(row, 'popolazione');
  const outcome = checkEnte({
    tipo: 'COMUNE',
    denominazione: cell(row, 'denominazione') ?? undefined,
    codiceFiscale: cell(row, 'codice_fiscale_ente', 'codice_fiscale') ?? undefined,
    codiceIpa: cell(row, 'codice_ipa', 'codice_ipa_convenzionale'),
    codiceIstat: cell(row, 'codice_istat'),
    codiceIstatAnac: cell(row, 'codice_anac_pcp'),
    nuts: cell(row, 'nuts3_2024', 'nuts'),
    pec: cell(row, 'pec'),
    popolazione: population === null ? null : Number(population.replaceAll('.', '')),
  });
  if (!outcome.ok) return outcome;
  const cadastral = cell(row, 'codice_catastale');
  const expected = cadastral === null ? null : `c_${cadastral.toLowerCase()}`;
  if (expected !== null && outcome.ente.codiceIpa !== null && outcome.ente.codiceIpa.toLowerCase() !== expected) {
    return {
      ok: false,
      findings: [{ field: 'codiceIpa', reason: `Il codice IPA ${outcome.ente.codiceIpa} non è quello del codice catastale: ${expected}.` }],
    };
  }
  return { ok: true, value: outcome.ente };
}

function findingsOf(
  checks: readonly (readonly [string, string | null, (value: string) => { ok: boolean; message?: string }])[],
): FieldFinding[] {
  return checks.flatMap(([field, value, check]) => {
    if (value === null) return [{ field, reason: 'Campo da compilare.' }];
    const outcome = check(value);
    return outcome.ok ? [] : [{ field, reason: outcome.message ?? '' }];
  });
}

/** The certified address of a row of the IPA index: the first of its five addresses marked «pec». */
function certifiedAddress(row: Row): string | null {
  for (const number of [1, 2, 3, 4, 5]) {
    const address = cell(row, `mail${number}`);
    if (address !== null && cell(row, `tipo_mail${number}`)?.toLowerCase() === 'pec') return address;
  }
  return cell(row, 'pec');
}

/** One row of the IPA index (today's column names, or those of the older files). */
export function readIpaRow(row: Row): RowReading<IpaData> {
  const codiceFiscale = cell(row, 'codice_fiscale_ente', 'cf', 'codice_fiscale');
  const codiceIpa = cell(row, 'codice_ipa', 'cod_amm');
  const denominazione = cell(row, 'denominazione_ente', 'des_amm', 'denominazione');
  const pec = certifiedAddress(row);
  const findings = findingsOf([
    ['codiceFiscale', codiceFiscale, checkCodiceFiscaleEnte],
    ['codiceIpa', codiceIpa, checkIpa],
    ['denominazione', denominazione, () => ({ ok: true })],
    ...(pec === null ? [] : [['pec', pec, checkPec] as const]),
  ]);
  if (findings.length > 0 || codiceFiscale === null || codiceIpa === null || denominazione === null) return { ok: false, findings };
  return { ok: true, value: { codiceFiscale, codiceIpa, denominazione, pec } };
}

/** One row of the AUSA register as ANAC publishes it. */
export function readAusaRow(row: Row): RowReading<AusaData> {
  const codiceFiscale = cell(row, 'cf_amministrazione_appaltante', 'codice_fiscale', 'cf_stazione_appaltante');
  const codiceAusa = cell(row, 'codice_ausa');
  const codiceCentroCosto = cell(row, 'id_centro_costo', 'codice_centro_costo', 'centro_costo');
  const findings = findingsOf([
    ['codiceFiscale', codiceFiscale, checkCodiceFiscaleEnte],
    ['codiceAusa', codiceAusa, checkAusa],
    ...(codiceCentroCosto === null ? [] : [['codiceCentroCosto', codiceCentroCosto, checkCentroCosto] as const]),
  ]);
  if (findings.length > 0 || codiceFiscale === null || codiceAusa === null) return { ok: false, findings };
  return { ok: true, value: { codiceFiscale, codiceAusa, codiceCentroCosto } };
}

/** What becomes of a file: values with their line, and for each row left out the line, the field and the reason. */
export interface ImportReading<T> {
  readonly good: readonly { readonly line: number; readonly value: T }[];
  readonly refused: readonly { readonly line: number; readonly field: string | null; readonly reason: string }[];
}

const sources = {
  comuni: { read: readComuneRow, needs: [['denominazione'], ['codice_istat'], ['codice_fiscale_ente', 'codice_fiscale']] },
  ipa: {
    read: readIpaRow,
    needs: [
      ['codice_ipa', 'cod_amm'],
      ['codice_fiscale_ente', 'cf', 'codice_fiscale'],
    ],
  },
  ausa: { read: readAusaRow, needs: [['codice_ausa'], ['cf_amministrazione_appaltante', 'codice_fiscale', 'cf_stazione_appaltante']] },
} as const;

interface ImportValues {
  readonly comuni: EnteData;
  readonly ipa: IpaData;
  readonly ausa: AusaData;
}

/** Tells rows that repeat a tax code already seen; AUSA rows may repeat it, one for each cost centre. */
function identity(source: keyof ImportValues, value: { readonly codiceFiscale: string }): string {
  const centre = source === 'ausa' ? (value as AusaData).codiceCentroCosto : null;
  return `${value.codiceFiscale} ${centre ?? ''}`;
}

/** Reads a whole file: the right rows come back as values, each wrong one with its line and reason. The file as a whole is refused only where it lacks a column. */
export function readImport<S extends keyof ImportValues>(
  source: S,
  text: string,
): ({ readonly ok: true } & ImportReading<ImportValues[S]>) | { readonly ok: false; readonly message: string } {
  const csv = readCsv(text);
  if (!csv.ok) return csv;
  const { read, needs } = sources[source];
  const lacking = needs.find((names) => !names.some((name) => csv.header.includes(name)));
  if (lacking !== undefined) return { ok: false, message: `Nel file manca la colonna «${lacking[0]}».` };
  const good: { line: number; value: ImportValues[S] }[] = [];
  const refused = csv.wrong.map(({ line, reason }: CsvFault) => ({ line, field: null as string | null, reason }));
  const seen = new Map<string, number>();
  for (const { line, values } of csv.rows) {
    const outcome = read(values);
    if (!outcome.ok) {
      refused.push(...outcome.findings.map((finding) => ({ line, ...finding })));
      continue;
    }
    const key = identity(source, outcome.value);
    const before = seen.get(key);
    if (before !== undefined) refused.push({ line, field: 'codiceFiscale', reason: `Questo ente è già alla riga ${before} del file.` });
    else {
      seen.set(key, line);
      good.push({ line, value: outcome.value as ImportValues[S] });
    }
  }
  return { ok: true, good, refused: refused.sort((a, b) => a.line - b.line) };
}
