import { setTimeout as sleep } from 'node:timers/promises';
import { type Chance } from '../../bench/redline/edit-scripts.js';
import { blocksOf, lastText, stretchesOf } from './block-text.js';
import { DraftLine } from './draft-line.js';
import { type Edit, type EditBook } from './edit-book.js';
import { type Hand } from './hand.js';

const shares = { delete: 0.04, bold: 0.04, offline: 0.012, vanish: 0.008 };
/** Whoever sees so much unsaved waits a moment. */
const mostOpen = 40;
const offlineMs = { least: 1_500, span: 5_000 };
const proposedAt = '2026-11-28T10:00:00.000Z';

/** Somebody who types marks nobody else types, loses the network now and then, and whose machine sometimes dies. */
export class Typist {
  private line: DraftLine;
  /** Edits of this page nobody has acknowledged. */
  private open: Edit[] = [];
  private readonly refused: string[] = [];
  private number = 0;
  private isOffline = false;

  constructor(
    readonly hand: Hand,
    private readonly book: EditBook,
    private readonly chance: Chance,
    private readonly pauseMs: number,
  ) {
    this.line = this.opened();
  }

  get doc(): DraftLine['doc'] {
    return this.line.doc;
  }

  get isSettled(): boolean {
    return this.line.isSettled && this.open.length === 0;
  }

  get refusals(): string[] {
    return [...this.refused, ...this.line.refusals];
  }

  async type(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await sleep(this.pauseMs * (0.5 + this.chance.next()));
      const roll = this.chance.next();
      if (roll < shares.vanish) this.vanish();
      else if (roll < shares.vanish + shares.offline) void this.tunnel();
      else if (this.open.length < mostOpen) this.edit();
    }
  }

  /** The machine loses power and is started again: what was not acknowledged may be lost, the rest may not. */
  vanish(): void {
    this.refused.push(...this.line.refusals);
    this.line.vanish();
    this.book.abandon(this.open);
    this.open = [];
    this.line = this.opened();
  }

  leave(): void {
    this.line.vanish();
  }

  private opened(): DraftLine {
    return new DraftLine(this.hand, () => {
      this.book.acknowledge(this.open);
      this.open = [];
    });
  }

  /** Without a network for some seconds; typing goes on. */
  private async tunnel(): Promise<void> {
    if (this.isOffline) return;
    this.isOffline = true;
    const { line } = this;
    line.offline();
    await sleep(offlineMs.least + this.chance.next() * offlineMs.span);
    this.isOffline = false;
    if (line === this.line) line.online();
  }

  private edit(): void {
    const { doc, person } = this.line;
    // Before the text has come there is no page to type in.
    if (person === null) return;
    const own = [...blocksOf(doc)].filter(([, block]) => this.hand.side === null || block.getAttribute('owner') === this.hand.side);
    const [id, block] = this.chance.of(own) ?? [];
    if (id === undefined || block === undefined) return;
    const roll = this.chance.next();
    if (this.hand.side !== null && roll < shares.delete + shares.bold && this.rework(roll < shares.delete ? 'DELETE' : 'BOLD')) return;
    const text = lastText(block);
    if (text === null) return;
    this.number += 1;
    const mark = ` «${this.hand.name}·${this.number}»`;
    this.open.push(this.book.add({ kind: 'INSERT', hand: this.hand, block: id, mark, number: this.number }));
    const proposal = { id: `${this.hand.name}-${this.number}`, authorId: person.id, author: person.name, at: proposedAt };
    // Named marks or none: else those of the words before would go on.
    text.insert(text.length, mark, this.hand.side === null ? { insertion: proposal } : {});
  }

  /** Takes out or makes bold a mark of one's own that is saved. @returns false where there is none */
  private rework(kind: 'DELETE' | 'BOLD'): boolean {
    const candidates = this.book.edits.filter(({ hand, fate, kind: was }) => hand === this.hand && fate === 'saved' && was === 'INSERT');
    const target = this.chance.of(candidates.slice(-200));
    if (target === undefined) return false;
    const block = blocksOf(this.line.doc).get(target.block);
    const text = block === undefined ? null : lastText(block);
    if (text === null) return false;
    const at = stretchesOf(text)
      .map(({ text: words }) => words)
      .join('')
      .indexOf(target.mark);
    if (at < 0) return false;
    this.open.push(this.book.add({ kind, hand: this.hand, block: target.block, mark: target.mark, number: target.number }));
    if (kind === 'DELETE') text.delete(at, target.mark.length);
    else text.format(at, target.mark.length, { bold: {} });
    return true;
  }
}
