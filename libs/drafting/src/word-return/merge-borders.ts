import { sameBy } from './block-edits.js';
import { type LogicalBlock } from './logical-blocks.js';
import { type BlockPair } from './match-blocks.js';
import { type NewText, type NotMerged, type Proposal, type Proposer, type StandingBlock, type StandingDraft } from './merged.js';
import { acceptedText, sameForm, standingText, type CellPlace, type ReturnedBlock } from './returned.js';

interface Setting {
  readonly standing: ReadonlyMap<string, StandingBlock>;
  readonly current: StandingDraft;
  readonly base: readonly ReturnedBlock[];
  readonly uploader: string;
}

export interface BorderOutcome {
  readonly proposals: readonly Proposal[];
  readonly notMerged: readonly NotMerged[];
}

/** Paragraphs and rows that came or went as a whole. */
export function mergeBorders(pairs: readonly BlockPair[], setting: Setting): BorderOutcome {
  const merging = new BorderMerging(setting, { fresh: freshRows(pairs), missing: missingRows(pairs) });
  for (const pair of pairs) merging.take(pair);
  merging.settleRow();
  return { proposals: merging.proposals, notMerged: merging.notMerged };
}

const rowOf = ({ path, row }: CellPlace): string => `${path}:${row}`;

/** Rows of which no paragraph was there before: they came as rows. */
function freshRows(pairs: readonly BlockPair[]): ReadonlySet<string> {
  const rows = new Map<string, boolean>();
  for (const { base, returned } of pairs) {
    const cell = returned?.source.cell;
    if (cell == null) continue;
    const isFresh = base === null || returned?.wholeInserted != null;
    rows.set(rowOf(cell), (rows.get(rowOf(cell)) ?? true) && isFresh);
  }
  return new Set([...rows].filter(([, fresh]) => fresh).map(([row]) => row));
}

/** Rows of the download of which nothing came back. */
function missingRows(pairs: readonly BlockPair[]): ReadonlySet<string> {
  const rows = new Map<string, boolean>();
  for (const { base, returned } of pairs) {
    const cell = base?.source.cell;
    if (cell != null) rows.set(rowOf(cell), (rows.get(rowOf(cell)) ?? true) && returned === null);
  }
  return new Set([...rows].filter(([, missing]) => missing).map(([row]) => row));
}

class BorderMerging {
  readonly proposals: Proposal[] = [];
  readonly notMerged: NotMerged[] = [];
  /** The last paragraph that stands in the draft, with its cell there. */
  private last: { id: string; cell: CellPlace | null } | null = null;
  /** Row that is being gathered, cell by cell. */
  private row: { key: string; blocks: LogicalBlock[] } | null = null;
  private readonly goneRows = new Set<string>();
  private readonly tables = new Map<string, string>();

  constructor(
    private readonly setting: Setting,
    private readonly rows: { readonly fresh: ReadonlySet<string>; readonly missing: ReadonlySet<string> },
  ) {}

  take({ base, returned }: BlockPair): void {
    const cell = returned?.source.cell ?? null;
    const key = cell === null ? null : rowOf(cell);
    const isNew = returned !== null && (base === null || (returned.wholeInserted !== null && base.wholeInserted === null));
    if (this.row !== null && key !== this.row.key) this.settleRow();
    if (returned !== null && isNew) {
      if (key !== null && this.rows.fresh.has(key)) this.gather(key, returned);
      else this.inserted(returned);
      return;
    }
    if (base === null) return;
    if (base.wholeInserted !== null) this.proposedBefore(base, returned);
    else this.known(base, returned);
  }

  /** A paragraph that stood in the download. */
  private known(base: LogicalBlock, returned: LogicalBlock | null): void {
    if (returned === null) this.gone(base, { by: null, place: base.source.place });
    else if (returned.wholeDeleted !== null && !sameBy(base.wholeDeleted, returned.wholeDeleted)) {
      const isRow = returned.source.cell?.rowDeleted != null;
      this.gone(base, { by: returned.wholeDeleted, place: returned.source.place, isRow });
    } else if (returned.wholeDeleted === null && base.wholeDeleted !== null) this.decided(base, base.wholeDeleted, false);
    if (base.id !== null && this.setting.standing.has(base.id)) {
      this.last = { id: base.id, cell: returned?.source.cell ?? null };
      const cell = returned?.source.cell;
      if (cell != null) this.tables.set(cell.path, base.id);
    }
  }

  /** A paragraph that was only proposed in the download: whether it is still so. */
  private proposedBefore(base: LogicalBlock, returned: LogicalBlock | null): void {
    if (base.wholeInserted === null) return;
    if (returned === null || returned.wholeDeleted !== null) this.decided(base, base.wholeInserted, false);
    else if (returned.wholeInserted === null) this.decided(base, base.wholeInserted, true);
    else if (acceptedText(returned.pieces) !== acceptedText(base.pieces)) {
      this.note(returned, {
        what: 'paragrafo proposto e riscritto in Word',
        sentence: `Il paragrafo è una proposta ancora aperta di ${base.wholeInserted.author}: si decide nella bozza, poi si cambia.`,
        here: acceptedText(base.pieces),
        there: acceptedText(returned.pieces),
      });
    }
  }

