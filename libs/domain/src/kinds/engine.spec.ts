import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { documentRequirements } from './document-requirements.js';
import { applyTransition, availableTransitions, gateOutcome } from './engine.js';
import { isInForce, tallyChecks, type CheckFact, type KindFacts } from './kind-facts.js';
import { validateSubject } from './subject-rules.js';
import { loadKind, type LoadedKind } from './kind.js';
import { destinationsOf, reachableStates } from './process-graph.js';
import { allRoles, everythingOf, okChecksOf, serviceSheet } from './sample-tender.js';

function load(name: string): LoadedKind {
  const result = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds', `${name}.json`), 'utf8'));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.kind;
}

const gara = load('gara');
const okChecks = okChecksOf(gara);
const everything = everythingOf(gara);

const affiancamento = load('richiesta-affiancamento');

const nothing: KindFacts = {
  asOf: '2026-11-22',
  subject: {},
  documents: [],
  checks: [],
  facts: { package: { sealed: false, current: false } },
};
describe('GARA', () => {
  it('runs from the first contact to the end', () => {
    const events = [
      'apriContatto',
      'preparaIstanza',
      'presentaIstanza',
      'ammetti',
      'approvaAtti',
      'registraDecisione',
      'registraCig',
      'pubblica',
      'apriChiarimenti',
      'chiudiRicezione',
      'apriAmmissione',
      'avviaValutazione',
      'chiudiValutazione',
      'avviaVerifiche',
      'aggiudica',
      'trasferisci',
      'stipula',
      'avviaEsecuzione',
      'concludi',
    ];
    let state = 'PROGRAMMATA';
    for (const event of events) {
      const decision = applyTransition(gara, { state, event, actorRoles: allRoles(gara), facts: everything });
      expect(decision).toMatchObject({ ok: true, from: state });
      if (decision.ok) state = decision.to;
    }
    expect(state).toBe('CONCLUSA');
  });

  /** Codes asked by the publication. */
  const neededToPublish = (subject: object): string[] =>
    documentRequirements(gara, 'ISTANZA', { ...everything, subject })
      .filter(({ requirement, document }) => requirement === 'M' && document.phase !== undefined)
      .map(({ document }) => document.code)
      .filter((code) => code < 'D50');

  it('asks of a works tender the documents of works', () => {
    const subject = {
      ...serviceSheet,
      lotti: [{ ...serviceSheet.lotti[0], oggettoContratto: 'works', prestazioniComprese: '1' }],
      esecuzione: { clausolaSociale: false, csp: 'ing. Rossi' },
    };
    const both = 'D03 D04 D06 D06S D11 D13 D14 D15 D18 D19 D20 D21 D22 D24 D30 D33 D36 D37 D38 D39 D40 D42 D46';
    expect(neededToPublish(subject)).toEqual(['D01', ...both.split(' ')]);
  });

  it('asks of a service twenty-three documents, each with its reason', () => {
    expect(neededToPublish(serviceSheet)).toEqual(
      'D01 D03 D04 D06 D06S D10 D11 D12 D13 D14 D21 D22 D24 D25 D30 D33 D36 D37 D38 D39 D40 D42 D46'.split(' '),
    );
    const all = documentRequirements(gara, 'ISTANZA', everything);
    const why = (code: string): string => all.find((item) => item.document.code === code)?.why ?? '';
    expect(why('D30')).toBe('Serve perché la procedura inizia con un bando (C. 83-85; All. II.6).');
    expect(why('D18')).toContain('Non serve');
    expect(why('D03')).toContain('C. 62');
  });

  it('says what a requirement waits for', () => {
    const bando = documentRequirements(gara, 'ISTANZA', nothing).find((item) => item.document.code === 'D30');
    expect(bando).toMatchObject({ requirement: 'UNKNOWN', missing: ['subject.tipoProcedura'] });
    expect(bando?.why).toBe('Non si può ancora dire se serve: compila «tipoProcedura» nella scheda.');
  });

  it('explains why a gate is closed and where to go', () => {
    const facts = {
      ...everything,
      documents: everything.documents
        .map((fact) => (fact.code === 'D12' ? { ...fact, state: 'STALE' as const } : fact))
        .filter((fact) => fact.code !== 'D13'),
    };
    const [option] = availableTransitions(gara, 'ISTANZA', { ...facts, subject: { ...serviceSheet, oggetto: null } }, ['RUP_COMUNE']);
    expect(option).toMatchObject({ event: 'presentaIstanza', allowed: false, roleAllowed: true });
    expect(option?.reasons.map((reason) => [reason.documentCode ?? reason.path, reason.screen])).toEqual([
      ['oggetto', 'scheda'],
      ['D12', 'documenti'],
      ['D13', 'documenti'],
    ]);
    expect(option?.reasons[1]?.message).toContain('non riporta le ultime modifiche');
  });

  it('names the checks that block, and a BLOCK is never overridden', () => {
    const block: CheckFact = {
      id: 'DATA-12',
      group: 'DATA',
      severity: 'BLOCK',
      status: 'KO',
      stale: false,
      message: 'Opzioni senza importo.',
      path: 'lotti/LOT-0001/quadroEconomico/sommeOpzioniRinnovi',
    };
    const facts = { ...everything, checks: [...okChecks.filter((check) => check.id !== 'DATA-12'), block] };
    const request = { state: 'CO_REDAZIONE', event: 'approvaAtti', actorRoles: ['DIR_SUA'], facts, motivation: 'Urgenza del servizio.' };
    expect(applyTransition(gara, request)).toMatchObject({
      ok: false,
      allowed: false,
      reasons: [{ checkId: 'DATA-12', path: block.path, message: 'DATA-12: Opzioni senza importo.' }],
    });
  });

  it('an ERROR is overridden by the Province only, with a motivation', () => {
    const error: CheckFact = { id: 'DATA-17', group: 'DATA', severity: 'ERROR', status: 'KO', stale: false };
    const facts = { ...everything, checks: [...okChecks.filter((check) => check.id !== 'DATA-17'), error] };
    const request = { state: 'CO_REDAZIONE', event: 'approvaAtti', facts };
    expect(applyTransition(gara, { ...request, actorRoles: ['RUP_SUA'], motivation: 'x' }).ok).toBe(false);
    expect(applyTransition(gara, { ...request, actorRoles: ['DIR_SUA'] }).ok).toBe(false);
    expect(
      applyTransition(gara, { ...request, actorRoles: ['DIR_SUA'], motivation: 'Imprevisti ridotti con atto motivato.' }),
    ).toMatchObject({ ok: true, overridden: ['G3'] });
    expect(tallyChecks([{ ...error, overridden: true }]).errors).toBe(0);
    expect(tallyChecks([{ ...error, severity: 'BLOCK', overridden: true }]).blocks).toBe(1);
  });

  it('waits for checks that are running again', () => {
    const facts = { ...everything, checks: okChecks.map((check, index) => ({ ...check, stale: index === 0 })) };
    expect(applyTransition(gara, { state: 'CO_REDAZIONE', event: 'approvaAtti', actorRoles: ['RUP_SUA'], facts }).ok).toBe(false);
  });

  it('answers for one gate by itself', () => {
    expect(gateOutcome(gara, 'GF', 'FASCICOLO_PUBBLICAZIONE', everything)).toMatchObject({ truth: true, reasons: [] });
    const without = { ...everything, documents: everything.documents.filter((fact) => fact.code !== 'D33') };
    expect(gateOutcome(gara, 'GF', 'FASCICOLO_PUBBLICAZIONE', without)).toMatchObject({
      truth: false,
      overridable: false,
      reasons: [{ documentCode: 'D33' }],
    });
    expect(gateOutcome(gara, 'G99', 'CIG', everything)).toBeUndefined();
  });

  it('unknown is not allowed', () => {
    const facts: KindFacts = { asOf: everything.asOf, subject: everything.subject, documents: everything.documents };
    const [option] = availableTransitions(gara, 'FASCICOLO_PUBBLICAZIONE', facts, ['RUP_SUA']).filter(
      (candidate) => candidate.event === 'pubblica',
    );
    expect(option?.allowed).toBe('unknown');
    expect(option?.reasons.some((reason) => reason.message.includes('Non si sa ancora'))).toBe(true);
  });

  it('tells whose step it is', () => {
    const option = availableTransitions(gara, 'ISTRUTTORIA', everything, ['RUP_COMUNE']).find((candidate) => candidate.event === 'ammetti');
    expect(option).toMatchObject({ allowed: false, roleAllowed: false });
    expect(option?.reasons[0]?.message).toBe('Questo passo spetta a: RUP della SUA per l’affidamento.');
  });

  it('suspends with a motivation and goes back where it was', () => {
    const suspend = { state: 'CIG', event: 'sospendi', actorRoles: ['RUP_SUA'], facts: nothing };
    expect(applyTransition(gara, suspend).ok).toBe(false);
    expect(applyTransition(gara, { ...suspend, motivation: 'Ricorso.' })).toMatchObject({
      ok: true,
      to: 'SOSPESA',
      effects: [{ type: 'STOP_CLOCK' }],
    });
    const resume = { state: 'SOSPESA', event: 'riprendi', actorRoles: ['RUP_SUA'] };
    expect(applyTransition(gara, { ...resume, facts: { ...nothing, previousState: 'CIG' } })).toMatchObject({ ok: true, to: 'CIG' });
    expect(applyTransition(gara, { ...resume, facts: { ...nothing, previousState: 'CONTATTO' } }).ok).toBe(false);
  });
});

