import { Decimal } from 'decimal.js';
import { checkForm, type CodeCheck } from './code-check.js';

export const SOA_CLASSES = ['I', 'II', 'III', 'III-bis', 'IV', 'IV-bis', 'V', 'VI', 'VII', 'VIII'] as const;
export type SoaClass = (typeof SOA_CLASSES)[number];

/** Upper bound of each class in euro (All. II.12 art. 2); VIII has none. */
export const SOA_BOUNDS: Readonly<Record<SoaClass, string | null>> = {
  I: '258000.00',
  II: '516000.00',
  III: '1033000.00',
  'III-bis': '1500000.00',
  IV: '2582000.00',
  'IV-bis': '3500000.00',
  V: '5165000.00',
  VI: '10329000.00',
  VII: '15494000.00',
  VIII: null,
};

/** A qualified firm may take works up to its class raised by a fifth (All. II.12 art. 2 c. 2). */
const INCREMENT = new Decimal('1.2');

/** True when a firm of class `soaClass` may take works of `amount` euro. */
export function soaClassCovers(soaClass: SoaClass, amount: Decimal.Value): boolean {
  const bound = SOA_BOUNDS[soaClass];
  return bound === null || new Decimal(amount).lte(new Decimal(bound).times(INCREMENT));
}

/** The lowest class that covers works of `amount` euro, e.g. 1.800.000 → III-bis. */
export function soaClassFor(amount: Decimal.Value): SoaClass {
  return SOA_CLASSES.find((candidate) => soaClassCovers(candidate, amount)) ?? 'VIII';
}

const CATEGORY = /^(?:OG (?:[1-9]|1[0-3])|OS (?:[1-9]|[12]\d|3[0-5]|2-[AB]|12-[AB]|18-[AB]|20-[AB])|FB|FS|AA)$/;
const SPLIT_ONLY = new Set(['OS 2', 'OS 12', 'OS 18', 'OS 20']);

/** Checks a category of works (OG, OS) or of supplies and services (FB, FS, AA) as the ANAC platform writes it. */
export function checkCategoria(value: string): CodeCheck {
  const refusal = {
    rule: 'CATEGORIA_FORMA',
    message: 'La categoria si scrive come OG 1, OS 30 o OS 2-A (con lo spazio), oppure FB, FS, AA.',
  };
  return checkForm(SPLIT_ONLY.has(value) ? '' : value, CATEGORY, refusal);
}
