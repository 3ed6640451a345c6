import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { setAt, type JsonValue } from '../scheda/path.js';
import { convenzioneContentSchema } from './content.js';
import { clashingConvenzioni, coverage, mayContinue, type ConvenzioneRecord, type CoverageRequest } from './coverage.js';
import { sampleContent, sampleQualifications, sampleRecord } from './sample-convenzione.js';
import { scopeBeyondQualification, scopesMeet, type ScopeItem } from './scope.js';
import { bindingStates, convenzioneStates } from './states.js';

const request: CoverageRequest = {
  suaId: 'pg',
  enteId: 'tuoro',
  tipo: 'services',
  importo: '954000.00',
  asOf: '2026-11-22',
  qualificazioni: sampleQualifications,
};

describe('coverage', () => {
  const outcome = (change: Partial<CoverageRequest>, record: Partial<ConvenzioneRecord> = {}): string => {
    const found = coverage([{ ...sampleRecord, ...record }], { ...request, ...change });
    return found.covered ? `COPERTA ${found.ambito}` : found.refusal.rule;
  };

  it.each<[Partial<CoverageRequest>, Partial<ConvenzioneRecord>, string]>([
    [{}, {}, 'COPERTA 1'],
    [{ tipo: 'works', importo: '150000' }, {}, 'COPERTA 0'],
    [{ tipo: 'works', importo: '149999.99' }, {}, 'IMPORTO'],
    [{ tipo: 'works', importo: '5403999.99' }, {}, 'COPERTA 0'],
    [{ tipo: 'works', importo: '5404000' }, {}, 'IMPORTO'],
    [{ tipo: 'supplies' }, {}, 'TIPO'],
    [{ modalita: 'ORDINE_MEPA' }, {}, 'ESCLUSO'],
    [{ modalita: 'SOMMA_URGENZA' }, {}, 'COPERTA 1'],
    [{ tipo: null }, {}, 'DATI_MANCANTI'],
    [{ importo: null }, {}, 'DATI_MANCANTI'],
    [{ tipo: 'concession' }, {}, 'DATI_MANCANTI'],
    [{ enteId: 'montone' }, {}, 'NESSUNA_CONVENZIONE'],
    [{ suaId: 'tr' }, {}, 'NESSUNA_CONVENZIONE'],
    [{ asOf: '2026-04-30' }, {}, 'FUORI_DURATA'],
    [{ asOf: '2026-05-01' }, {}, 'COPERTA 1'],
    [{ asOf: '2029-04-30' }, {}, 'COPERTA 1'],
    [{ asOf: '2029-05-01' }, {}, 'FUORI_DURATA'],
    [{ qualificazioni: [] }, {}, 'QUALIFICAZIONE'],
    [{}, { stato: 'IN_FIRMA' }, 'NON_ANCORA_ATTIVA'],
    [{}, { stato: 'SOSPESA' }, 'SOSPESA'],
    [{}, { stato: 'RECESSO_IN_CORSO' }, 'RECESSO'],
    [{}, { stato: 'SCADUTA' }, 'CESSATA'],
    [{}, { stato: 'CESSATA_RECESSO' }, 'CESSATA'],
    [{}, { stato: 'RESPINTA' }, 'RESPINTA'],
    [{}, { stato: 'IN_SCADENZA' }, 'COPERTA 1'],
    [{}, { stato: 'RINNOVATA' }, 'COPERTA 1'],
  ])('%j under %j: %s', (change, record, expected) => {
    expect(outcome(change, record)).toBe(expected);
  });

  it('opens only in three states, and every refusal names clause, reason and what to do', () => {
    for (const stato of convenzioneStates) {
      const found = coverage([{ ...sampleRecord, stato }], request);
      expect(found.covered).toBe(['ATTIVA', 'IN_SCADENZA', 'RINNOVATA'].includes(stato));
      if (found.covered) continue;
      expect(found.refusal.clausola).toMatch(/art\.|C\. 62|provvedimento/);
      expect(found.refusal.motivo).toMatch(/\.$/);
      expect(found.refusal.cosaFare).toMatch(/\.$/);
    }
  });

  it('tells the refusal of the convenzione that came nearest, and warns before the end', () => {
    const found = coverage([{ ...sampleRecord, id: 'old', stato: 'SCADUTA' }, sampleRecord], { ...request, importo: '1000' });
    expect(found).toMatchObject({
      covered: false,
      refusal: { rule: 'IMPORTO', convenzioneId: 'c1', clausola: 'art. 2 (ambito)' },
      others: [{ rule: 'CESSATA', convenzioneId: 'old' }],
    });
    expect(coverage([{ ...sampleRecord, stato: 'IN_SCADENZA' }], request)).toMatchObject({
      avviso: expect.stringContaining('30 aprile 2029') as string,
    });
  });
});

