import { type CodeCheck } from '@gare/domain/codes/code-check';
import { isMoney } from '@gare/domain/money/money';
import { z } from 'zod';

/** The object of the contract, with the values of the European forms (BT-23). */
export type OggettoContratto = 'works' | 'services' | 'supplies';

export type FieldKind =
  | 'text'
  | 'longtext'
  | 'money'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'enum'
  | 'enums'
  | 'code'
  | 'codes'
  | 'group'
  | 'list';

/** What a person is told about a field; everything the form, the messages and the template lint need. */
export interface FieldNotes {
  /** Why the field is asked, with the citation. */
  readonly hint?: string;
  readonly unit?: string;
  readonly sample?: unknown;
  /** The field has a meaning only for these objects of contract. */
  readonly appliesWhen?: readonly OggettoContratto[];
  /** When publication needs the field, in words; drafts never need it. */
  readonly requiredFor?: string;
  /** Section that overrides the one of the parent, for groups inside a lot. */
  readonly section?: string;
}

export interface FieldMeta extends FieldNotes {
  readonly label: string;
  readonly kind: FieldKind;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly maxLength?: number;
}

/** Notes attached to the schemas; `describeFields` walks the schema and reads them back. */
export const fieldNotes = z.registry<FieldMeta>();

type Draft<T extends z.ZodType> = z.ZodOptional<z.ZodNullable<T>>;

function draft<T extends z.ZodType>(schema: T, meta: FieldMeta): Draft<T> {
  const optional = schema.nullish();
  fieldNotes.add(optional, meta);
  return optional;
}

function withRule(check: (value: string) => CodeCheck): (value: string, context: z.RefinementCtx) => void {
  return (value, context) => {
    const outcome = check(value);
    if (!outcome.ok) context.addIssue({ code: 'custom', message: outcome.message, params: { rule: outcome.rule } });
  };
}

const refusal = (message: string): { error: string } => ({ error: message });

function written(maxLength: number): z.ZodString {
  return z
    .string(refusal('Qui serve un testo.'))
    .max(maxLength, refusal(`Il testo supera ${maxLength} caratteri: accorciarlo.`))
    .regex(/\S/, refusal('Il testo è vuoto: scrivere qualcosa o svuotare il campo.'));
}

export function text(label: string, notes: FieldNotes & { maxLength?: number } = {}): Draft<z.ZodString> {
  const maxLength = notes.maxLength ?? 400;
  return draft(written(maxLength), { ...notes, label, kind: 'text', maxLength });
}

export function longtext(label: string, notes: FieldNotes = {}): Draft<z.ZodString> {
  return draft(written(20_000), { ...notes, label, kind: 'longtext', maxLength: 20_000 });
}

/** Euro as a string with a decimal point and at most two decimals, VAT excluded. */
export function amount(label: string, notes: FieldNotes = {}): Draft<z.ZodString> {
  const schema = z.string(refusal('L’importo va scritto come testo con le cifre: 1234.56.')).refine(isMoney, {
    error: 'L’importo non è valido: servono cifre con al massimo due decimali, mai negative, per esempio 185000.00.',
    params: { rule: 'IMPORTO_FORMA' },
  });
  return draft(schema, { unit: '€', sample: '185000.00', ...notes, label, kind: 'money' });
}

function decimalText(pattern: RegExp, message: string, rule: string): z.ZodString {
  return z.string(refusal(message)).refine((value) => pattern.test(value), { error: message, params: { rule } });
}

export function percent(label: string, notes: FieldNotes = {}): Draft<z.ZodString> {
  const message = 'La percentuale va da 0 a 100, con al massimo quattro decimali e il punto: 2.5.';
  return draft(decimalText(/^(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)$/, message, 'PERCENTUALE_FORMA'), {
    unit: '%',
    sample: '2',
    ...notes,
    label,
    kind: 'percent',
  });
}

/** Points of the award: 0–100 with at most one decimal, as text. */
export function points(label: string, notes: FieldNotes = {}): Draft<z.ZodString> {
  const message = 'Il punteggio va da 0 a 100, con al massimo un decimale e il punto: 12.5.';
  return draft(decimalText(/^(?:100(?:\.0)?|\d{1,2}(?:\.\d)?)$/, message, 'PUNTI_FORMA'), {
    unit: 'punti',
    sample: '20',
    ...notes,
    label,
    kind: 'decimal',
  });
}

export function decimal(label: string, notes: FieldNotes = {}): Draft<z.ZodString> {
  const message = 'Il numero non è valido: cifre, al massimo quattro decimali, con il punto.';
  return draft(decimalText(/^\d{1,12}(?:\.\d{1,4})?$/, message, 'NUMERO_FORMA'), { sample: '1.5', ...notes, label, kind: 'decimal' });
}

export function integer(label: string, notes: FieldNotes = {}): Draft<z.ZodInt> {
  const schema = z
    .int(refusal('Qui serve un numero intero.'))
    .min(0, refusal('Il numero non può essere negativo.'))
    .max(1_000_000, refusal('Il numero è troppo grande.'));
  return draft(schema, { sample: 1, ...notes, label, kind: 'integer' });
}

