import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { qualifiedFor, type Qualification } from '../enti/qualification.js';
import { type LegalParameter, legalParameters } from '../law/parameters.js';
import { formatEuro, isMoney } from '../money/money.js';

export const contractTypes = ['works', 'services', 'supplies', 'concession'] as const;
export type ContractType = (typeof contractTypes)[number];

export const typeNames: Readonly<Record<ContractType, string>> = {
  works: 'lavori',
  services: 'servizi',
  supplies: 'forniture',
  concession: 'concessioni',
};

/** Ways of buying that a convenzione may leave to the comune. */
export const exclusions = ['AFFIDAMENTO_DIRETTO', 'SOMMA_URGENZA', 'ORDINE_MEPA'] as const;
export type Exclusion = (typeof exclusions)[number];

const amount = z.string().refine(isMoney, 'L’importo si scrive con il punto e al massimo due decimali: 150000.00.');

/** One line of art. 2: a type of contract, from `min` included to `max` excluded (null: without limit), less what is left out. */
export const scopeItemSchema = z
  .strictObject({
    /** Of the line in the sheet, to edit it by itself. */
    id: z.string().optional(),
    tipo: z.enum(contractTypes, 'Il tipo è lavori, servizi, forniture o concessione.'),
    oggettoConcessione: z.enum(['works', 'services']).nullable().default(null),
    min: amount,
    max: amount.nullable(),
    esclusioni: z.array(z.enum(exclusions)).default([]),
  })
  .refine(({ min, max }) => !isMoney(min) || max === null || !isMoney(max) || new Decimal(max).gt(min), {
    path: ['max'],
    message: 'Il massimo della fascia deve superare il minimo.',
  })
  .refine(({ tipo, oggettoConcessione }) => tipo !== 'concession' || oggettoConcessione !== null, {
    path: ['oggettoConcessione'],
    message: 'Indica se la concessione è di lavori o di servizi.',
  });
export type ScopeItem = z.output<typeof scopeItemSchema>;

/** A line of the scope as a sentence names it: `servizi da € 140.000,00 a meno di € 5.000.000,00`. */
export function scopeName({ tipo, min, max }: ScopeItem): string {
  return `${typeNames[tipo]} da ${formatEuro(min)} ${max === null ? 'in su' : `a meno di ${formatEuro(max)}`}`;
}

/** True where some contract could fall into both lines. */
export function scopesMeet(a: ScopeItem, b: ScopeItem): boolean {
  if (a.tipo !== b.tipo || a.oggettoConcessione !== b.oggettoConcessione) return false;
  return (a.max === null || new Decimal(a.max).gt(b.min)) && (b.max === null || new Decimal(b.max).gt(a.min));
}

/** Lines of the scope that go beyond the qualification of the SUA on a date, each with the reason. */
export function scopeBeyondQualification(
  scope: readonly ScopeItem[],
  qualifications: readonly Qualification[],
  asOf: string,
  rows: readonly LegalParameter[] = legalParameters,
): readonly { readonly index: number; readonly reason: string }[] {
  return scope.flatMap(({ tipo, oggettoConcessione, max }, index) => {
    const answer = qualifiedFor(qualifications, { tipo, oggettoConcessione, importo: max, asOf, perAltri: true }, rows);
    return answer.qualified
      ? []
      : [{ index, reason: `L’ambito ${index + 1} supera la qualificazione della SUA. ${answer.message} ${answer.remedy}` }];
  });
}