describe('dossiers already open', () => {
  it.each<[Partial<ConvenzioneRecord>, boolean, boolean]>([
    [{}, false, true],
    [{ stato: 'RECESSO_IN_CORSO' }, false, true],
    [{ stato: 'SCADUTA' }, false, false],
    [{ stato: 'SCADUTA' }, true, true],
    [{ stato: 'CESSATA_RECESSO' }, false, false],
    [{ stato: 'CESSATA_RECESSO', ultrattivita: true }, false, true],
    [{ stato: 'SOSPESA', sospensione: { dal: '2027-01-01', fascicoliAperti: 'SI_FERMANO' } }, true, false],
    [{ stato: 'SOSPESA', sospensione: { dal: '2027-01-01', fascicoliAperti: 'PROSEGUONO' } }, false, true],
    [{ stato: 'SOSPESA' }, true, false],
    [{ stato: 'IN_FIRMA' }, true, false],
    [{ stato: 'ATTIVA', dal: '2020-01-01', al: '2023-01-01' }, false, false],
    [{ stato: 'ATTIVA', dal: '2020-01-01', al: '2023-01-01' }, true, true],
    [{ stato: 'SOSPESA', dal: '2020-01-01', al: '2023-01-01', ultrattivita: true }, false, true],
  ])('%j, notice sent %s: %s', (record, bandoTrasmesso, expected) => {
    expect(mayContinue({ ...sampleRecord, ...record }, { bandoTrasmesso, asOf: sampleRecord.dal }).prosegue).toBe(expected);
  });
});