describe('RICHIESTA_AFFIANCAMENTO', () => {
  const subject = {
    procedura: 'SUAP',
    taskForce: 'EDILIZIA',
    descrizione: 'Arretrato di 120 pratiche edilizie da smaltire.',
    arretrato: 120,
    arretratoFinale: 15,
    protocollo: { firmatoIl: '2026-03-02', scadenza: '2027-12-31' },
    stimaGiornate: 12,
    soddisfazione: '4',
  };
  const facts: KindFacts = {
    asOf: '2026-11-22',
    subject,
    ente: 'c_m',
    documents: [
      { code: 'PROTOCOLLO_COLLABORAZIONE', state: 'READY', count: 1 },
      { code: 'OUTPUT', state: 'READY', count: 1 },
      { code: 'RELAZIONE_CHIUSURA', state: 'READY', count: 1 },
    ],
    baselines: [{ ente: 'c_m', procedura: 'SUAP' }],
    ledger: { giornate: 4, ore: 30 },
    facts: { esperti: { assegnati: 1 } },
  };

  it('runs to the end', () => {
    let state = 'BOZZA';
    for (const event of [
      'invia',
      'prendiInCarico',
      'assegna',
      'avvia',
      'attendiEnte',
      'riprendi',
      'completa',
      'riapri',
      'completa',
      'accetta',
      'chiudi',
    ]) {
      const motivation = 'Mancano le istruttorie di tre pratiche.';
      const decision = applyTransition(affiancamento, { state, event, actorRoles: allRoles(affiancamento), facts, motivation });
      expect(decision.ok ? [] : decision.reasons).toEqual([]);
      if (decision.ok) state = decision.to;
    }
    expect(state).toBe('CHIUSA');
  });

  it('checks the sheet against its own schema', () => {
    expect(validateSubject(affiancamento.subject, subject)).toEqual([]);
    expect(validateSubject(affiancamento.subject, { ...subject, descrizione: 'breve', taskForce: 'X' }).map((issue) => issue.path)).toEqual(
      ['taskForce', 'descrizione'],
    );
    const [option] = availableTransitions(affiancamento, 'BOZZA', { ...facts, subject: {} }, ['SINDACO']);
    expect(option?.allowed).toBe(false);
    expect(option?.reasons[0]?.message).toContain('Completa la richiesta');
  });

  it('needs the baseline of that procedure', () => {
    const decision = applyTransition(affiancamento, {
      state: 'IN_TRIAGE',
      event: 'assegna',
      actorRoles: ['TRIAGE'],
      facts: { ...facts, baselines: [] },
    });
    expect(decision).toMatchObject({ ok: false, allowed: false, reasons: [{ path: 'procedura' }] });
    const unknown = applyTransition(affiancamento, {
      state: 'IN_TRIAGE',
      event: 'assegna',
      actorRoles: ['TRIAGE'],
      facts: { asOf: facts.asOf, subject, documents: [] },
    });
    expect(unknown).toMatchObject({ ok: false, allowed: 'unknown' });
  });

  it('is in force from its first day', () => {
    expect(isInForce(affiancamento, '2025-12-31')).toBe(false);
    expect(isInForce(affiancamento, '2026-01-01')).toBe(true);
    expect(isInForce({ validTo: '2026-06-30' }, '2026-07-01')).toBe(false);
  });
});

