import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { holders } from '../access/permission-holders.js';
import { holdsLetter } from '../access/responsibility-matrix.js';
import { applyTransition, availableTransitions } from './engine.js';
import { GateOracle } from './gate-oracle.js';
import { changed, readPaths, wayOn, type Search } from './gate-search.js';
import { matrixOfKind, matrixOfOwnTender } from './kind-access.js';
import type { CheckFact, KindFacts } from './kind-facts.js';
import { tenderKind, type SubjectSchema } from './kind-schema.js';
import { loadKind, type LoadedKind } from './kind.js';
import { destinationsOf, reachableStates } from './process-graph.js';

const folder = join(__dirname, '../../../../templates/kinds');

function load(file: string): LoadedKind {
  const result = loadKind(readFileSync(join(folder, file), 'utf8'));
  if (!result.ok) throw new Error(`${file}: ${JSON.stringify(result.findings)}`);
  return result.kind;
}

/** Lives that are lived at least, and at most where they have not been everywhere yet. */
const lives = { least: 40, most: 300 } as const;

const kinds = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, LoadedKind] => [file.replace('.json', ''), load(file)]);

function leaves(schema: SubjectSchema, at: string): readonly string[] {
  const fields = Object.entries((schema.type === 'array' ? schema.items : schema)?.properties ?? {});
  return fields.length === 0 ? [at] : fields.flatMap(([name, field]) => leaves(field, `${at}.${name}`));
}

const checksOf = (kind: LoadedKind): CheckFact[] =>
  kind.checks.map(({ id }) => ({
    ...{ id, group: id.slice(0, id.indexOf('-')) as CheckFact['group'], severity: 'BLOCK', status: 'OK', stale: false },
  }));

/** A dossier of which nothing is known yet; what other features count is there, and every check that runs is passed. */
const untouched = (kind: LoadedKind): KindFacts => ({
  ...{ asOf: '2026-11-02', now: '2026-11-02T09:00:00Z', subject: {}, subjectValid: true, documents: [], checks: checksOf(kind) },
  ...{ ente: 'comune', sua: 'provincia', ledger: { giornate: 3, ore: 20 } },
  baselines: (kind.subject.properties?.['procedura']?.enum ?? []).map((procedura) => ({ ente: 'comune', procedura })),
});

/** Numbers from a seed, so that a life that fails can be lived again. */
function randomFrom(seed: number): Search['random'] {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return bound === 0 ? 0 : Math.floor((state / 2 ** 32) * bound);
  };
}

interface Life {
  readonly trail: readonly string[];
  /** State in which nothing could be done any more; undefined where it ended. */
  readonly stuck: string | undefined;
  readonly facts: KindFacts;
}

/** Takes a step and holds the engine to the second reading of its gates. */
function take(search: Search, facts: KindFacts, event: string): string {
  const { kind, state } = search;
  const decision = applyTransition(kind, {
    ...{
      state,
      event,
      facts,
      actorRoles: [...kind.roles.map(({ code }) => code), 'SISTEMA'],
      motivation: 'Un motivo che basta per il registro.',
    },
  });
  if (!decision.ok) throw new Error(`${state} ${event}: ${decision.reasons.map(({ message }) => message).join(' ')}`);
  const oracle = new GateOracle(kind, state, facts);
  const transition = kind.process.transitions.find((one) => one.event === event && one.from.includes(state));
  if (transition === undefined) throw new Error(`${event} is no step of ${state}`);
  expect(destinationsOf(kind, transition)).toContain(decision.to);
  if (transition.when !== undefined) expect([event, oracle.truth(transition.when)]).toEqual([event, true]);
  for (const gate of transition.gate ?? []) {
    const over = decision.overridden.includes(gate);
    expect([state, event, gate, over || oracle.gate(gate) === true]).toEqual([state, event, gate, true]);
    if (over) expect(kind.gates.find(({ code }) => code === gate)?.overridableBy.length).toBeGreaterThan(0);
  }
  return decision.to;
}

/** Lives a dossier: people write what they like where it is open, sometimes turn aside, and always look for a way on. */
function live(kind: LoadedKind, seed: number): Life {
  const random = randomFrom(seed);
  const fields = leaves(kind.subject, 'subject');
  const first = kind.process.states.filter(({ kind: sort }) => sort === 'initial');
  let state = first[random(first.length)]?.code ?? '';
  let facts = untouched(kind);
  const trail = [state];
  for (let step = 0; step < 60; step += 1) {
    if (kind.process.states.find(({ code }) => code === state)?.kind === 'final') return { trail, stuck: undefined, facts };
    const { previousState } = facts;
    const search = { kind, state, random, ...(previousState === undefined ? {} : { previousState }) };
    for (let noise = random(6); noise > 0; noise -= 1) facts = changed(search, facts, fields[random(fields.length)] ?? '');
    const aside = random(6) === 0 ? wayOn(search, facts, true) : undefined;
    const way = aside ?? wayOn(search, facts);
    if (way === undefined && waitsOnTerm(kind, state)) return { trail, stuck: undefined, facts };
    if (way === undefined && !isSide(kind, state)) return { trail, stuck: state, facts };
    // A side state may have no other way than to end what was suspended.
    const { event, facts: then } = way ?? wayOn(search, facts, true) ?? { event: undefined, facts };
    if (event === undefined) return { trail, stuck: state, facts };
    const to = take(search, then, event);
    facts = { ...then, previousState: state };
    state = to;
    trail.push(`${event} → ${state}`);
  }
  return { trail, stuck: undefined, facts };
}

