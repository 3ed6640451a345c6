import { z } from 'zod';
import type { CodeCheck } from '../codes/code-check.js';
import { checkAusa, checkIstatAnac, checkIstatComune, checkNuts3, checkPec } from '../codes/forms.js';
import { bodyTypes, checkCentroCosto, checkPatron, checkCodiceFiscaleEnte, checkIpaOf } from './ente-codes.js';

const missing = 'Campo da compilare.';

/** A text that a code check accepts. */
function coded(check: (value: string) => CodeCheck): z.ZodType<string> {
  return z.string(missing).check((context) => {
    const outcome = check(context.value);
    if (!outcome.ok)
      context.issues.push({ code: 'custom', message: outcome.message, input: context.value, params: { rule: outcome.rule } });
  });
}

const optional = (check: (value: string) => CodeCheck): z.ZodDefault<z.ZodNullable<z.ZodType<string>>> =>
  coded(check).nullable().default(null);

/** A body as the administrator writes it or a file brings it. Messages are in Italian, for the person who filled the field. */
export const enteSchema = z
  .object({
    tipo: z.enum(bodyTypes, 'Il tipo di ente non è fra quelli previsti.'),
    denominazione: z.string(missing).trim().min(2, 'La denominazione è vuota.').max(200, 'La denominazione ha più di 200 caratteri.'),
    codiceFiscale: coded(checkCodiceFiscaleEnte),
    codiceIpa: z.string().nullable().default(null),
    codiceIstat: optional(checkIstatComune),
    codiceIstatAnac: optional(checkIstatAnac),
    codiceAusa: optional(checkAusa),
    codiceCentroCosto: optional(checkCentroCosto),
    nuts: optional(checkNuts3),
    pec: optional(checkPec),
    popolazione: z
      .int('La popolazione è un numero intero.')
      .min(0, 'La popolazione non può essere negativa.')
      .max(10_000_000, 'La popolazione è troppo grande.')
      .nullable()
      .default(null),
    patrono: optional(checkPatron),
  })
  .check((context) => {
    const { tipo, codiceIpa, codiceIstat, codiceIstatAnac } = context.value;
    const report = (path: string, message: string): void => {
      context.issues.push({ code: 'custom', path: [path], message, input: context.value });
    };
    const ipa = codiceIpa === null ? null : checkIpaOf(tipo, codiceIpa);
    if (ipa?.ok === false) report('codiceIpa', ipa.message);
    if (tipo === 'COMUNE' && codiceIstat === null) report('codiceIstat', 'Di un comune serve il codice ISTAT.');
    if (codiceIstat !== null && codiceIstatAnac !== null && codiceIstatAnac.slice(3) !== codiceIstat) {
      report('codiceIstatAnac', `Il codice di ANAC ${codiceIstatAnac} non finisce con il codice ISTAT ${codiceIstat}.`);
    }
  });

export type EnteData = z.output<typeof enteSchema>;

/** One thing wrong in the data of a body. */
export interface FieldFinding {
  readonly field: string;
  readonly reason: string;
}

/** Checks the data of a body: the values, or every field that is wrong with the reason in Italian. */
export function checkEnte(
  input: unknown,
): { readonly ok: true; readonly ente: EnteData } | { readonly ok: false; readonly findings: readonly FieldFinding[] } {
  const parsed = enteSchema.safeParse(input);
  if (parsed.success) return { ok: true, ente: parsed.data };
  return { ok: false, findings: parsed.error.issues.map((issue) => ({ field: issue.path.map(String).join('/'), reason: issue.message })) };
}
