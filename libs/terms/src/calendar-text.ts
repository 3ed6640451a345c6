import ical, { ICalCalendarMethod, ICalEventClass } from 'ical-generator';
import { toRome } from '@gare/domain/calendar/rome-time';
import { type DossierTermEntity } from './dossier-term.entity.js';

/** A term as a calendar shows it. The object of the tender is not told: the calendar leaves this house. */
export interface CalendarEntry {
  readonly term: DossierTermEntity & { dueOn: string };
  readonly dossierId: string;
  readonly codiceAppalto: string;
}

const clockNames: Record<DossierTermEntity['clock'], string> = {
  LEGAL: 'Termine di legge',
  SLA: 'Tempo del procedimento',
  PLATFORM: 'Termine della piattaforma',
};
const stateNames: Record<DossierTermEntity['state'], string> = {
  IN_CORSO: 'In corso',
  SOSPESO: 'Sospeso',
  RISPETTATO: 'Rispettato o trascorso',
  SUPERATO: 'Superato',
};
const prefixes: Record<DossierTermEntity['nature'], string> = { ENTRO: 'Entro oggi', NON_PRIMA: 'Da oggi', EVENTO: 'Oggi' };

/**
 * The text of a calendar (RFC 5545). A term keeps its UID for ever and its SEQUENCE grows when it moves; a day is an all-day event,
 * a deadline with an hour an instant in UTC.
 */
export function calendarText(entries: readonly CalendarEntry[], publicUrl: string): string {
  const calendar = ical({
    name: 'Gare insieme: termini',
    description: 'Termini dei fascicoli che puoi vedere',
    prodId: { company: 'Gare insieme', product: 'Termini', language: 'IT' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const { term, dossierId, codiceAppalto } of entries) {
    const url = new URL(`/fascicoli/${dossierId}/termini`, publicUrl).href;
    const timed = term.dueAt !== null;
    calendar.createEvent({
      id: `${dossierId}.${term.code}@gare-insieme`,
      sequence: term.sequence,
      stamp: term.writtenAt,
      lastModified: term.writtenAt,
      start: term.dueAt ?? new Date(`${term.dueOn}T00:00:00Z`),
      allDay: !timed,
      summary: `${term.title} · ${codiceAppalto}`,
      description: [
        `${prefixes[term.nature]}${term.dueAt === null ? '' : ` alle ${toRome(term.dueAt.toISOString()).time} (ora italiana)`}. ${clockNames[term.clock]}: ${term.cite}.`,
        `Stato: ${stateNames[term.state]}.`,
        term.explanation,
        term.consequence,
      ].join('\n'),
      url,
      class: ICalEventClass.CONFIDENTIAL,
    });
  }
  return calendar.toString();
}
