import { legalParameters, type LegalParameter } from '../law/parameters.js';
import { documentRequirements } from './document-requirements.js';
import { loadKind, type LoadedKind } from './kind.js';

function kindAsking(when: string): ReturnType<typeof loadKind> {
  return loadKind({
    code: 'PROVA',
    version: '1.0.0',
    title: 'Prova',
    parties: [{ code: 'ENTE', cardinality: '1', bodyType: ['COMUNE'] }],
    roles: [{ code: 'RUP_COMUNE', party: 'ENTE', permissions: ['read', 'draft', 'sign'] }],
    subject: { type: 'object', properties: { importo: { type: 'string', format: 'decimal' } } },
    process: {
      states: [
        { code: 'INIZIO', kind: 'initial' },
        { code: 'FINE', kind: 'final' },
      ],
      transitions: [{ from: 'INIZIO', to: 'FINE', event: 'chiudi', actors: ['RUP_COMUNE'] }],
    },
    gates: [],
    documents: [
      { code: 'ATTO', drafter: 'RUP_COMUNE', format: 'up', requirement: { when, because: 'la gara raggiunge la soglia europea' } },
    ],
  });
}

function asked(when: string): LoadedKind {
  const load = kindAsking(when);
  if (!load.ok) throw new Error(JSON.stringify(load.findings));
  return load.kind;
}

const kind = asked("subject.importo >= legge('ue.servForn.subcentrale')");

const added: readonly LegalParameter[] = [
  ...legalParameters,
  {
    key: 'ue.servForn.subcentrale',
    value: '219000',
    unit: 'EUR',
    from: '2028-01-01',
    to: '2029-12-31',
    cite: 'Reg. UE di prova',
    confirmed: true,
  },
];

const requirement = (asOf: string, more: { lawAsOf?: string; parameters?: readonly LegalParameter[] } = {}): string | undefined =>
  documentRequirements(kind, 'INIZIO', { asOf, subject: { importo: '218000.00' }, documents: [], ...more })[0]?.requirement;

describe('figures of the law in the expressions of a kind', () => {
  it('are those in force on the day, on both sides of a change', () => {
    expect(requirement('2025-12-31')).toBe('NA');
    expect(requirement('2026-01-01')).toBe('M');
  });

  it('are read on the reference date, not on the day of the question', () => {
    expect(requirement('2026-11-28', { lawAsOf: '2025-12-31' })).toBe('NA');
  });

  it('are unknown where no row is in force, and known with a row that an installation adds', () => {
    expect(requirement('2028-01-01')).toBe('UNKNOWN');
    expect(requirement('2028-01-01', { parameters: added })).toBe('NA');
    expect(requirement('2027-12-31', { parameters: added })).toBe('M');
  });

  it('are refused at load where the key does not exist', () => {
    const load = kindAsking("subject.importo >= legge('ue.servizi')");
    expect(load.ok ? [] : load.findings.map(({ message }) => message).join(' ')).toContain('«ue.servizi» non esiste');
  });
});
