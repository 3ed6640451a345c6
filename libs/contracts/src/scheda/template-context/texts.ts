import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRome } from '@gare/domain/calendar/rome-time';
import { type Atto, type Persona } from '@gare/domain/scheda/ente-values';
import { type Durata, type Lotto } from '@gare/domain/scheda/lotto-values';

/** An act for a sentence: `n. 88 del 5 ottobre 2026 (Sindaco)`; null where number or date is missing. */
export function actInWords(atto: Atto | null | undefined): string | null {
  if (!atto?.numero || !atto.data) return null;
  return `n. ${atto.numero} del ${dayInWords(atto.data)}${atto.organo ? ` (${atto.organo})` : ''}`;
}

/** `dott.ssa Lucia Bianchi`; null where name or surname is missing. */
export function fullName(persona: Persona | null | undefined): string | null {
  if (!persona?.nome || !persona.cognome) return null;
  return [persona.titolo, persona.nome, persona.cognome].filter(Boolean).join(' ');
}

/** Duration of a lot for a sentence, from whichever of the three forms the sheet holds. */
export function durationInWords(lotto: Lotto): string | null {
  if (lotto.durata?.valore) return spanInWords(lotto.durata);
  if (lotto.dataFine) return `fino al ${dayInWords(lotto.dataFine)}`;
  return lotto.altraDurata === 'UNLIMITED' ? 'durata illimitata' : null;
}

function spanInWords({ valore, unita }: Durata): string | null {
  if (!valore || !unita) return null;
  if (unita === 'mesi') return valore === 1 ? '1 mese' : `${valore} mesi`;
  return valore === 1 ? '1 giorno' : `${valore} giorni naturali e consecutivi`;
}

/** Places of a lot for a sentence: addresses, or the province. */
export function placesInWords(lotto: Lotto): string | null {
  const places = (lotto.luoghiEsecuzione ?? [])
    .map(({ indirizzo, comune }) => [indirizzo, comune].filter(Boolean).join(', '))
    .filter(Boolean);
  const [first] = places;
  if (first !== undefined) return places.join('; ');
  const code = lotto.codNUTS ?? lotto.codIstat;
  return code ? `codice ${code}` : null;
}

/** A window of time for a sentence: `dal 21 dicembre 2026, ore 09:00, al 23 dicembre 2026, ore 13:00`. */
export function windowInWords({ dal, al }: { readonly dal?: string | null; readonly al?: string | null }): string | null {
  if (!dal || !al) return null;
  return `dal ${momentInWords(dal)} al ${momentInWords(al)}`;
}

function momentInWords(instant: string): string {
  const { time } = toRome(instant);
  return `${dayInWords(instant)}, ore ${time}`;
}
