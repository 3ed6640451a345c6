import { fromRome, isDate, isInstant, toRome } from '../../calendar/rome-time.js';
import { type SchedaValues } from '../scheda-values.js';

/** Fields of the procedure that belong to one calendar: they move together or not at all. */
const CALENDAR = [
  'decisioneContrarre',
  'revisioneLegale',
  'approvazioneTecnica',
  'dataApprovazioneProgetto',
  'attoApprovazioneProgetto',
  'validazioneProgetto',
  'dataTrasmissioneBando',
  'dataInvioInviti',
  'scadenzaOfferte',
  'scadenzaInvito',
  'scadenzaManifestazioni',
  'terminiQuesiti',
  'dataPrimaSeduta',
  'partecipazione',
] as const satisfies readonly (keyof SchedaValues)[];

/**
 * The same sheet with its calendar moved by whole weeks: days of the week and the hours on the clock in Rome stay.
 * For demo data that must lie in the future of the day on which it is used.
 */
export function postpone(scheda: SchedaValues, weeks: number): SchedaValues {
  const moved = CALENDAR.flatMap((name) => (scheda[name] === undefined ? [] : [[name, shifted(scheda[name], weeks)] as const]));
  return { ...scheda, ...Object.fromEntries(moved) };
}

function shifted(value: unknown, weeks: number): unknown {
  if (typeof value === 'string') return shiftedText(value, weeks);
  if (Array.isArray(value)) return value.map((item) => shifted(item, weeks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, shifted(child, weeks)]));
}

function shiftedText(text: string, weeks: number): string {
  if (isDate(text)) return plusWeeks(text, weeks);
  if (!isInstant(text)) return text;
  const { date, time } = toRome(text);
  return fromRome(plusWeeks(date, weeks), time).replace('.000Z', 'Z');
}

function plusWeeks(date: string, weeks: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + weeks * 7);
  return day.toISOString().slice(0, 10);
}
