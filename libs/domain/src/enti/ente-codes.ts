import { type CodeCheck, checkForm, refuse } from '../codes/code-check.js';
import { checkIpa } from '../codes/forms.js';
import { checkPartitaIva } from '../codes/partita-iva.js';

/** Kinds of bodies (the words of the dossier kinds). */
export const bodyTypes = ['PROVINCIA', 'CM', 'COMUNE', 'UNIONE', 'REGIONE', 'UNIVERSITA', 'ALTRO'] as const;
export type BodyType = (typeof bodyTypes)[number];

/**
 * Tax code of a body: 11 digits with their check digit. A code that spreadsheets have shortened (leading zeros lost)
 * is refused with the full one as a suggestion, never mended in silence.
 */
export function checkCodiceFiscaleEnte(value: string): CodeCheck {
  if (/^[A-Z]{6}\d{2}/i.test(value))
    return refuse('CF_PERSONA', 'Questo è il codice fiscale di una persona: quello di un ente ha 11 cifre.');
  if (/^\d{8,10}$/.test(value)) {
    const full = value.padStart(11, '0');
    const hint = checkPartitaIva(full).ok ? ` Forse è ${full}: un foglio di calcolo ha tolto gli zeri davanti.` : '';
    return refuse('CF_ZERI', `Il codice fiscale di un ente ha 11 cifre, qui sono ${value.length}.${hint}`);
  }
  return checkPartitaIva(value);
}

/** IPA code that agrees with the kind of body: a comune is `c_` and its land-registry code, a Province `p_` and its plate. */
export function checkIpaOf(tipo: BodyType, value: string): CodeCheck {
  const form = checkIpa(value);
  if (!form.ok) return form;
  if (tipo === 'COMUNE' && !/^c_[a-z]\d{3}$/i.test(value)) {
    return refuse('IPA_COMUNE', `Il codice IPA di un comune è c_ e il codice catastale, per esempio c_f685: «${value}» non lo è.`);
  }
  if (tipo === 'PROVINCIA' && !/^p_[a-z]{2}$/i.test(value)) {
    return refuse('IPA_PROVINCIA', `Il codice IPA di una Provincia è p_ e la sigla, per esempio p_pg: «${value}» non lo è.`);
  }
  return { ok: true };
}

/** Cost centre of the AUSA register: a short number or the 36-character identifier that ANAC publishes. */
export function checkCentroCosto(value: string): CodeCheck {
  return checkForm(value, /^(?:[A-Za-z0-9]{1,16}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$/, {
    rule: 'CENTRO_COSTO_FORMA',
    message: 'Il centro di costo è un numero breve, per esempio 280, o il codice di 36 caratteri di AUSA.',
  });
}

/** Patron saint of a seat: month and day, `MM-DD`, of a day that exists. */
export function checkPatron(value: string): CodeCheck {
  const [, month, day] = /^(\d{2})-(\d{2})$/.exec(value) ?? [];
  const at = Date.parse(`2000-${month ?? ''}-${day ?? ''}T00:00:00Z`);
  const exists = month !== undefined && !Number.isNaN(at) && new Date(at).toISOString().slice(5, 10) === value;
  return exists
    ? { ok: true }
    : refuse('PATRONO_GIORNO', 'La festa del patrono si scrive con il mese e il giorno, per esempio 01-29 per il 29 gennaio.');
}
