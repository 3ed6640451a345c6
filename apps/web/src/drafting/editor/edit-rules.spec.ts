import fc from 'fast-check';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Fragment, Slice } from '@tiptap/pm/model';
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable } from '@tiptap/pm/tables';
import { textOf } from '@gare/domain/drafting/draft-content';
import { blockAttrs, blocksOf, draftSchema, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type Drafter, permittedChange } from '@gare/domain/drafting/permitted-change';
import { acceptSuggestions, hasSuggestions, rejectSuggestions, suggestionsOf } from '@gare/domain/drafting/suggestions';
import { afterEnter, asKind, atLevel } from './draft-keys';
import { type Editing, type EditOutcome, ruledEdit } from './edit-rules';

const { nodes } = draftSchema;
const verdi: Drafter = { role: 'owner', sides: ['ENTE'], authorId: 'verdi' };
const neri: Drafter = { role: 'owner', sides: ['SUA'], authorId: 'neri' };
const as = (who: Drafter, proposes = false): Editing => ({
  who,
  author: { authorId: who.authorId, author: who.authorId === 'verdi' ? 'Avv. Verdi' : 'Dott.ssa Neri', at: '2026-11-28T16:00:00.000Z' },
  proposes,
});
const value = nodes.value.create({ path: 'importo', instance: 'importo', text: '€ 100.000,00' });
const p = (id: string, owner: string, ...content: (string | DraftNode)[]): DraftNode =>
  nodes.paragraph.create(
    { id, owner },
    content.map((one) => (typeof one === 'string' ? draftSchema.text(one) : one)),
  );
const cell = (id: string, words: string): DraftNode => nodes.tableCell.create(null, p(id, 'SUA', words));
const start = nodes.doc.create(null, [
  nodes.heading.create({ id: '0000000A', owner: 'SUA', level: 1 }, draftSchema.text('Art. 1 Oggetto')),
  p('0000000B', 'SUA', 'L’importo è di ', value, ' oltre IVA.'),
  p('0000000C', 'SUA', 'La gara è telematica.'),
  nodes.listItem.create({ id: '0000000D', owner: 'SUA', list: 'letter' }, draftSchema.text('prima voce')),
  p('0000000E', 'ENTE', 'La prestazione è divisa in fasi.'),
  nodes.table.create({ id: '0000001A', owner: 'SUA' }, [
    nodes.tableRow.create(null, [cell('0000001B', 'criterio'), cell('0000001C', 'punti')]),
    nodes.tableRow.create(null, [cell('0000001D', 'qualità'), cell('0000001E', '70')]),
  ]),
]);
const open = (doc: DraftNode, at = 1): EditorState => {
  const state = EditorState.create({ doc });
  return state.apply(state.tr.setSelection(TextSelection.create(doc, at)));
};
/** Where the text of a block begins. */
const inside = (doc: DraftNode, id: string): number => (blocksOf(doc).find(({ node }) => blockAttrs(node).id === id)?.pos ?? 0) + 1;
const going = (outcome: EditOutcome): Transaction => {
  if (outcome.kind !== 'go') throw new Error(`refused: ${outcome.why}`);
  return outcome.transaction;
};