describe('two convenzioni', () => {
  const other = (more: Partial<ConvenzioneRecord>): ConvenzioneRecord => ({ ...sampleRecord, id: 'c2', numero: '41', ...more });
  const item = (tipo: ScopeItem['tipo'], min: string, max: string | null): ScopeItem => ({
    tipo,
    min,
    max,
    oggettoConcessione: null,
    esclusioni: [],
  });

  it.each<[string, Partial<ConvenzioneRecord>, boolean]>([
    ['the same scope', {}, true],
    ['another body', { enteIds: ['montone'] }, false],
    ['after the end', { dal: '2029-05-01', al: '2032-04-30' }, false],
    ['on the last day', { dal: '2029-04-30', al: '2032-04-30' }, true],
    ['a draft', { stato: 'BOZZA' }, false],
    ['suspended', { stato: 'SOSPESA' }, true],
    ['another type', { ambito: [item('supplies', '0', null)] }, false],
    ['the next band', { ambito: [item('works', '5404000', null)] }, false],
    ['a cent of the band', { ambito: [item('works', '5403999.99', null)] }, true],
    ['itself', { id: 'c1' }, false],
    ['another SUA', { suaId: 'tr' }, true],
  ])('%s clashes: %s', (...[, more, expected]) => {
    expect(clashingConvenzioni(sampleRecord, [other(more)]).length > 0).toBe(expected);
  });

  it('that do not clash never cover the same contract on the same day', () => {
    const scope = fc
      .record({ tipo: fc.constantFrom('works', 'services'), min: fc.integer({ min: 0, max: 50 }), size: fc.integer({ min: 1, max: 50 }) })
      .map(({ tipo, min, size }) => [item(tipo as 'works', String(min * 1000), String((min + size) * 1000))]);
    const span = fc.constantFrom(['2026-01-01', '2026-06-30'], ['2026-06-30', '2026-12-31'], ['2026-07-01', '2026-12-31']);
    const one = (id: string): fc.Arbitrary<ConvenzioneRecord> =>
      fc
        .record({ scope, span, stato: fc.constantFrom(...bindingStates) })
        .map(({ scope: ambito, span: [dal = '', al = ''], stato }) => ({ ...sampleRecord, id, ambito, dal, al, stato }));
    const asked = fc.record({
      importo: fc.integer({ min: 0, max: 99_999 }).map(String),
      tipo: fc.constantFrom('works', 'services'),
      asOf: fc.constantFrom('2026-06-30', '2026-07-01', '2026-03-01'),
    });
    fc.assert(
      fc.property(one('a'), one('b'), asked, (a, b, what) => {
        fc.pre(clashingConvenzioni(a, [b]).length === 0);
        const full = { ...request, ...what } as CoverageRequest;
        expect(coverage([a], full).covered && coverage([b], full).covered).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('meet exactly where some amount falls into both', () => {
    const edge = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(
        edge,
        edge,
        fc.tuple(fc.option(fc.integer({ min: 1, max: 6 })), fc.option(fc.integer({ min: 1, max: 6 }))),
        (low, high, [p, q]) => {
          const [a, b] = [
            item('works', String(low), p === null ? null : String(low + p)),
            item('works', String(high), q === null ? null : String(high + q)),
          ];
          const holds = ({ min, max }: ScopeItem, value: number): boolean =>
            new Decimal(value).gte(min) && (max === null || new Decimal(value).lt(max));
          expect(scopesMeet(a, b)).toBe(
            Array.from({ length: 40 }, (_, value) => value).some((value) => holds(a, value) && holds(b, value)),
          );
        },
      ),
    );
  });
});

describe('scope and qualification', () => {
  it.each([
    ['5404000', '2026-11-22', 0],
    ['5404000.01', '2026-11-22', 1],
    [null, '2026-11-22', 1],
    ['5538000', '2025-12-31', 0],
    ['5538000', '2026-01-01', 1],
  ])('works up to %s on %s: %i beyond', (max, asOf, beyond) => {
    const scope: ScopeItem[] = [{ tipo: 'works', min: '150000', max, oggettoConcessione: null, esclusioni: [] }];
    const found = scopeBeyondQualification(scope, sampleQualifications, asOf);
    expect(found).toHaveLength(beyond);
    if (beyond === 1) expect(found[0]?.reason).toContain('L’ambito 1 supera la qualificazione');
  });
});

describe('content', () => {
  it('of the sample is complete', () => {
    expect(convenzioneContentSchema.safeParse(sampleContent).error?.issues ?? []).toEqual([]);
  });

  it.each<[string, JsonValue, string]>([
    ['parti', [], 'almeno due parti'],
    ['oggetto/funzioniSvolte', [], 'fin dove arriva la delega'],
    ['ambito', [], 'almeno un tipo di contratto'],
    ['ambito', [{ tipo: 'works', min: '10', max: '10' }], 'superare il minimo'],
    [
      'ambito',
      [
        { tipo: 'works', min: '0', max: null },
        { tipo: 'works', min: '5', max: null },
      ],
      'Si sovrappone con l’ambito 1',
    ],
    ['ambito', [{ tipo: 'concession', min: '0', max: null }], 'di lavori o di servizi'],
    ['durata/fine', '2026-05-01', 'dopo l’inizio'],
    ['consultazione', [], 'TUEL 30'],
    ['contenzioso/quotaSuaPct', null, 'quota della SUA'],
    ['recesso/preavvisoGiorni', 0, 'almeno un giorno'],
    ['privacy/atto', ' ', 'da compilare'],
  ])('with %s as %j is refused', (path, value, words) => {
    const content = path.includes('/') ? setAt(sampleContent, path, value) : { ...sampleContent, [path]: value };
    const parsed = convenzioneContentSchema.safeParse(content);
    expect(parsed.error?.issues.map((issue) => issue.message).join(' ') ?? '').toContain(words);
  });

  it('refuses a tax code with a wrong digit and a body that stands twice', () => {
    const [sua, comune] = sampleContent.parti;
    const wrong = convenzioneContentSchema.safeParse({ ...sampleContent, parti: [sua, { ...comune, codiceFiscale: '12345678904' }] });
    expect(wrong.error?.issues.map((issue) => issue.path.join('/'))).toEqual(['parti/1/codiceFiscale']);
    const twice = convenzioneContentSchema.safeParse({ ...sampleContent, parti: [sua, { ...sua, ruolo: 'ADERENTE' }] });
    expect(twice.error?.issues.map((issue) => issue.message)).toEqual(['Questo ente è già fra le parti.']);
  });
});
