import { type EnteDetail, type Qualification } from '../api/client';

export const enteFields = [
  'denominazione',
  'codiceFiscale',
  'codiceIpa',
  'codiceIstat',
  'codiceIstatAnac',
  'codiceAusa',
  'codiceCentroCosto',
  'nuts',
  'pec',
  'popolazione',
  'patrono',
] as const;
export type EnteField = (typeof enteFields)[number];

/** A qualification as it is typed: everything text, empty where not chosen. */
export interface TypedQualification {
  readonly key: string;
  readonly ambito: string;
  readonly settore: string;
  readonly livello: string;
  readonly dal: string;
  readonly al: string;
  readonly attoANAC: string;
}
export type EnteValues = Readonly<Record<EnteField, string>> & {
  readonly tipo: 'COMUNE' | 'UNIONE' | 'ALTRO';
  readonly qualificazioni: readonly TypedQualification[];
};

export const emptyQualification = (): TypedQualification => ({
  key: crypto.randomUUID(),
  ambito: 'PROGETTAZIONE_AFFIDAMENTO',
  settore: 'LAVORI',
  livello: '',
  dal: '',
  al: '',
  attoANAC: '',
});

export const emptyEnte: EnteValues = {
  ...(Object.fromEntries(enteFields.map((field) => [field, ''])) as Record<EnteField, string>),
  tipo: 'COMUNE',
  qualificazioni: [],
};

export function enteValuesOf(ente: EnteDetail): EnteValues {
  return {
    ...(Object.fromEntries(enteFields.map((field) => [field, String(ente[field] ?? '')])) as Record<EnteField, string>),
    tipo: ente.tipo === 'PROVINCIA' ? 'ALTRO' : ente.tipo,
    qualificazioni: ente.qualificazioni.map((row, index) => ({
      ...row,
      key: String(index),
      al: row.al ?? '',
      attoANAC: row.attoANAC ?? '',
    })),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What goes to the server; whether it is right is the server's to say, with the field of each thing that is not. */
export function enteBody(values: EnteValues): {
  denominazione: string;
  codiceFiscale: string;
  codiceIpa: string | null;
  codiceIstat: string | null;
  codiceIstatAnac: string | null;
  codiceAusa: string | null;
  codiceCentroCosto: string | null;
  nuts: string | null;
  pec: string | null;
  popolazione: number | null;
  patrono: string | null;
  qualificazioni: Qualification[];
} {
  const population = orNull(values.popolazione.replaceAll(/[.\s]/g, ''));
  return {
    denominazione: values.denominazione.trim(),
    codiceFiscale: values.codiceFiscale.trim(),
    codiceIpa: orNull(values.codiceIpa),
    codiceIstat: orNull(values.codiceIstat),
    codiceIstatAnac: orNull(values.codiceIstatAnac),
    codiceAusa: orNull(values.codiceAusa),
    codiceCentroCosto: orNull(values.codiceCentroCosto),
    nuts: orNull(values.nuts),
    pec: orNull(values.pec),
    popolazione: population === null ? null : Number(population),
    patrono: orNull(values.patrono),
    qualificazioni: values.qualificazioni.map(({ ambito, settore, livello, dal, al, attoANAC }) => ({
      ambito: ambito as Qualification['ambito'],
      settore: settore as Qualification['settore'],
      livello: livello as Qualification['livello'],
      dal,
      al: orNull(al),
      attoANAC: orNull(attoANAC),
    })),
  };
}

/** What the page can say before it asks: a level not chosen, a day not given, a population that is no number. */
export function incomplete(values: EnteValues): readonly { readonly path: string; readonly kind: 'livello' | 'dal' | 'popolazione' }[] {
  const population = values.popolazione.replaceAll(/[.\s]/g, '');
  return [
    ...(/^\d*$/.test(population) ? [] : [{ path: 'popolazione', kind: 'popolazione' as const }]),
    ...values.qualificazioni.flatMap(({ livello, dal }, index) => [
      ...(livello === '' ? [{ path: `qualificazioni/${index}/livello`, kind: 'livello' as const }] : []),
      ...(dal === '' ? [{ path: `qualificazioni/${index}/dal`, kind: 'dal' as const }] : []),
    ]),
  ];
}

/** Id of the control of a field, for the summary of what is wrong. */
export const enteControlId = (path: string): string => `ente-${path.replaceAll('/', '-')}`;