const anyChecks = fc.array(
  fc.record<CheckFact>({
    id: fc.constantFrom(...gara.checks.map((check) => check.id)),
    group: fc.constantFrom('DATA', 'PROC', 'TERM', 'PART'),
    severity: fc.constantFrom('BLOCK', 'ERROR', 'WARN'),
    status: fc.constantFrom('OK', 'KO', 'NA', 'UNKNOWN'),
    stale: fc.boolean(),
  }),
  { maxLength: 4 },
);
const anyFacts: fc.Arbitrary<KindFacts> = fc.record({
  asOf: fc.constant('2026-11-22'),
  now: fc.constantFrom('2026-11-04T10:00:00Z', '2026-11-22T10:00:00Z'),
  subject: fc
    .subarray(Object.keys(serviceSheet))
    .map((keys) => Object.fromEntries(Object.entries(serviceSheet).filter(([key]) => keys.includes(key)))),
  documents: fc.subarray(everything.documents.map((document) => document)),
  checks: anyChecks,
  facts: fc.record({ package: fc.record({ sealed: fc.boolean(), current: fc.boolean() }) }),
  previousState: fc.constantFrom(...gara.process.states.map((state) => state.code)),
});

const inOrder: KindFacts = {
  ...everything,
  subject: {
    ...serviceSheet,
    procedura: 'SUAP',
    taskForce: 'EDILIZIA',
    descrizione: 'Arretrato di 120 pratiche edilizie.',
    arretratoFinale: 3,
    protocollo: { firmatoIl: '2026-03-02' },
    stimaGiornate: 3,
    soddisfazione: '5',
  },
  documents: [
    ...everything.documents,
    { code: 'PROTOCOLLO_COLLABORAZIONE', state: 'READY', count: 1 },
    { code: 'OUTPUT', state: 'READY', count: 1 },
    { code: 'RELAZIONE_CHIUSURA', state: 'READY', count: 1 },
  ],
  ente: 'c_m',
  baselines: [{ ente: 'c_m', procedura: 'SUAP' }],
  ledger: { giornate: 1, ore: 8 },
  facts: { ...everything.facts, esperti: { assegnati: 1 } },
};

