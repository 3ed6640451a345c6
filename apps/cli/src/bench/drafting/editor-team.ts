import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { delaysOf, type Delays } from './keystrokes.js';
import { type EditorKind, type Order, type Report } from './orders.js';

export interface Place {
  readonly url: string;
  readonly draftId: string;
  readonly dossierId: string;
}

/** What came of some time in which all typed. */
export interface Typed extends Delays {
  /** Of all processes of editors together, of one processor. */
  readonly clientShare: number;
}

const processes = 2;

/** Editors of one document, spread over child processes so that their work is not that of the measuring process. */
export class EditorTeam {
  private constructor(
    private readonly children: readonly ChildProcess[],
    private readonly editors: number,
  ) {}

  /** Resolves when all have the text before them. */
  static async open(place: Place, kinds: readonly EditorKind[], seed: number): Promise<EditorTeam> {
    const children = Array.from({ length: processes }, () => fork(join(__dirname, 'editors.process.js')));
    const team = new EditorTeam(
      children,
      kinds.reduce((sum, { count }) => sum + count, 0),
    );
    try {
      await team.all((index) => ({
        kind: 'open',
        url: place.url,
        draftId: place.draftId,
        dossierId: place.dossierId,
        seed: seed * processes + index,
        editors: share(kinds, index),
      }));
      return team;
    } catch (error) {
      await team.leave();
      throw error;
    }
  }

  /** All type for so long; fails where somebody was thrown out, something was lost or the texts differ in the end. */
  async type(ms: number): Promise<Typed> {
    const reports = await this.all(() => ({ kind: 'type', ms }));
    const typed = reports.flatMap((report) => (report.kind === 'typed' ? [report] : []));
    const troubles = typed.flatMap((one) => one.troubles);
    if (troubles.length > 0) throw new Error(`${troubles.length} troubles, the first: ${troubles[0] ?? ''}`);
    if (new Set(typed.flatMap(({ texts }) => texts)).size !== 1) throw new Error('the editors do not have the same text in the end');
    const delays = delaysOf(
      typed.map(({ seen }) => seen),
      this.editors - 1,
    );
    if (delays.lost > 0) throw new Error(`${delays.lost} of ${delays.keystrokes} keystrokes did not get to every screen`);
    return { ...delays, clientShare: typed.reduce((sum, { cpu }) => sum + cpu, 0) / (ms / 1000) };
  }

  async leave(): Promise<void> {
    for (const child of this.children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    }
  }

  private all(orderOf: (index: number) => Order): Promise<Report[]> {
    return Promise.all(this.children.map((child, index) => answered(child, orderOf(index))));
  }
}

/** Some of each kind for each process. */
function share(kinds: readonly EditorKind[], index: number): EditorKind[] {
  return kinds.map((kind) => ({ ...kind, count: Math.floor((kind.count + index) / processes) }));
}

async function answered(child: ChildProcess, order: Order): Promise<Report> {
  const ended = new AbortController();
  try {
    const answer = once(child, 'message', { signal: ended.signal }) as Promise<[Report]>;
    const exit = once(child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('a process of editors ended')));
    child.send(order);
    const [report] = await Promise.race([answer, exit]);
    if (report.kind === 'failed') throw new Error(report.reason);
    return report;
  } finally {
    ended.abort();
  }
}
