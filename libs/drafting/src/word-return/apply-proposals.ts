import { Fragment, type Mark } from 'prosemirror-model';
import { changesOf } from '@gare/domain/drafting/suggestions';
import {
  blockAttrs,
  blocksOf,
  draftSchema,
  isBlock,
  type DraftNode,
  type NodeChange,
  type SuggestionAuthor,
} from '@gare/domain/drafting/draft-schema';
import { withProposedEmphasis } from './apply-emphasis.js';
import { isInsertion, pieces } from './inline-pieces.js';
import { type EmphasisProposal, type NewText, type Proposal, type Proposer } from './merged.js';
import { wordsOf } from './standing-draft.js';

export interface Proposing {
  /** Who brings the file: proposes what nobody is named for, and stands behind all of it. */
  readonly uploader: SuggestionAuthor;
  /** A new id for a suggestion. */
  readonly suggestionId: () => string;
  /** A new id for a block, unlike all of the draft. */
  readonly blockId: () => string;
}

type TextProposal = Extract<Proposal, { kind: 'text' }>;
type BlockProposal = Extract<Proposal, { kind: 'insertBlock' }>;
type RowProposal = Extract<Proposal, { kind: 'insertRow' }>;

/** The draft with the proposals in it as suggestions; with all suggestions refused it reads as before. */
export function withProposals(draft: DraftNode, proposals: readonly Proposal[], by: Proposing): DraftNode {
  const application = new Application(draft, proposals, by);
  return application.doc(draft);
}

class Application {
  private readonly texts = new Map<string, TextProposal[]>();
  private readonly looks = new Map<string, EmphasisProposal[]>();
  private readonly behind = new Map<string | null, BlockProposal[]>();
  private readonly rowsBehind = new Map<string, RowProposal[]>();
  private readonly gone = new Map<string, Proposal>();
  private readonly goneRows = new Map<string, Proposal>();
  private readonly blocks: ReadonlyMap<string, DraftNode>;

  constructor(
    draft: DraftNode,
    proposals: readonly Proposal[],
    private readonly by: Proposing,
  ) {
    this.blocks = new Map(blocksOf(draft).map(({ node }) => [blockAttrs(node).id ?? '', node]));
    for (const proposal of proposals) {
      if (proposal.kind === 'text') add(this.texts, proposal.block, proposal);
      else if (proposal.kind === 'emphasis') add(this.looks, proposal.block, proposal);
      else if (proposal.kind === 'insertBlock') add(this.behind, proposal.after, proposal);
      else if (proposal.kind === 'insertRow') add(this.rowsBehind, proposal.after, proposal);
      else (proposal.kind === 'deleteRow' ? this.goneRows : this.gone).set(proposal.block, proposal);
    }
  }

  doc(draft: DraftNode): DraftNode {
    const first = this.fresh(null);
    return draft.copy(Fragment.from([...first, ...draft.children.flatMap((block) => this.topLevel(block))]));
  }

  /** A block with what comes behind it, or behind the table it is. */
  private topLevel(block: DraftNode): DraftNode[] {
    const ids = isTextBlock(block) ? [blockAttrs(block).id] : blocksOf(block).map(({ node }) => blockAttrs(node).id);
    return [this.inside(block), ...ids.flatMap((id) => (id === null ? [] : this.fresh(id, false)))];
  }

  private inside(node: DraftNode): DraftNode {
    if (isTextBlock(node)) return this.textBlock(node);
    if (node.isLeaf) return node;
    const children = node.children.flatMap((child) => {
      if (child.type.name === 'tableRow') return [this.row(child), ...this.freshRows(child)];
      if (child.isTextblock) return [this.textBlock(child), ...this.fresh(blockAttrs(child).id, true)];
      return [this.inside(child)];
    });
    return node.copy(Fragment.from(children));
  }

  private textBlock(node: DraftNode): DraftNode {
    const { id, change } = blockAttrs(node);
    const gone = this.gone.get(id ?? '');
    const content = Fragment.from(this.inline(node, id ?? ''));
    if (gone === undefined || change !== null) return node.copy(content);
    return node.type.create({ ...node.attrs, change: this.change('deletion', gone.by) }, content, node.marks);
  }

  private row(row: DraftNode): DraftNode {
    const gone = idsIn(row)
      .map((id) => this.goneRows.get(id))
      .find((proposal) => proposal !== undefined);
    const inside = row.copy(Fragment.from(row.children.map((cell) => this.inside(cell))));
    if (gone === undefined || inside.attrs['change'] !== null) return inside;
    return inside.type.create({ ...inside.attrs, change: this.change('deletion', gone.by) }, inside.content);
  }

