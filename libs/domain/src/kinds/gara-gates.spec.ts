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
      what: 'G3: nobody is named for the legal review',
      change: { subject: { ...serviceSheet, revisioneLegale: { esito: 'FAVOREVOLE', data: '2026-10-30' } } },
      state: 'CO_REDAZIONE',
      event: 'approvaAtti',
      words: 'chi l’ha fatta',
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
