import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { BarePeer } from './bare-peer.js';
import { blocksOf, document, DraftingPlace } from './drafting-place.js';
import { EditorTeam, type Place, type Typed } from './editor-team.js';
import { type EditorKind } from './orders.js';
import { pace } from './typist.js';

const editors = 50;
const crowd = 100;
const runs = 7;
const typeMs = 6_000;
const crowdMs = 10_000;
const warmUpMs = 3_000;
const target = 300;

const how = `${editors} editors with the draft of the demo's disciplinare (D33, 42 pages as generated) open, all typing at once: bursts of ${pace.keys[0]} to ${pace.keys[0] + pace.keys[1]} keys, ${pace.key[0]} to ${pace.key[0] + pace.key[1]} ms from key to key, ${pace.pause[0] / 1000} to ${(pace.pause[0] + pace.pause[1]) / 1000} s between bursts, another paragraph after three, some keys corrected, now and then a new paragraph; ten write for the comune in its sections, thirty for the Province, ten propose. Each is a shared document with the provider of the page, its cursor sent at every key; no DOM: what a browser takes to draw is not in it. From the key until the shared document of the last of the other ${editors - 1} holds it, so written to PostgreSQL before; the 95th percentile of ${typeMs / 1000} s a run, after ${warmUpMs / 1000} s that do not count. All have their pages open from the first run to the last. The editors share the two processors with api, process of drafts, PostgreSQL and Redis.`;
const peer = 'bare Hocuspocus';
const besides = `The peer is Hocuspocus as it comes, for as many editors and the same pace, who have their pages open at the same time and type in turn with those of the product: the text in memory, nobody is asked for a ticket, no edit is examined, nothing is written.`;

export const fifty: Measurement = {
  terms: { figure: 'fifty-editors', unit: 'ms', peer: null, target, mustBe: 'atMost', description: `${how} One process of drafts.` },
  measure: async (tell) => (await fiftyOver(1, tell)).map(({ value }) => ({ value })),
};

export const fiftyBesideBare: Measurement = {
  terms: { figure: 'fifty-editors-beside-bare', unit: 'ms', peer, target: 3, mustBe: 'atMost', description: `${how} ${besides}` },
  measure: (tell) => fiftyOver(1, tell),
};

export const fiftyOverTwo: Measurement = {
  terms: {
    figure: 'fifty-editors-two-processes',
    unit: 'ms',
    peer,
    target: 3,
    mustBe: 'atMost',
    description: `The same over two processes of drafts behind a plain TCP balancer that hands connections out in turn; the peer runs in two processes too, over the same Redis. ${besides}`,
  },
  measure: (tell) => fiftyOver(2, tell),
};

export const hundred: Measurement = {
  terms: {
    figure: 'hundred-editors-errors',
    unit: 'faults',
    peer: null,
    target: 0,
    mustBe: 'atMost',
    description: `${crowd} editors of the same kind over two processes of drafts for ${crowdMs / 1000} s: connections refused or closed, edits refused, keystrokes that do not get to every other editor, texts that differ in the end.`,
  },
  measure: async (tell) => [await hundredOnce(tell)],
};

const measured = new Map<number, Promise<Run[]>>();

/** Two figures are of the same keystrokes: whoever asks second gets them as they are. */
function fiftyOver(collabProcesses: 1 | 2, tell: Tell): Promise<Run[]> {
  const known = measured.get(collabProcesses) ?? inPlace(collabProcesses, (place) => measure(place, collabProcesses, tell));
  measured.set(collabProcesses, known);
  return known;
}

function inPlace<T>(collabProcesses: 1 | 2, work: (place: DraftingPlace) => Promise<T>): Promise<T> {
  return inTemporaryDirectory(async (directory) => {
    const place = await DraftingPlace.open(directory, collabProcesses);
    try {
      await giveAThirdToTheComune(place);
      return await work(place);
    } finally {
      await place.stop();
    }
  });
}

async function measure(place: DraftingPlace, collabProcesses: 1 | 2, tell: Tell): Promise<Run[]> {
  const bare = await BarePeer.start(await place.state(), collabProcesses === 2 ? place.redisUrl : null);
  const teams: EditorTeam[] = [];
  const team = async (url: string, hasTickets: boolean): Promise<EditorTeam> => {
    const opened = await EditorTeam.open({ ...place.drafted, url }, kindsOf(place, editors, hasTickets), 1);
    teams.push(opened);
    await opened.type(warmUpMs);
    return opened;
  };
  try {
    const [ours, theirs] = [await team(place.balancer.url, true), await team(bare.url, false)];
    const found: Run[] = [];
    for (let run = 1; run <= runs; run += 1) {
      // In turn, and close together: what else the machine does slows both.
      const [product, beside] = [await ours.type(typeMs), await theirs.type(typeMs)];
      found.push({ value: product.p95, peer: beside.p95 });
      tell(`  ${run}/${runs}: ${said(product)}; bare: ${said(beside)}`);
    }
    return found;
  } finally {
    await Promise.all(teams.map((one) => one.leave()));
    bare.stop();
  }
}

async function hundredOnce(tell: Tell): Promise<Run> {
  return inPlace(2, async (place) => {
    try {
      tell(`  ${said(await typed({ ...place.drafted, url: place.balancer.url }, kindsOf(place, crowd, true)))}`);
      return { value: 0 };
    } catch (error) {
      tell(`  ${String(error)}`);
      return { value: 1 };
    }
  });
}

async function typed(place: Place, kinds: readonly EditorKind[]): Promise<Typed> {
  const team = await EditorTeam.open(place, kinds, 1);
  try {
    await team.type(warmUpMs);
    return await team.type(crowdMs);
  } finally {
    await team.leave();
  }
}

const said = ({ p50, p95, p99, keystrokes, clientShare }: Typed): string =>
  `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms of ${keystrokes} keys (editors take ${(clientShare * 100).toFixed(0)} % of a processor)`;

/** Of five editors three write for the Province, one for the comune, and one proposes in what is not the comune's. */
function kindsOf({ product, drafted: { comuneAccount } }: DraftingPlace, count: number, hasTickets: boolean): EditorKind[] {
  const { url, installation } = product;
  const account = (email: string): EditorKind['account'] => (hasTickets ? { url, email, password: installation.demoPassword } : null);
  return [
    { count: (count * 3) / 5, side: 'SUA', proposes: false, account: account('sua@perugia.example') },
    { count: count / 5, side: 'ENTE', proposes: false, account: account(comuneAccount) },
    { count: count / 5, side: 'ENTE', proposes: true, account: account(comuneAccount) },
  ];
}

/** By the act of handing over, as the Province does it. */
async function giveAThirdToTheComune(place: DraftingPlace): Promise<void> {
  const blocks = blocksOf(await place.state()).filter((_block, index) => Math.floor(index / 20) % 3 === 0);
  const { sua, dossierId } = place.drafted;
  const path = `/api/dossiers/${dossierId}/drafts/${document}/owner`;
  const { status, body } = await sua.post(path, { blocks: blocks.map(({ id }) => id), to: 'ENTE' });
  if (status >= 400) throw new Error(`the sections were not handed over: ${JSON.stringify(body)}`);
}