export function flag(label: string, notes: FieldNotes = {}): Draft<z.ZodBoolean> {
  return draft(z.boolean(refusal('Qui serve sì o no.')), { sample: true, ...notes, label, kind: 'boolean' });
}

export function date(label: string, notes: FieldNotes = {}): Draft<z.ZodISODate> {
  return draft(z.iso.date(refusal('La data non esiste o non è scritta come 2026-11-30.')), {
    sample: '2026-11-30',
    ...notes,
    label,
    kind: 'date',
  });
}

/** An instant, ISO 8601 in UTC; people read and write it in the zone Europe/Rome. */
export function datetime(label: string, notes: FieldNotes = {}): Draft<z.ZodISODateTime> {
  return draft(z.iso.datetime(refusal('La data con l’ora non esiste o non è scritta come 2026-12-28T11:00:00Z.')), {
    sample: '2026-12-28T11:00:00Z',
    ...notes,
    label,
    kind: 'datetime',
  });
}

type Labels = Readonly<Record<string, string>>;
type EnumOf<L extends Labels> = z.ZodEnum<{ [K in keyof L & string]: K }>;

function enumOf<const L extends Labels>(labels: L): EnumOf<L> {
  const keys = Object.keys(labels) as (keyof L & string)[];
  return z.enum(keys, refusal(`Il valore non è fra quelli ammessi: ${keys.join(', ')}.`));
}

function optionsOf(labels: Labels): FieldMeta['options'] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

export function choice<const L extends Labels>(label: string, labels: L, notes: FieldNotes = {}): Draft<EnumOf<L>> {
  const options = optionsOf(labels);
  return draft(enumOf(labels), { sample: options?.[0]?.value, ...notes, label, kind: 'enum', options });
}

function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

const REPEATED = { error: 'Un valore è ripetuto: tenerne uno solo.', params: { rule: 'VALORE_RIPETUTO' } };

export function choices<const L extends Labels>(label: string, labels: L, notes: FieldNotes = {}): Draft<z.ZodArray<EnumOf<L>>> {
  const options = optionsOf(labels);
  const schema = z.array(enumOf(labels), refusal('Qui serve un elenco.')).refine(unique, REPEATED);
  return draft(schema, { sample: options?.slice(0, 1).map((option) => option.value), ...notes, label, kind: 'enums', options });
}

/** A code checked by a function of the domain: `check` gives rule and message of a refusal. */
export function code(label: string, check: (value: string) => CodeCheck, notes: FieldNotes = {}): Draft<z.ZodString> {
  const schema = z.string(refusal('Qui serve un codice.')).superRefine(withRule(check));
  return draft(schema, { ...notes, label, kind: 'code' });
}

export function codes(label: string, check: (value: string) => CodeCheck, notes: FieldNotes = {}): Draft<z.ZodArray<z.ZodString>> {
  const item = z.string(refusal('Qui serve un codice.')).superRefine(withRule(check));
  return draft(z.array(item, refusal('Qui serve un elenco di codici.')).max(50, refusal('L’elenco supera 50 codici.')), {
    ...notes,
    label,
    kind: 'codes',
  });
}

export function group<S extends z.core.$ZodLooseShape>(
  label: string,
  shape: S,
  notes: FieldNotes = {},
): Draft<z.ZodObject<S, z.core.$strict>> {
  return draft(z.strictObject(shape, refusal('Qui serve un gruppo di campi.')), { ...notes, label, kind: 'group' });
}

type Item<S extends z.core.$ZodLooseShape, I extends z.ZodType> = z.ZodObject<z.core.util.Extend<{ id: I }, S>, z.core.$strict>;

const itemId = z.string(refusal('La voce dell’elenco non ha un identificativo.')).regex(/^[A-Za-z0-9_-]{1,64}$/, {
  error: 'L’identificativo della voce ha solo lettere, cifre, trattino e trattino basso.',
});

/** A list whose items carry a stable `id`, by which paths address them. */
export function list<S extends z.core.$ZodLooseShape>(
  label: string,
  shape: S,
  notes: FieldNotes = {},
): Draft<z.ZodArray<Item<S, z.ZodString>>> {
  return listWithId({ label, shape, id: itemId }, notes);
}

/** Like `list`, with a narrower form of the identifiers (the lots: LOT-0001). */
export function listWithId<S extends z.core.$ZodLooseShape, I extends z.ZodType>(
  parts: { label: string; shape: S; id: I },
  notes: FieldNotes = {},
): Draft<z.ZodArray<Item<S, I>>> {
  const item = z.strictObject({ id: parts.id, ...parts.shape }, refusal('Qui serve una voce con i suoi campi.')) as unknown as Item<S, I>;
  const schema = z
    .array(item, refusal('Qui serve un elenco.'))
    .max(300, refusal('L’elenco supera 300 voci.'))
    .refine((items) => unique(items.map((entry) => String((entry as { id?: unknown }).id))), {
      error: 'Due voci dell’elenco hanno lo stesso identificativo.',
      params: { rule: 'ID_RIPETUTO' },
    });
  return draft(schema, { ...notes, label: parts.label, kind: 'list' });
}