/** A term takes a step of its own when it runs out. */
const waitsOnTerm = (kind: LoadedKind, state: string): boolean =>
  kind.process.transitions.some(({ from, actors }) => from.includes(state) && actors.includes('SISTEMA'));

const isSide = (kind: LoadedKind, state: string): boolean =>
  kind.process.states.some(({ code, kind: sort }) => code === state && sort === 'side');

describe.each(kinds)('%s, lived many times', (_name, kind) => {
  it('is never stuck, and no step it takes leaves a gate closed behind it', () => {
    const seen = new Set<string>();
    // What depends on the day or on what other features work out (a renewal in force) is proved by their own tests.
    const readsOthers = (gate: string): boolean =>
      [...kind.expressions].some(([path, { tree }]) => {
        const at = kind.gates.findIndex(({ code }) => code === gate);
        return path.startsWith(`$.gates[${at}].`) && readPaths(kind, tree).some((read) => !read.startsWith('subject.'));
      });
    const byPeople = (state: string): boolean =>
      kind.process.transitions.some(
        ({ to, actors, gate = [] }) => to === state && actors.some((actor) => actor !== 'SISTEMA') && !gate.some(readsOthers),
      );
    const unseen = (): string[] => [...reachableStates(kind)].filter((state) => byPeople(state) && !seen.has(state));
    for (let seed = 1; seed <= lives.least || (seed <= lives.most && unseen().length > 0); seed += 1) {
      const { trail, stuck, facts } = live(kind, seed * 7919);
      if (stuck !== undefined) throw new Error(`seed ${seed}, stuck in ${stuck}: ${trail.join(', ')}\n${JSON.stringify(facts.subject)}`);
      for (const entry of trail) seen.add(entry.replace(/^.* → /, ''));
    }
    // The lives have been everywhere: what is proved is proved of the whole process.
    expect(unseen()).toEqual([]);
  });
});

describe.each(kinds)('%s, events in any order over any facts', (_name, kind) => {
  const fields = leaves(kind.subject, 'subject');
  const events = [...new Set(kind.process.transitions.map(({ event }) => event))];
  const anyChecks = fc.subarray(checksOf(kind)).chain((checks) =>
    fc
      .array(fc.constantFrom<CheckFact['status']>('OK', 'OK', 'OK', 'KO', 'UNKNOWN'), {
        minLength: checks.length,
        maxLength: checks.length,
      })
      .map((statuses) => checks.map((check, at): CheckFact => ({ ...check, status: statuses[at] ?? 'OK' }))),
  );
  const anyDocuments = fc
    .subarray(kind.documents.map(({ code }) => code))
    .map((codes) => codes.map((code) => ({ code, state: 'READY' as const, count: 1 })));

  it('the engine and the second reading of its gates agree', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kind.process.states.map(({ code }) => code)),
        fc.array(fc.record({ event: fc.constantFrom(...events), edits: fc.array(fc.nat(), { maxLength: 30 }) }), { maxLength: 10 }),
        fc.record({ checks: anyChecks, documents: anyDocuments }),
        (start, steps, known) => {
          let state = start;
          let facts: KindFacts = { ...untouched(kind), ...known };
          const roles = kind.roles.map(({ code }) => code);
          for (const { event, edits } of steps) {
            // As if everything were open: the gates do not know what may be written.
            for (const edit of edits)
              facts = changed(
                { kind, state: kind.process.states[0]?.code ?? '', random: randomFrom(edit) },
                facts,
                fields[edit % fields.length] ?? '',
              );
            const oracle = new GateOracle(kind, state, facts);
            for (const { event: name, gates } of availableTransitions(kind, state, facts, roles)) {
              for (const { code, truth } of gates) expect([name, code, truth]).toEqual([name, code, oracle.gate(code) ?? 'unknown']);
            }
            const decision = applyTransition(kind, { state, event, facts, actorRoles: roles });
            if (!decision.ok) continue;
            state = take({ kind, state, random: randomFrom(1) }, facts, event);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('a document that a step waits for', () => {
  const gara = kinds.find(([, { code }]) => code === tenderKind)?.[1];
  if (gara === undefined) throw new Error('no tender');
  const matrices = [...['1', '2', '3', '4'].map((one) => matrixOfKind(gara, [one as '1'])), matrixOfOwnTender(gara)];

  it.each(gara.documents.filter(({ phase }) => phase !== undefined).map(({ code }) => [code]))(
    '%s can be brought in by somebody who sees the dossier, whatever was delegated',
    (code) => {
      for (const matrix of matrices)
        expect(holders['dossier.read']).toContain(holdsLetter(matrix, holders['dossier.read'], ['d', 'c'], code));
    },
  );
});