describe('What becomes of an edit', () => {
  it('is written where the section is one’s own', () => {
    const state = open(start, inside(start, '0000000C'));
    const after = going(ruledEdit(state.tr.insertText('Tutta '), state, as(neri))).doc;
    expect(hasSuggestions(after)).toBe(false);
    expect(textOf(after.child(2))).toBe('Tutta La gara è telematica.');
  });

  it('is a suggestion with its author where it is not', () => {
    const at = inside(start, '0000000C');
    const state = open(start, at);
    const after = going(ruledEdit(state.tr.insertText('Tutta', at, at + 2), state, as(verdi))).doc;
    expect(textOf(rejectSuggestions(after))).toBe(textOf(start));
    expect(textOf(acceptSuggestions(after).child(2))).toBe('Tutta gara è telematica.');
    expect(suggestionsOf(after)).toMatchObject([
      { inserted: 'Tutta', deleted: 'La', authorId: 'verdi', author: 'Avv. Verdi', blocks: ['0000000C'] },
    ]);
  });

  it('is a suggestion in one’s own section too when the person proposes', () => {
    const state = open(start, inside(start, '0000000C'));
    expect(hasSuggestions(going(ruledEdit(state.tr.insertText('x'), state, as(neri, true))).doc)).toBe(true);
  });

  it('never puts text of the owner into what another proposes', () => {
    let state = open(start, inside(start, '0000000C'));
    state = state.apply(going(ruledEdit(state.tr.insertText('abcd'), state, as(verdi))));
    const at = inside(start, '0000000C') + 2;
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
    const after = going(ruledEdit(state.tr.insertText('X'), state, as(neri))).doc;
    expect(textOf(rejectSuggestions(after).child(2))).toBe('XLa gara è telematica.');
  });

  it('does not take back what another proposes', () => {
    const at = inside(start, '0000000E');
    let state = open(start, at);
    state = state.apply(going(ruledEdit(state.tr.insertText('abcd'), state, as(neri))));
    expect(ruledEdit(state.tr.delete(at, at + 2), state, as({ ...verdi, authorId: 'bianchi', sides: ['SUA'] }))).toEqual({
      kind: 'refused',
      why: 'PROPOSTA_DI_ALTRI',
    });
  });

  it('keeps values: they can be proposed to go, never be typed', () => {
    const at = inside(start, '0000000B');
    const state = open(start, at);
    const after = going(ruledEdit(state.tr.delete(at + 13, at + 18), state, as(verdi))).doc;
    expect(textOf(rejectSuggestions(after))).toBe(textOf(start));
    const forged = nodes.value.create({ path: 'importo', instance: 'importo', text: '€ 1,00' });
    expect(ruledEdit(state.tr.insert(at, forged), state, as(neri))).toEqual({ kind: 'refused', why: 'VALORE' });
  });

  it('changes nothing for a reader', () => {
    const state = open(start, inside(start, '0000000C'));
    expect(ruledEdit(state.tr.insertText('x'), state, as({ role: 'reader', sides: [], authorId: 'x' }))).toEqual({
      kind: 'refused',
      why: 'SOLA_LETTURA',
    });
  });

  it('gives new blocks an id of their own and the owner they were born under', () => {
    const state = open(start, inside(start, '0000000C') + 5);
    const after = going(ruledEdit(afterEnter(state) ?? state.tr, state, as(neri))).doc;
    const ids = blocksOf(after).map(({ node }) => blockAttrs(node).id);
    expect(after.childCount).toBe(start.childCount + 1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(null);
    expect(blockAttrs(after.child(3)).owner).toBe('SUA');
  });

  it('proposes another level of a heading and keeps the one it had', () => {
    const state = open(start, inside(start, '0000000A'));
    const after = going(ruledEdit(asKind(state, 'heading', { level: 3 }) ?? state.tr, state, as(verdi))).doc;
    expect(after.firstChild?.attrs['level']).toBe(3);
    expect(rejectSuggestions(after).eq(start)).toBe(true);
  });
});

describe('Emphasis and tables', () => {
  const { bold, italic, subscript, superscript } = draftSchema.marks;
  const at = inside(start, '0000000B');
  const acting = (state: EditorState, command: Command, place: number): EditOutcome => {
    const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)));
    let outcome: EditOutcome = { kind: 'refused', why: 'FORMA' };
    command(chosen, (tr) => {
      outcome = ruledEdit(tr, chosen, as(verdi));
    });
    return outcome;
  };

  it('is proposed with the words and the values it is for, and rejected is as it was', () => {
    const state = open(start);
    const after = going(ruledEdit(state.tr.addMark(at + 2, at + 18, bold.create()), state, as(verdi))).doc;
    expect(suggestionsOf(after)).toMatchObject([{ reformatted: 'importo è di € 100.000,00 o', emphasis: { set: ['bold'], taken: [] } }]);
    expect(rejectSuggestions(after).eq(start)).toBe(true);
    const accepted = acceptSuggestions(after).child(1);
    expect(
      accepted.children.map((node) => [node.isText ? node.marks.length : (node.attrs['format'] as unknown), node.textContent]),
    ).toEqual([
      [0, 'L’'],
      [1, 'importo è di '],
      [[{ type: 'bold' }], '€ 100.000,00'],
      [1, ' o'],
      [0, 'ltre IVA.'],
    ]);
  });

  it('goes on with one’s own proposal, and taken back leaves none', () => {
    const state = open(start);
    let next = state.apply(going(ruledEdit(state.tr.addMark(at, at + 9, bold.create()), state, as(verdi))));
    next = next.apply(going(ruledEdit(next.tr.addMark(at, at + 9, italic.create()), next, as(verdi))));
    expect(suggestionsOf(next.doc)).toMatchObject([{ emphasis: { set: ['bold', 'italic'], taken: [] } }]);
    next = next.apply(going(ruledEdit(next.tr.removeMark(at, at + 9, bold), next, as(verdi))));
    next = next.apply(going(ruledEdit(next.tr.removeMark(at, at + 9, italic), next, as(verdi))));
    expect(next.doc.eq(start)).toBe(true);
  });

  it('of somebody else is not changed, and stands when the owner writes another one', () => {
    const state = open(start);
    const proposed = state.apply(going(ruledEdit(state.tr.addMark(at, at + 9, superscript.create()), state, as(verdi))));
    const other = as({ role: 'suggester', sides: [], authorId: 'bianchi' });
    const refused = { kind: 'refused', why: 'PROPOSTA_DI_ALTRI' };
    expect(ruledEdit(proposed.tr.addMark(at, at + 4, italic.create()), proposed, other)).toEqual(refused);
    expect(ruledEdit(proposed.tr.delete(at, at + 4), proposed, other)).toEqual(refused);
    const written = going(ruledEdit(proposed.tr.addMark(at, at + 9, italic.create()), proposed, as(neri))).doc;
    const marksOf = (doc: DraftNode): string[] => (doc.child(1).firstChild?.marks ?? []).map(({ type }) => type.name);
    expect(marksOf(rejectSuggestions(written))).toEqual(['italic']);
    expect(marksOf(acceptSuggestions(written)).toSorted()).toEqual(['italic', 'superscript']);
    expect(going(ruledEdit(state.tr.addMark(at, at + 9, subscript.create()), state, as(neri))).doc.child(1).attrs['change']).toBeNull();
  });

  it('smuggled in under a proposal is refused by the rule of the server', () => {
    const plainBold = start.replace(at, at + 9, new Slice(Fragment.from(draftSchema.text('L’importo', [bold.create()])), 0, 0));
    const author = { id: 'x', authorId: 'verdi', author: 'Avv. Verdi', at: '' };
    const lying = [bold.create(), draftSchema.marks.modification.create({ ...author, type: 'emphasis', previousValue: 'bold' })];
    const forged = start.replace(at, at + 9, new Slice(Fragment.from(draftSchema.text('L’importo', lying)), 0, 0));
    for (const after of [plainBold, forged]) {
      expect(permittedChange(start, after, verdi)).toMatchObject({ ok: false, refusal: 'BLOCCO_DI_ALTRI' });
    }
  });

  it.each([
    ['a row below', addRowAfter, '0000001D', { part: 'row', isAdding: true }],
    ['a row above', addRowBefore, '0000001B', { part: 'row', isAdding: true }],
    ['a row that goes', deleteRow, '0000001D', { part: 'row', isAdding: false, deleted: 'qualità · 70' }],
    ['a column after', addColumnAfter, '0000001D', { part: 'column', isAdding: true, blocks: ['0000001A'] }],
    ['a column before', addColumnBefore, '0000001B', { part: 'column', isAdding: true }],
    ['a column that goes', deleteColumn, '0000001E', { part: 'column', isAdding: false, deleted: 'punti · 70', blocks: ['0000001A'] }],
    ['a table that goes', deleteTable, '0000001B', { part: 'table', isAdding: false }],
  ])('%s is proposed', (_what, command, id, told) => {
    const after = going(acting(open(start), command, inside(start, id))).doc;
    after.check();
    expect(suggestionsOf(after)).toMatchObject([told]);
    expect(rejectSuggestions(after).eq(start)).toBe(true);
    expect(hasSuggestions(acceptSuggestions(after))).toBe(false);
  });

  it('a table is proposed, filled in and taken back as one thing', () => {
    const state = open(start, inside(start, '0000000C'));
    const place = start.child(0).nodeSize + start.child(1).nodeSize + start.child(2).nodeSize;
    const table = nodes.table.create(
      { owner: 'SUA' },
      nodes.tableRow.create(
        null,
        [1, 2].map(() => nodes.tableCell.create(null, nodes.paragraph.create())),
      ),
    );
    let next = state.apply(going(ruledEdit(state.tr.insert(place, table), state, as(verdi))));
    next = next.apply(going(ruledEdit(next.tr.insertText('voce', place + 4), next, as(verdi))));
    expect(suggestionsOf(next.doc)).toMatchObject([{ part: 'table', isAdding: true, inserted: 'voce' }]);
    expect(rejectSuggestions(next.doc).eq(start)).toBe(true);
    expect(textOf(acceptSuggestions(next.doc).child(3))).toContain('voce');
    expect(going(acting(next, deleteTable, place + 4)).doc.eq(start)).toBe(true);
  });

  const widths = (doc: DraftNode): number[] => {
    const table = doc.children.find(({ type }) => type.name === 'table');
    return table?.children.map(({ childCount }) => childCount) ?? [];
  };

  it('rows and columns over each other leave no cell too many or too few, however they are decided', () => {
    const commands: [Command, string][] = [
      [addColumnAfter, '0000001D'],
      [addRowAfter, '0000001B'],
      [deleteColumn, '0000001E'],
      [addRowBefore, '0000001D'],
    ];
    const proposed = commands.reduce((state, [command, id]) => {
      const { doc } = going(acting(state, command, inside(state.doc, id)));
      return open(doc);
    }, open(start));
    expect(suggestionsOf(proposed.doc).map(({ part, isAdding }) => `${part ?? ''} ${String(isAdding)}`)).toEqual([
      'column true',
      'column false',
      'row true',
      'row true',
    ]);
    const all = suggestionsOf(proposed.doc).map(({ id }) => id);
    for (let choice = 0; choice < 1 << all.length; choice += 1) {
      const decided = all.reduce<DraftNode>(
        (doc, id, index) => (choice & (1 << index) ? acceptSuggestions(doc, id) : rejectSuggestions(doc, id)),
        proposed.doc,
      );
      expect([choice, new Set(widths(decided)).size]).toEqual([choice, 1]);
    }
    expect(rejectSuggestions(proposed.doc).eq(start)).toBe(true);
  });

  it('a proposed column is filled in by who proposes it and taken back as one thing', () => {
    let next = open(going(acting(open(start), addColumnAfter, inside(start, '0000001C'))).doc);
    const [last] = blocksOf(next.doc).flatMap(({ node, pos }) => (node.isTextblock && node.content.size === 0 ? [pos + 1] : []));
    next = next.apply(going(ruledEdit(next.tr.insertText('note', last), next, as(verdi))));
    expect(suggestionsOf(next.doc)).toMatchObject([{ part: 'column', isAdding: true, inserted: 'note' }]);
    expect(widths(acceptSuggestions(next.doc))).toEqual([3, 3]);
    expect(going(acting(next, deleteColumn, last ?? 0)).doc.eq(start)).toBe(true);
    expect(acting(next, addColumnBefore, last ?? 0)).toMatchObject({ kind: 'go' });
    const other = as({ role: 'suggester', sides: [], authorId: 'bianchi' });
    const chosen = next.apply(next.tr.setSelection(TextSelection.create(next.doc, last ?? 0)));
    let outcome: EditOutcome | null = null;
    deleteColumn(chosen, (tr) => {
      outcome = ruledEdit(tr, chosen, other);
    });
    expect(outcome).toEqual({ kind: 'refused', why: 'PROPOSTA_DI_ALTRI' });
  });

  it('a cell written into a row of headings is a heading', () => {
    const heads = nodes.table.create({ id: '0000001A', owner: 'SUA' }, [
      nodes.tableRow.create(
        null,
        ['0000001B', '0000001C'].map((id) => nodes.tableCell.create({ header: true }, p(id, 'SUA', id))),
      ),
      nodes.tableRow.create(null, [cell('0000001D', 'qualità'), cell('0000001E', '70')]),
    ]);
    const state = open(nodes.doc.create(null, [start.child(0), heads]));
    for (const who of [verdi, neri]) {
      const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, inside(state.doc, '0000001D'))));
      let made: DraftNode | null = null;
      addColumnAfter(chosen, (tr) => {
        made = going(ruledEdit(tr, chosen, as(who))).doc;
      });
      const rows = ((made as DraftNode | null)?.child(1).children ?? []).map((row) =>
        row.children.map(({ attrs }) => attrs['header'] as boolean),
      );
      expect(rows).toEqual([
        [true, true, true],
        [false, false, false],
      ]);
    }
  });

  it('a column through a cell over several columns is refused in words', () => {
    const wide = nodes.tableRow.create(null, nodes.tableCell.create({ colspan: 2 }, p('0000001F', 'SUA', 'totale')));
    const merged = start.copy(start.content.replaceChild(5, start.child(5).copy(start.child(5).content.addToEnd(wide))));
    for (const command of [addColumnAfter, deleteColumn]) {
      expect(acting(open(merged), command, inside(merged, '0000001D'))).toEqual({ kind: 'refused', why: 'COLONNE' });
    }
  });
});

