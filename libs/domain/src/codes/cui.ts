import { type CodeCheck, refuse } from './code-check.js';
import { checkPartitaIva } from './partita-iva.js';

export type CuiObject = 'works' | 'services' | 'supplies';

const PCP_FORM = /^[a-zA-Z0-9]{20,22}$/;
const STRUCTURE = /^([LSF])(\d{11})(\d{4})(\d{5})$/;
const OBJECT_BY_PREFIX: Readonly<Record<string, CuiObject>> = { L: 'works', S: 'services', F: 'supplies' };

export interface CuiParts {
  readonly object: CuiObject;
  readonly codiceFiscaleEnte: string;
  readonly year: number;
  readonly progressive: string;
}

/**
 * Checks a CUI (C. 37). The platform takes 20–22 letters and digits; where the code has the usual structure
 * (L/S/F + tax code of the body + year + progressive) its parts are returned, otherwise `parts` is null.
 */
export function checkCui(value: string): CodeCheck<{ parts: CuiParts | null }> {
  if (!PCP_FORM.test(value)) {
    return refuse('CUI_FORMA', 'Il CUI ha da 20 a 22 caratteri fra lettere e cifre, per esempio S80001130527202600012.');
  }
  const match = STRUCTURE.exec(value);
  const [, prefix = '', codiceFiscaleEnte = '', year = '', progressive = ''] = match ?? [];
  const object = OBJECT_BY_PREFIX[prefix];
  if (object === undefined) return { ok: true, parts: null };
  if (!checkPartitaIva(codiceFiscaleEnte).ok) {
    return refuse('CUI_CODICE_FISCALE', `Il codice fiscale ${codiceFiscaleEnte} contenuto nel CUI ha una cifra di controllo sbagliata.`);
  }
  return { ok: true, parts: { object, codiceFiscaleEnte, year: Number(year), progressive } };
}
