import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyTransition } from './engine.js';
import type { KindFacts } from './kind-facts.js';
import { loadKind } from './kind.js';
import { allRoles, everythingOf, okChecksOf, serviceSheet } from './sample-tender.js';

const loaded = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
const gara = loaded.kind;
const [okChecks, everything] = [okChecksOf(gara), everythingOf(gara)];

const reviewed = (facts: Readonly<Record<string, unknown>>): Pick<KindFacts, 'facts'> => ({
  facts: { ...everything.facts, review: { ...(everything.facts?.['review'] as object), ...facts } },
});

describe('the gates of a tender', () => {
  it.each([
    {
      what: 'G2: the level of the SUA is not known',
      change: { checks: [{ ...okChecks[0], id: 'PROC-12', group: 'PROC', status: 'UNKNOWN' }] },
      state: 'ISTRUTTORIA',
      event: 'ammetti',
      words: 'qualificazione',
    },
    {
      what: 'G2: the convenzione does not cover it',
      change: { checks: [{ ...okChecks[0], id: 'PROC-14', group: 'PROC', status: 'KO' }] },
      state: 'ISTRUTTORIA',
      event: 'ammetti',
      words: 'PROC-14',
    },
    {
      what: 'G3: nobody was asked to review',
      change: reviewed({ requested: false, approved: false }),
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'non è ancora stata chiesta',
    },
    {
      what: 'G3: the review is not over, whatever the sheet says',
      change: reviewed({ approved: false }),
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'non ha ancora approvato tutti gli atti',
    },
    {
      what: 'G3: an act changed after it was approved',
      change: reviewed({ approved: false, reopened: true }),
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'la revisione è riaperta',
    },
    {
      what: 'G3: a remark blocks',
      change: reviewed({ approved: false, openBlocks: 1 }),
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'rilievi che bloccano',
    },
    {
      what: 'G3: the technical part is not approved',
      change: reviewed({ technical: false }),
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'la parte tecnica',
    },
    {
      what: 'G4: what was approved is not what is in force',
      change: reviewed({ frozenMatch: false }),
      state: 'DECISIONE',
      event: 'registraDecisione',
      words: 'non sono quelli approvati',
    },
    {
      what: 'G4: the decision lists other hashes',
      change: reviewed({ decisionMatch: false }),
      state: 'DECISIONE',
      event: 'registraDecisione',
      words: 'le impronte degli atti approvati',
    },
    {
      what: 'G4: money without chapter and number',
      change: { subject: { ...serviceSheet, copertura: { quota: '1.00', importo: '1.00' } } },
      state: 'DECISIONE',
      event: 'registraDecisione',
      words: 'capitolo',
    },
  ])('$what', ({ change, state, event, words }) => {
    const changed = 'checks' in change ? (change.checks ?? []) : [];
    const checks = [...okChecks.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed];
    const facts = { ...everything, ...change, checks } as KindFacts;
    const decision = applyTransition(gara, { state, event, actorRoles: allRoles(gara), facts });
    expect(decision.ok).toBe(false);
    expect(decision.ok ? [] : decision.reasons.map(({ message }) => message).filter((message) => message.includes(words))).toHaveLength(1);
  });

  it('is closed by who answers for the documents too, and only then', () => {
    expect(applyTransition(gara, { state: 'IN_ESECUZIONE', event: 'concludi', actorRoles: ['RGD'], facts: everything })).toMatchObject({
      ok: true,
      role: 'RGD',
    });
    expect(applyTransition(gara, { state: 'DECISIONE', event: 'registraDecisione', actorRoles: ['RGD'], facts: everything }).ok).toBe(
      false,
    );
  });
});
