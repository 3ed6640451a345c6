import { type ConvenzioneSummary } from '@gare/contracts/convenzioni';
import { daysBetween } from '@gare/domain/calendar/day-counting';
import { bindingStates, groupOf, type ConvenzioneState } from '@gare/domain/convenzione/states';
import { type LoadedKind } from '@gare/domain/kinds/kind';

/** A convenzione as a list reads it; days are those of all its periods together. */
export interface SummaryRow {
  readonly id: string;
  readonly codice: string;
  readonly numero: string | null;
  readonly enteId: string;
  readonly ente: string;
  readonly stato: ConvenzioneState;
  readonly dal: string | null;
  readonly al: string | null;
  readonly funzioniSvolte: string[] | null;
  readonly reminder: number | null;
  readonly turn: ConvenzioneSummary['turn']['party'];
}

export function summaryOf(row: SummaryRow, kind: LoadedKind, asOf: string): ConvenzioneSummary {
  const { id, codice, numero, enteId, ente, stato, dal, al, funzioniSvolte, reminder, turn } = row;
  const state = kind.process.states.find((candidate) => candidate.code === stato);
  return {
    ...{ id, codice, numero: numero ?? '', ente: { id: enteId, denominazione: ente } },
    stato: { code: stato, label: state?.label ?? stato, phase: state?.phase ?? '' },
    gruppo: groupOf(stato),
    ...{ dal, al, funzioniSvolte: funzioniSvolte ?? [] },
    daysToEnd: al !== null && bindingStates.includes(stato) ? daysBetween(asOf, al) : null,
    reminder,
    turn: { party: turn, label: turn === 'COMUNE' ? ente : turn === 'NESSUNO' ? 'Nessuno' : 'SUA' },
  };
}

/** A day of the sheet as text, only where it is one: a draft may hold anything. */
const day = (path: string): string => `case when s."values" #>> '{${path}}' ~ '^\\d{4}-\\d{2}-\\d{2}$' then s."values" #>> '{${path}}' end`;

/** Columns of `SummaryRow`, from dossiers `d`, bodies `e` and schede `s`. */
export const summaryColumns = `d.id, d.codice_appalto as codice, s."values" ->> 'numero' as numero, d.ente_id as "enteId",
  e.denominazione as ente, d.state as stato, d.turn,
  coalesce(${day('periodi,0,inizio')}, ${day('contenuto,durata,inizio')}) as dal,
  case when d.state = 'RINNOVATA' then coalesce(${day('atti,rinnovo,fine')}, ${day('contenuto,durata,fine')}) else ${day('contenuto,durata,fine')} end as al,
  case when jsonb_typeof(s."values" #> '{contenuto,oggetto,funzioniSvolte}') = 'array'
    then array(select jsonb_array_elements_text(s."values" #> '{contenuto,oggetto,funzioniSvolte}')) end as "funzioniSvolte",
  (select r.days_before from convenzione_reminders r where r.dossier_id = d.id order by r.at desc, r.days_before limit 1) as reminder`;

export const summaryTables = 'dossiers d join enti e on e.id = d.ente_id join schede s on s.dossier_id = d.id';