describe.each([
  ['GARA', gara],
  ['RICHIESTA_AFFIANCAMENTO', affiancamento],
])('%s, any sequence of events', (_name, kind) => {
  const events = [...new Set(kind.process.transitions.map((transition) => transition.event))];
  const steps = fc.array(fc.tuple(fc.constantFrom(...events), anyFacts, fc.subarray(allRoles(kind)), fc.boolean()), { maxLength: 25 });

  it('never passes a gate that is not open, nor leaves the declared states', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kind.process.states.map((state) => state.code)), steps, (start, sequence) => {
        let state = start;
        for (const [event, facts, actorRoles, motivated] of sequence) {
          const option = availableTransitions(kind, state, facts, actorRoles).find((candidate) => candidate.event === event);
          const decision = applyTransition(kind, { state, event, actorRoles, facts, ...(motivated ? { motivation: 'motivo' } : {}) });
          if (!decision.ok) continue;
          const transition = kind.process.transitions.find((candidate) => candidate.event === event && candidate.from.includes(state));
          expect(transition && destinationsOf(kind, transition)).toContain(decision.to);
          expect(actorRoles).toContain(decision.role);
          const closed = option?.gates.filter((gate) => gate.truth !== true).map((gate) => gate.code) ?? [];
          expect(decision.overridden).toEqual(closed);
          expect(
            closed.every(
              (code) =>
                motivated && kind.gates.some((gate) => gate.code === code && gate.overridableBy.some((role) => actorRoles.includes(role))),
            ),
          ).toBe(true);
          state = decision.to;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('no reachable state is stuck: with everything in order somebody can go on', () => {
    for (const code of reachableStates(kind)) {
      const state = kind.process.states.find((candidate) => candidate.code === code);
      if (state?.kind === 'final') continue;
      for (const previousState of kind.process.states.map((candidate) => candidate.code)) {
        const options = availableTransitions(kind, code, { ...inOrder, previousState }, allRoles(kind));
        expect(options.some((option) => option.allowed === true)).toBe(true);
      }
    }
  });
});
