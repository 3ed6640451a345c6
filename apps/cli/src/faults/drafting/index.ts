import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as Y from 'yjs';
import { inTemporaryDirectory } from '../../bench/own-place.js';
import { Chance } from '../../bench/redline/edit-scripts.js';
import { demoEnteId } from '../../demo/seed-demo.js';
import { type FaultFigure, type FaultOptions } from '../fault-figure.js';
import { blocksOf, fingerprint } from './block-text.js';
import { DraftLine } from './draft-line.js';
import { openDrafts } from './drafts.js';
import { EditBook } from './edit-book.js';
import { figuresOf } from './figures.js';
import { type Hand } from './hand.js';
import { Stage, type Victim } from './stage.js';
import { Typist } from './typist.js';
import { judge } from './verdict.js';

const pauseMs = 300;
/** Processes of drafts hold what is on its way; each server is worth as much as both together. */
const lots: readonly Victim[] = ['collab-1', 'collab-2', 'collab-1', 'collab-2', 'postgres', 'postgres', 'redis', 'redis', 'worker'];
/** Some machines die in the same moment: nobody is left to bring what they had typed. */
const shareThatDiesToo = 0.3;
const settleMs = 120_000;

/** People type in three drafts while processes are killed; in the end a process that has seen nothing looks for what they were told. */
export function faultsOfDrafting(options: FaultOptions): Promise<FaultFigure[]> {
  return inTemporaryDirectory(async (directory) => {
    const stage = await Stage.open(directory, (line) => {
      options.tell(`    ${line}`);
    });
    try {
      return await run(stage, options);
    } finally {
      await stage.close();
    }
  });
}

async function run(stage: Stage, options: FaultOptions): Promise<FaultFigure[]> {
  const { tell, edits } = options;
  const chance = new Chance(options.seed);
  const hands = await openDrafts(stage);
  const book = new EditBook();
  const typists = hands.map((hand, index) => new Typist(hand, book, new Chance(options.seed + index + 1), pauseMs));
  let isOver = false;
  const typing = typists.map((typist) => typist.type(() => isOver));
  const killed = await killThem(stage, { options, chance, typists, book });
  while (book.saved < edits) await sleep(100);
  isOver = true;
  await Promise.all(typing);
  tell('  everybody stops; what is on its way arrives');
  await stage.isWhole();
  await until('everything typed is acknowledged', () => typists.every((typist) => typist.isSettled));
  const drafts = await readAfresh(stage, hands);
  const different = await replicasThatDiffer(stage, typists, drafts);
  const refusals = typists.flatMap((typist) => typist.refusals);
  for (const typist of typists) typist.leave();
  const verdict = judge(book.edits, drafts);
  for (const line of [...verdict.lost, ...verdict.doubled, ...verdict.disordered, ...verdict.unsigned, ...refusals, ...different])
    tell(`  ! ${line}`);
  return figuresOf({ verdict, book, killed, refusals: refusals.length, different: different.length }, options);
}

interface Killing {
  readonly options: FaultOptions;
  readonly chance: Chance;
  readonly typists: readonly Typist[];
  readonly book: EditBook;
}

/** One kill at a random moment of each stretch of edits. @returns how many */
async function killThem(stage: Stage, { options: { kills, edits, tell }, chance, typists, book }: Killing): Promise<number> {
  const stretch = edits / Math.max(1, kills);
  const begun = performance.now();
  let killed = 0;
  while (killed < kills) {
    const due = (killed + chance.next()) * stretch;
    while (book.saved < due) await sleep(5);
    const victim = chance.of(lots);
    if (victim === undefined || !(await stage.kill(victim))) {
      await sleep(100);
      continue;
    }
    killed += 1;
    for (const typist of typists) if (chance.next() < shareThatDiesToo) typist.vanish();
    tell(`  ${killed}/${kills} ${victim} at ${((performance.now() - begun) / 1000).toFixed(1)} s: ${book.saved} edits saved`);
  }
  return killed;
}

/** Each draft as Postgres has it, loaded by a process that has seen nothing. */
async function readAfresh(stage: Stage, hands: readonly Hand[]): Promise<Map<string, Y.Doc>> {
  const [script, [first]] = [resolve(__dirname, 'read-drafts.process.js'), hands];
  const { stdout } = await promisify(execFile)(process.execPath, [script, demoEnteId('perugia'), first?.dossierId ?? ''], {
    env: stage.installation.applicationEnvironment(0),
    maxBuffer: 512 * 1024 * 1024,
  });
  const drafts = new Map<string, Y.Doc>();
  for (const [id, state] of Object.entries(JSON.parse(stdout) as Record<string, string>)) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(state, 'base64'));
    drafts.set(id, doc);
  }
  return drafts;
}

/** Pages that are open, and pages opened now at each of the processes, must show what is in Postgres. @returns those that do not */
async function replicasThatDiffer(stage: Stage, typists: readonly Typist[], drafts: ReadonlyMap<string, Y.Doc>): Promise<string[]> {
  const expected = new Map([...drafts].map(([id, doc]) => [id, fingerprint(doc)]));
  const fresh = typists.flatMap(({ hand }) =>
    hand.name.endsWith('a') ? stage.collabUrls.map((url) => ({ hand, line: new DraftLine(hand, () => undefined, url) })) : [],
  );
  const replicas = [
    ...typists.map(({ hand, doc }) => ({ name: `page of ${hand.name}`, draftId: hand.draftId, doc })),
    ...fresh.map(({ hand, line }, index) => ({ name: `new page ${index} of ${hand.code}`, draftId: hand.draftId, doc: line.doc })),
  ];
  const differing = (): string[] =>
    replicas.flatMap(({ name, draftId, doc }) => (fingerprint(doc) === expected.get(draftId) ? [] : [`${name} differs`]));
  await until('new pages have their text', () => fresh.every(({ line }) => line.isSettled && blocksOf(line.doc).size > 0));
  // What one process has from Postgres alone comes at the latest with its next look there.
  await comesToPass(() => differing().length === 0);
  for (const { line } of fresh) line.vanish();
  return differing();
}

async function until(what: string, satisfied: () => boolean): Promise<void> {
  if (!(await comesToPass(satisfied))) throw new Error(`never came to pass: ${what}`);
}

async function comesToPass(satisfied: () => boolean): Promise<boolean> {
  const deadline = performance.now() + settleMs;
  while (!satisfied()) {
    if (performance.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}