  private freshRows(row: DraftNode): DraftNode[] {
    const { tableRow, tableCell, paragraph } = draftSchema.nodes;
    return idsIn(row).flatMap((id) =>
      (this.rowsBehind.get(id) ?? []).map(({ cells, by }) => {
        const like = row.children.map((cell) => ({ ...cell.attrs, rowspan: 1 }));
        const count = Math.max(like.length, cells.length);
        const made = Array.from({ length: count }, (_, column) => {
          const words = cells[column] ?? '';
          const text = paragraph.create({ id: this.by.blockId() }, words === '' ? [] : draftSchema.text(words.replaceAll('\n', ' ')));
          return tableCell.create(like[column] ?? null, text);
        });
        return tableRow.create({ change: this.change('insertion', by) }, made);
      }),
    );
  }

  /** New blocks behind one that stands; `inCell` null at the very beginning. */
  private fresh(after: string | null, inCell?: boolean): DraftNode[] {
    return (this.behind.get(after) ?? [])
      .filter((proposal) => inCell === undefined || proposal.inCell === inCell)
      .map(({ like, inserted, by }) => {
        const model = this.blocks.get(like ?? '');
        const type = model?.isTextblock === true ? model.type : draftSchema.nodes.paragraph;
        const attrs = {
          ...(model?.isTextblock === true ? model.attrs : {}),
          id: this.by.blockId(),
          origin: null,
          change: this.change('insertion', by),
        };
        return type.create(
          attrs,
          inserted.flatMap((piece) => textNodes(piece, [])),
        );
      });
  }

  /** The inline content with the edits, in their order: places count what stands, which no suggestion moves. */
  private inline(node: DraftNode, id: string): DraftNode[] {
    const looked = (this.looks.get(id) ?? []).reduce<DraftNode[]>(
      (children, look) => withProposedEmphasis(children, look, { ...this.author(look.by), id: this.by.suggestionId() }),
      [...node.children],
    );
    return (this.texts.get(id) ?? []).reduce((children, edit) => this.edited(children, edit), looked);
  }

  private edited(children: readonly DraftNode[], { from, to, inserted, by }: TextProposal): DraftNode[] {
    const { author, id } = { author: this.author(by), id: this.by.suggestionId() };
    const deletion = draftSchema.marks.deletion.create({ id, ...author });
    const insertion = draftSchema.marks.insertion.create({ id, ...author });
    const fresh = inserted.flatMap((piece) => textNodes(piece, [insertion], { ...author, id, kind: 'insertion' }));
    const result: DraftNode[] = [];
    let at = 0;
    let placed = false;
    for (const child of children) {
      if (isInsertion(child)) {
        result.push(child);
        continue;
      }
      const length = wordsOf(child).length;
      const [start, end] = [Math.max(from, at) - at, Math.min(to, at + length) - at];
      if (!placed && at + length > to && (from === to || end <= 0)) {
        result.push(...pieces(child, [0, to - at]), ...fresh, ...pieces(child, [to - at, length]));
        placed = true;
      } else if (start >= end || length === 0) result.push(child);
      else {
        result.push(...pieces(child, [0, start]), ...taken(pieces(child, [start, end]), deletion, { ...author, id, kind: 'deletion' }));
        if (at + length >= to) {
          result.push(...fresh, ...pieces(child, [end, length]));
          placed = true;
        }
      }
      at += length;
    }
    return placed ? result : [...result, ...fresh];
  }

  private author(by: Proposer | null): SuggestionAuthor {
    const { uploader } = this.by;
    return { authorId: uploader.authorId, author: by === null ? uploader.author : by.author || uploader.author, at: by?.at ?? uploader.at };
  }

  private change(kind: NodeChange['kind'], by: Proposer | null): NodeChange {
    return { kind, id: this.by.suggestionId(), ...this.author(by) };
  }
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function isTextBlock(node: DraftNode): boolean {
  return node.isTextblock && isBlock(node);
}

function idsIn(node: DraftNode): string[] {
  return blocksOf(node).flatMap((block) => blockAttrs(block.node).id ?? []);
}

/** Marked as taken out, unless somebody proposes that already. */
function taken(nodes: readonly DraftNode[], mark: Mark, change: NodeChange): DraftNode[] {
  return nodes.map((node) => {
    if (changesOf(node).length > 0) return node;
    return node.isText ? node.mark(mark.addToSet(node.marks)) : node.type.create({ ...node.attrs, change }, node.content, node.marks);
  });
}

const emphasis = ['bold', 'italic', 'underline', 'subscript', 'superscript'] as const;

/** New text as nodes: what the draft has no mark for (struck-through words) comes without; a line break is a node of its own. */
function textNodes({ text, marks }: NewText, suggestion: readonly Mark[], change?: NodeChange): DraftNode[] {
  const own = emphasis.filter((name) => marks.includes(name)).map((name) => draftSchema.marks[name].create());
  return text
    .replaceAll('\ufffc', '')
    .split('\n')
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [draftSchema.nodes.hardBreak.create(change === undefined ? null : { change })]),
      ...(line === ''
        ? []
        : [
            draftSchema.text(
              line,
              [...suggestion, ...own].reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []),
            ),
          ]),
    ]);
}