  private decided(base: LogicalBlock, by: Proposer, accepted: boolean): void {
    this.notMerged.push({
      kind: 'DECISION',
      what: accepted ? 'proposta accettata in Word' : 'proposta tolta in Word',
      sentence: `La proposta di ${by.author} è ancora aperta: si accetta o si rifiuta nella bozza, dove la decisione resta agli atti.`,
      place: base.source.place,
      here: base.wholeInserted === null ? standingText(base.pieces) : acceptedText(base.pieces),
      there: null,
    });
  }

  private gone(
    base: LogicalBlock,
    { by, place, isRow = false }: { by: Proposer | null; place: LogicalBlock['source']['place']; isRow?: boolean },
  ): void {
    const deleted = standingText(base.pieces);
    const current = this.setting.standing.get(base.id ?? '');
    if (current === undefined || current.isProposedDeleted) return;
    if (current.text !== deleted) {
      this.notMerged.push({
        kind: 'BOTH_CHANGED',
        what: 'paragrafo tolto in Word e cambiato nella bozza',
        sentence: 'Il paragrafo è stato tolto in Word, ma nella bozza è cambiato dopo lo scaricamento: niente è stato tolto.',
        place,
        here: current.text,
        there: null,
      });
      return;
    }
    const cell = base.source.cell;
    if (cell === null || !(isRow || this.rows.missing.has(rowOf(cell)))) {
      this.proposals.push({ kind: 'deleteBlock', block: current.id, deleted, by, place });
      return;
    }
    if (this.goneRows.has(rowOf(cell))) return;
    this.goneRows.add(rowOf(cell));
    const words = this.setting.base
      .filter((one) => one.cell !== null && rowOf(one.cell) === rowOf(cell))
      .map(({ pieces }) => standingText(pieces));
    this.proposals.push({ kind: 'deleteRow', block: current.id, deleted: words.join(' | '), by, place });
  }

  private inserted(block: LogicalBlock): void {
    const { cell, place } = block.source;
    const text = acceptedText(block.pieces);
    const bare = text.replaceAll('\ufffc', '');
    if (bare.trim() === '') return;
    if (cell !== null && !sameCell(cell, this.last?.cell ?? null)) {
      this.note(block, {
        what: 'testo di una tabella nuova, o in testa a una cella',
        sentence: 'Nella bozza non c’è il punto in cui metterlo: va riportato a mano. Il testo è qui e nel file originale.',
        here: null,
        there: text,
      });
      return;
    }
    const after = this.last?.id ?? null;
    const isKnown = this.setting.current.proposed.some((one) => one.text === bare);
    if (isKnown) return;
    const inserted: NewText[] = block.pieces
      .filter(({ deleted, object }) => deleted === null && object === null)
      .map(({ text: words, marks }) => ({ text: words, marks }));
    this.proposals.push({
      kind: 'insertBlock',
      after,
      like: this.likeOf(block),
      inserted,
      inCell: cell !== null,
      by: block.wholeInserted,
      place,
    });
  }

  /** A paragraph of the draft that looks as this one does in Word. */
  private likeOf({ source }: LogicalBlock): string | null {
    const alike = this.setting.base.filter(
      ({ id, cell, form }) =>
        id !== null && this.setting.standing.has(id) && (cell === null) === (source.cell === null) && sameForm(form, source.form),
    );
    // Programs give styles other ids: one of the same name is better, and none is no reason to lose the form.
    const found = alike.find(({ style }) => style === source.style) ?? alike[0];
    return found?.id ?? null;
  }

  private gather(key: string, block: LogicalBlock): void {
    if (this.row === null) this.row = { key, blocks: [] };
    this.row.blocks.push(block);
  }

  /** Ends the row that is being gathered. */
  settleRow(): void {
    const blocks = this.row?.blocks ?? [];
    this.row = null;
    const [first] = blocks;
    const cell = first?.source.cell;
    if (first === undefined || cell == null) return;
    const cells: string[] = [];
    for (const { source, pieces } of blocks) {
      const column = (source.cell?.column ?? 1) - 1;
      const text = acceptedText(pieces).replaceAll('\ufffc', '');
      cells[column] = cells[column] === undefined ? text : `${cells[column]}\n${text}`;
    }
    const texts = Array.from(cells, (text: string | undefined) => text ?? '');
    const after = this.tables.get(cell.path);
    const shown = texts.join(' | ');
    if (after === undefined) {
      this.note(first, {
        what: 'riga di una tabella nuova, o prima riga di una tabella',
        sentence: 'Nella bozza non c’è la riga dopo cui metterla: va riportata a mano. Il testo è qui e nel file originale.',
        here: null,
        there: shown,
      });
    } else if (!this.setting.current.proposed.some(({ text }) => text === texts[0])) {
      this.proposals.push({ kind: 'insertRow', after, cells: texts, by: first.wholeInserted, place: first.source.place });
    }
  }

  private note({ source }: LogicalBlock, note: Pick<NotMerged, 'what' | 'sentence' | 'here' | 'there'>): void {
    this.notMerged.push({ kind: 'OTHER', place: source.place, ...note });
  }
}

function sameCell(one: CellPlace | null, other: CellPlace | null): boolean {
  return one?.path === other?.path && one?.row === other?.row && one?.column === other?.column;
}
