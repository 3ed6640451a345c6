import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONVENZIONE_LISTS, LIST_FIELDS } from '@gare/domain/scheda/path';
import * as samples from '@gare/domain/scheda/samples/index';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { fieldAt, schedaFields } from './describe-fields.js';
import { type Scheda, schedaSchema, schedaSections } from './scheda.js';
import { validateChange, validateChanges, validateScheda } from './validate.js';

/** Every optional field made required, so that a field missing on one side is a difference. */
type Full<T> = T extends readonly (infer I)[] ? Full<I>[] : T extends object ? { -readonly [K in keyof T]-?: Full<NonNullable<T[K]>> } : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

describe('the schema and the shape of the domain', () => {
  it('are the same, checked by the compiler', () => {
    const same: Same<Full<Scheda>, Full<SchedaValues>> = true;
    expect(same).toBe(true);
  });

  it('agree on which fields are lists of items', () => {
    const lists = schedaFields.filter((field) => field.kind === 'list').map((field) => field.path);
    const known = (path: string): boolean => LIST_FIELDS.has(path) || LIST_FIELDS.has(path.split('/').at(-1) ?? '');
    expect(lists.filter((path) => !known(path))).toEqual([]);
    const used = lists.flatMap((path) => [path, path.split('/').at(-1) ?? '']);
    expect([...LIST_FIELDS].filter((name) => !used.includes(name) && !CONVENZIONE_LISTS.includes(name))).toEqual([]);
    const plain = schedaFields.filter((field) => field.kind !== 'list').map((field) => field.path);
    expect(plain.filter((path) => known(path) && schedaFields.some((field) => field.path.startsWith(`${path}/`)))).toEqual([]);
  });
});

describe('schedaFields', () => {
  it('describes every field once, with label and section', () => {
    const paths = schedaFields.map((field) => field.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(schedaFields.filter((field) => field.label.trim() === '')).toEqual([]);
    expect(new Set(schedaFields.map((field) => field.section))).toEqual(new Set(schedaSections.map((section) => section.id)));
  });

  it('covers the whole schema', () => {
    const tops = new Set(schedaFields.map((field) => field.path.split('/')[0]));
    expect(Object.keys(schedaSchema.shape).filter((name) => !tops.has(name))).toEqual([]);
  });

  it('finds a field by its concrete path', () => {
    expect(fieldAt('lotti/LOT-0001/importi/importoServizi')).toMatchObject({
      path: 'lotti/*/importi/importoServizi',
      kind: 'money',
      section: 'importi',
    });
    expect(fieldAt('lotti/*/cig')?.label).toBe('CIG');
    expect(fieldAt('lotti/LOT-0001/nulla')).toBeNull();
    expect(fieldAt('lotti/*/nulla')).toBeNull();
  });

  it('gives every sample in the form the schema accepts', () => {
    const refused = schedaFields
      .filter((field) => field.sample !== undefined)
      .flatMap((field) => validateChange(field.path.replaceAll('lotti/*', 'lotti/LOT-0001').replaceAll('*', 'voce'), field.sample));
    expect(refused).toEqual([]);
  });

  it('gives an Italian label to every value of an enum', () => {
    const unlabelled = schedaFields.filter((field) => field.kind === 'enum' && (field.options ?? []).some((option) => option.label === ''));
    expect(unlabelled).toEqual([]);
  });
});

describe('validateScheda', () => {
  it.each(['arrediTuoro', 'puliziaMontone', 'refezioneTuoro', 'scuolaMassaMartana', 'workedExample', 'workedExampleSmaller'] as const)(
    'finds nothing in %s',
    (name) => {
      expect(validateScheda(samples[name])).toEqual([]);
    },
  );

  it('lets a draft be empty, and null stand for absent', () => {
    expect(validateScheda({})).toEqual([]);
    expect(validateScheda({ oggetto: null, lotti: null, aggiudicazione: { criterio: null } })).toEqual([]);
  });

  it('names field and rule by the id of the item', () => {
    const problems = validateScheda({
      lotti: [
        { id: 'LOT-0001', oggettoContratto: 'services' },
        { id: 'LOT-0002', cig: 'B00012EADC', importi: { importoServizi: '1.000,00', opzioni: [{ id: 'a', importo: '-1' }] } },
      ],
    });
    expect(problems.map(({ path, rule }) => [path, rule])).toEqual([
      ['lotti/LOT-0002/cig', 'CIG_CONTROLLO'],
      ['lotti/LOT-0002/importi/importoServizi', 'IMPORTO_FORMA'],
      ['lotti/LOT-0002/importi/opzioni/a/importo', 'IMPORTO_FORMA'],
    ]);
  });

  it.each([
    ['an unknown field', { pippo: 1 }, 'pippo', 'CAMPO_SCONOSCIUTO'],
    ['two lots with one identifier', { lotti: [{ id: 'LOT-0001' }, { id: 'LOT-0001' }] }, 'lotti', 'ID_RIPETUTO'],
    ['a lot identifier of another form', { lotti: [{ id: 'L1' }] }, 'lotti/L1/id', 'LOTTO_FORMA'],
    ['money as a number', { valoreStimatoTotale: 1000 }, 'valoreStimatoTotale', 'TIPO_SBAGLIATO'],
    ['a day that does not exist', { dataApprovazioneProgetto: '2026-02-30' }, 'dataApprovazioneProgetto', 'FORMA_NON_VALIDA'],
    ['an instant without zone', { scadenzaOfferte: '2026-12-28T11:00:00' }, 'scadenzaOfferte', 'FORMA_NON_VALIDA'],
    ['a value outside the list', { tipoProcedura: 'aperta' }, 'tipoProcedura', 'VALORE_NON_AMMESSO'],
    ['a blank text', { oggetto: '   ' }, 'oggetto', 'FORMA_NON_VALIDA'],
    ['a text too long', { oggetto: 'x'.repeat(401) }, 'oggetto', 'TROPPO_GRANDE'],
    ['points with two decimals', { aggiudicazione: { puntiTecnici: '70.25' } }, 'aggiudicazione/puntiTecnici', 'PUNTI_FORMA'],
    ['a percentage over 100', { esecuzione: { anticipazionePct: '101' } }, 'esecuzione/anticipazionePct', 'PERCENTUALE_FORMA'],
    ['a fraction of a day', { validitaOffertaGiorni: 1.5 }, 'validitaOffertaGiorni', 'TIPO_SBAGLIATO'],
    ['a wrong tax code', { comune: { codiceFiscale: '81000430547' } }, 'comune/codiceFiscale', 'PIVA_CONTROLLO'],
    ['an address without http', { urlDocumenti: 'www.comune.it' }, 'urlDocumenti', 'URL_FORMA'],
  ])('refuses %s, in Italian', (_case, values, path, rule) => {
    const [problem, ...others] = validateScheda(values);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path, rule });
    expect(problem?.message).toMatch(/^[A-ZÈ].*[.]$/);
    expect(problem?.message).not.toMatch(/invalid|expected|string/i);
  });
});