type Edit = {
  readonly kind: 'type' | 'delete' | 'enter' | 'paste' | 'level' | 'bold' | 'plain' | 'row' | 'noRow' | 'column' | 'noColumn';
  readonly at: number;
  readonly length: number;
};
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('type', 'delete', 'enter', 'paste', 'level', 'bold', 'plain', 'row', 'noRow', 'column', 'noColumn'),
    at: fc.nat(400),
    length: fc.integer({ min: 1, max: 25 }),
  }),
  { minLength: 1, maxLength: 14 },
) as fc.Arbitrary<Edit[]>;

const tableActs: Partial<Record<Edit['kind'], Command>> = {
  row: addRowAfter,
  noRow: deleteRow,
  column: addColumnAfter,
  noColumn: deleteColumn,
};

/** The edit as a person makes it: the cursor first, then the key. */
function wanted(state: EditorState, { kind, at, length }: Edit): { chosen: EditorState; tr: Transaction | null } {
  const { size } = state.doc.content;
  const near = (place: number): number => TextSelection.near(state.doc.resolve(Math.min(place, size))).from;
  const from = near(at % size);
  const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from)));
  const of = (tr: Transaction | null): { chosen: EditorState; tr: Transaction | null } => ({ chosen, tr });
  if (kind === 'type') return of(chosen.tr.insertText('x'.repeat(length % 5 || 1)));
  if (kind === 'enter') return of(afterEnter(chosen));
  if (kind === 'level') return of(atLevel(chosen, 1));
  const pasted = nodes.doc.create(null, [p('1', 'ENTE', 'uno'), p('2', 'ENTE', 'due'), p('3', 'ENTE', 'tre')]);
  if (kind === 'paste') return of(chosen.tr.replaceSelection(new Slice(pasted.content, 1, 1)));
  const to = near(from + length);
  if (kind === 'bold' || kind === 'plain') {
    const { bold } = draftSchema.marks;
    return of(to <= from ? null : kind === 'bold' ? chosen.tr.addMark(from, to, bold.create()) : chosen.tr.removeMark(from, to, bold));
  }
  const tableAct = tableActs[kind];
  if (tableAct !== undefined) {
    let acted: Transaction | null = null;
    tableAct(chosen, (tr) => {
      acted = tr;
    });
    return of(acted);
  }
  return of(to > from ? chosen.tr.delete(from, to) : null);
}

describe('Suggestions of two people over each other', () => {
  it('rejected together give back the text as it was, and the server would take every step', () => {
    let made = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), edits), { minLength: 1, maxLength: 3 }), (turns) => {
        let state = open(start);
        for (const [first, script] of turns) {
          const who: Drafter = { role: 'suggester', sides: [], authorId: first ? 'verdi' : 'bianchi' };
          for (const edit of script) {
            const { chosen, tr } = wanted(state, edit);
            const outcome = tr === null ? null : ruledEdit(tr, chosen, as(who));
            if (outcome === null) continue;
            if (outcome.kind !== 'go') continue;
            made += 1;
            const next = chosen.apply(outcome.transaction);
            expect(permittedChange(state.doc, next.doc, who)).toEqual({ ok: true });
            next.doc.check();
            state = next;
          }
        }
        expect(rejectSuggestions(state.doc).toJSON()).toEqual(start.toJSON());
        expect(hasSuggestions(acceptSuggestions(state.doc))).toBe(false);
        for (const { id } of suggestionsOf(state.doc)) rejectSuggestions(state.doc, id).check();
      }),
      { numRuns: 80, seed: 20261128 },
    );
    expect(made).toBeGreaterThan(200);
  });
});
