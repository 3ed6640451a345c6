import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffKinds } from './kind-diff.js';
import { planMigration } from './kind-migration.js';
import { compareVersions, provinceVersion } from './kind-version.js';
import { loadKind, type LoadedKind } from './kind.js';
import { loosenings } from './specialisation.js';

interface Loose {
  version: string;
  gates: { code: string; conditions: { expr: string; otherwise: string; firm?: boolean }[]; overridableBy?: string[] }[];
  documents: {
    code: string;
    requirement: unknown;
    signer?: string;
    packaged?: boolean;
    title?: string;
    format?: string;
    drafter?: string;
  }[];
  checks?: { id: string; severity?: string }[];
  roles: { code: string; permissions: string[] }[];
  manualChecklists: { code: string; items: { id: string; evidence: string }[] }[];
  subject: { required: string[]; properties: Record<string, unknown> };
  process: {
    states: { code: string; label?: string; phase?: string; kind: string }[];
    transitions: {
      from: string | string[];
      to: string;
      event: string;
      actors: string[];
      gate?: string;
      motivated?: boolean;
      label?: string;
    }[];
    timers: { startOn: string }[];
  };
}

const text = readFileSync(join(__dirname, '../../../../templates/kinds/richiesta-affiancamento.json'), 'utf8');

/** The shipped kind with one change. */
function variant(change: (kind: Loose) => unknown = () => undefined): LoadedKind {
  const value = JSON.parse(text) as Loose;
  change(value);
  const loaded = loadKind(value);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.kind;
}
function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('the shipped kind no longer has what this test changes');
  return item;
}
const gate = (kind: Loose, code: string) => found(kind.gates.find((candidate) => candidate.code === code));
const step = (kind: Loose, event: string) => found(kind.process.transitions.find((candidate) => candidate.event === event));
const document = (kind: Loose, code: string) => found(kind.documents.find((candidate) => candidate.code === code));

const shipped = variant();

describe('the order of versions', () => {
  it('is that of their numbers, whoever published them', () => {
    expect(['2.10.0', '2.9.1+PG', '1.0.0', '2.9.1'].sort(compareVersions)).toEqual(['1.0.0', '2.9.1+PG', '2.9.1', '2.10.0']);
    expect(provinceVersion('2.1.0', 'PG')).toBe('2.1.0+PG');
  });
});

describe('what differs between two versions', () => {
  it('is nothing for the same kind, and for one only written in another order', () => {
    expect(diffKinds(shipped, variant())).toEqual([]);
    expect(
      diffKinds(
        shipped,
        variant((kind) => void kind.documents.reverse()),
      ),
    ).toEqual([]);
  });

  it('tells what was added, taken away and changed, in Italian', () => {
    const next = variant((kind) => {
      kind.documents.push({ code: 'VERBALE', title: 'Verbale di avvio', format: 'up', requirement: 'M', drafter: 'ESPERTO' });
      kind.documents = kind.documents.filter(({ code }) => code !== 'ALLEGATI');
      document(kind, 'OUTPUT').requirement = 'M';
      gate(kind, 'A4').conditions.push({ expr: "doc('VERBALE').ready", otherwise: 'Carica il verbale.' });
      step(kind, 'chiudi').actors = ['ESPERTO', 'TRIAGE'];
      kind.subject.properties['esito'] = { type: 'string', title: 'Esito' };
    });
    const told = diffKinds(shipped, next).map(({ part, code, change }) => `${part} ${code} ${change}`);
    expect(told).toEqual([
      'SCHEDA esito AGGIUNTO',
      'PASSAGGIO ACCETTATA chiudi CAMBIATO',
      'VARCO A4 CAMBIATO',
      'DOCUMENTO ALLEGATI TOLTO',
      'DOCUMENTO OUTPUT CAMBIATO',
      'DOCUMENTO VERBALE AGGIUNTO',
    ]);
    const output = diffKinds(shipped, next).find(({ code }) => code === 'OUTPUT');
    expect(output?.details.join()).toMatch(/^quando serve: da «.+» a «sempre»$/);
  });
});

