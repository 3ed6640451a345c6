import fc from 'fast-check';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Slice } from '@tiptap/pm/model';
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
const start = nodes.doc.create(null, [
  nodes.heading.create({ id: '0000000A', owner: 'SUA', level: 1 }, draftSchema.text('Art. 1 Oggetto')),
  p('0000000B', 'SUA', 'L’importo è di ', value, ' oltre IVA.'),
  p('0000000C', 'SUA', 'La gara è telematica.'),
  nodes.listItem.create({ id: '0000000D', owner: 'SUA', list: 'letter' }, draftSchema.text('prima voce')),
  p('0000000E', 'ENTE', 'La prestazione è divisa in fasi.'),
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

type Edit = { readonly kind: 'type' | 'delete' | 'enter' | 'paste' | 'level'; readonly at: number; readonly length: number };
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('type', 'delete', 'enter', 'paste', 'level'),
    at: fc.nat(400),
    length: fc.integer({ min: 1, max: 25 }),
  }),
  { minLength: 1, maxLength: 14 },
) as fc.Arbitrary<Edit[]>;

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
        expect(textOf(rejectSuggestions(state.doc))).toBe(textOf(start));
        expect(hasSuggestions(acceptSuggestions(state.doc))).toBe(false);
        for (const { id } of suggestionsOf(state.doc)) rejectSuggestions(state.doc, id).check();
      }),
      { numRuns: 80, seed: 20261128 },
    );
    expect(made).toBeGreaterThan(200);
  });
});