describe('validateChange', () => {
  it('applies the rules of the field at its path', () => {
    expect(validateChange('lotti/LOT-0001/cig', 'B00012EADB')).toEqual([]);
    expect(validateChange('lotti/LOT-0001/cig', 'B00012EADC')).toMatchObject([{ path: 'lotti/LOT-0001/cig', rule: 'CIG_CONTROLLO' }]);
    expect(validateChange('lotti/LOT-0001/cig', null)).toEqual([]);
  });

  it('wants the identifier of an item to be that of its path', () => {
    expect(validateChange('lotti/LOT-0001', { id: 'LOT-0001', oggetto: 'x' })).toEqual([]);
    expect(validateChange('lotti/LOT-0001', { id: 'LOT-0002' })).toMatchObject([{ rule: 'VOCE_SENZA_ID' }]);
  });

  it.each(['nulla', 'lotti/LOT-0001/nulla', 'oggetto/x', 'lotti/LOT-0001/id', '', 'a//b', '__proto__'])(
    'does not know the path «%s»',
    (path) => {
      expect(validateChange(path, 'x')).toMatchObject([{ rule: 'CAMPO_SCONOSCIUTO' }]);
    },
  );

  it('names the place inside a group that is set whole', () => {
    const problems = validateChanges([{ path: 'rupComune', value: { cognome: 'Bianchi', cf: 'BNCLCU78D52G478A' } }]);
    expect(problems).toMatchObject([{ path: 'rupComune/cf', rule: 'CF_CONTROLLO' }]);
  });
});

describe('fields that stay open while the acts are frozen', () => {
  interface States {
    readonly process: {
      readonly states: readonly { readonly code: string; readonly access?: { readonly open?: { readonly fields: readonly string[] } } }[];
    };
  }
  const gara = JSON.parse(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8')) as States;
  const open = gara.process.states.flatMap(({ code, access }) => (access?.open?.fields ?? []).map((field) => [code, field] as const));

  it.each(open)('in %s: %s is a field of the scheda', (_, field) => {
    expect(schedaFields.some(({ path }) => path === field || path.startsWith(`${field}/`))).toBe(true);
  });
});