describe('a version of a Province', () => {
  it.each<[string, (kind: Loose) => void]>([
    ['nothing', () => undefined],
    ['a condition more', (kind) => void gate(kind, 'A4').conditions.push({ expr: 'ledger.ore > 0', otherwise: 'Registra le ore.' })],
    ['a document more', (kind) => void kind.documents.push({ code: 'ALTRO', format: 'up', requirement: 'M', drafter: 'ESPERTO' })],
    ['a conditional document always asked', (kind) => void (document(kind, 'OUTPUT').requirement = 'M')],
    [
      'an evidence more',
      (kind) => {
        found(kind.manualChecklists[0]).items.forEach((item) => void (item.evidence = 'required'));
      },
    ],
    ['a step that asks for a motivation', (kind) => void (step(kind, 'avvia').motivated = true)],
    ['a field more', (kind) => void (kind.subject.properties['altro'] = { type: 'string' })],
  ])('may change %s', (_case, change) => {
    expect(loosenings(shipped, variant(change))).toEqual([]);
  });

  it.each<[string, (kind: Loose) => unknown, RegExp]>([
    ['a condition less', (kind) => void gate(kind, 'A1').conditions.pop(), /A1.*manca la condizione/],
    ['a gate less', (kind) => delete step(kind, 'invia').gate, /invia.*varco «A1»/],
    [
      'an override more',
      (kind) => {
        gate(kind, 'A3').overridableBy = ['TRIAGE'];
        found(kind.roles.find(({ code }) => code === 'TRIAGE')).permissions.push('override');
      },
      /non può essere superato anche da «TRIAGE»/,
    ],
    ['somebody more at a gated step', (kind) => void step(kind, 'assegna').actors.push('ESPERTO'), /non può spettare anche a «ESPERTO»/],
    [
      'a way round a gate',
      (kind) => void kind.process.transitions.push({ from: 'BOZZA', to: 'ASSEGNATA', event: 'salta', actors: ['TRIAGE'] }),
      /senza il varco «A2»/,
    ],
    ['a document no longer asked', (kind) => void (document(kind, 'SCHEDA_RICHIESTA').requirement = 'O'), /SCHEDA_RICHIESTA.*almeno come/],
    [
      'a document asked in fewer cases',
      (kind) => void (document(kind, 'OUTPUT').requirement = { when: "state == 'CHIUSA'" }),
      /OUTPUT.*almeno come/,
    ],
    ['a point of a list less', (kind) => void found(kind.manualChecklists[0]).items.pop(), /non si può togliere il punto/],
    [
      'a permission more',
      (kind) => void found(kind.roles.find(({ code }) => code === 'ESPERTO')).permissions.push('override'),
      /permesso «override»/,
    ],
    ['a field no longer obligatory', (kind) => void kind.subject.required.pop(), /deve restare obbligatorio/],
    ['another signer', (kind) => delete document(kind, 'PROTOCOLLO_COLLABORAZIONE').signer, /lo firma «SINDACO»/],
  ])('may not have %s', (_case, change, message) => {
    const findings = loosenings(shipped, variant(change));
    expect(findings.map((finding) => finding.message).join('\n')).toMatch(message);
    expect(findings.every(({ path }) => path.startsWith('$.'))).toBe(true);
  });
});

describe('a running dossier and another version', () => {
  const facts = { asOf: '2026-11-30', subject: { procedura: 'AUA', arretrato: -4 }, documents: [], ente: 'x' };
  const renamed = variant((kind) => {
    kind.version = '1.1.0';
    for (const state of kind.process.states) if (state.code === 'INVIATA') state.code = 'RICEVUTA';
    for (const transition of kind.process.transitions) {
      transition.from = [transition.from].flat().map((code) => (code === 'INVIATA' ? 'RICEVUTA' : code));
      if (transition.to === 'INVIATA') transition.to = 'RICEVUTA';
    }
    const text_ = JSON.stringify(kind).replaceAll('"INVIATA"', '"RICEVUTA"').replaceAll('days(INVIATA', 'days(RICEVUTA');
    Object.assign(kind, JSON.parse(text_));
    document(kind, 'ALLEGATI').requirement = 'M';
    step(kind, 'prendiInCarico').gate = 'A2';
  });

  it('is refused where its state is gone, until it is told which one takes its place', () => {
    const dossier = { state: 'INVIATA', previousState: null, facts };
    const plan = planMigration({ from: shipped, to: renamed }, dossier);
    expect([plan.state.to, plan.refusals.length]).toEqual([null, 1]);
    expect(plan.refusals[0]).toContain('Inviata');
    expect(planMigration({ from: shipped, to: renamed }, dossier, { INVIATA: 'INESISTENTE' }).refusals).toHaveLength(1);
    expect(planMigration({ from: shipped, to: renamed }, dossier, { INVIATA: 'RICEVUTA' })).toMatchObject({
      state: { from: 'INVIATA', to: 'RICEVUTA' },
      refusals: [],
    });
  });

  it('is told what is asked anew, which steps change, and what of its sheet is to be mended', () => {
    const plan = planMigration({ from: shipped, to: renamed }, { state: 'INVIATA', previousState: null, facts }, { INVIATA: 'RICEVUTA' });
    expect(plan.documents).toEqual([{ code: 'ALLEGATI', label: 'Allegati della richiesta', before: 'facoltativo', after: 'obbligatorio' }]);
    expect(plan.steps).toMatchObject([
      { code: 'prendiInCarico', before: expect.stringContaining('nessun varco') as string, after: expect.stringContaining('A2') as string },
    ]);
    expect(plan.sheet).toEqual([{ path: 'arretrato', message: 'Il valore non può essere minore di 0.' }]);
  });

  it('is refused on the version it is on, and on another kind', () => {
    const dossier = { state: 'BOZZA', previousState: null, facts };
    expect(planMigration({ from: shipped, to: shipped }, dossier).refusals).toEqual(['Il fascicolo è già su questa versione.']);
    expect(planMigration({ from: shipped, to: { ...renamed, code: 'ALTRO' } }, dossier).refusals[0]).toContain('un altro tipo');
  });
});
