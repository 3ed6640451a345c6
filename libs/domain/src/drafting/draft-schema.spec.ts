import fc from 'fast-check';
import { clauseDeviations } from './clause-deviations.js';
import { blockContent, draftContent, textOf } from './draft-content.js';
import { blockId, blocksOf, draftSchema, type DraftNode, type NodeChange } from './draft-schema.js';
import { permittedChange, type Drafter, type Refusal } from './permitted-change.js';
import { acceptSuggestions, hasSuggestions, rejectSuggestions, suggestionsOf } from './suggestions.js';

const { nodes, marks } = draftSchema;
const verdi = { authorId: 'verdi', author: 'Avv. Verdi', at: '2027-03-01T10:00:00Z' };
const neri = { authorId: 'neri', author: 'Dott.ssa Neri', at: '2027-03-02T10:00:00Z' };
const change = (kind: NodeChange['kind'], id: string, more: object = {}): NodeChange => ({ kind, id, ...verdi, ...more });
const added = (text: string, id = 's1'): DraftNode => draftSchema.text(text, [marks.insertion.create({ id, ...verdi })]);
const gone = (text: string, id = 's1'): DraftNode => draftSchema.text(text, [marks.deletion.create({ id, ...verdi })]);
const noForm = { reformatted: '', emphasis: { set: [], taken: [] }, part: null, isAdding: false };
const plain = (text: string): DraftNode => draftSchema.text(text);
const value = (text = '€ 100.000,00', more: object = {}): DraftNode =>
  nodes.value.create({ path: 'importo', instance: 'importo', text, ...more });
const p = (id: string, content: DraftNode[] | string, attrs: object = {}): DraftNode =>
  nodes.paragraph.create({ id, ...attrs }, typeof content === 'string' ? plain(content) : content);
const doc = (...blocks: DraftNode[]): DraftNode => nodes.doc.createChecked(null, blocks);

describe('suggestions of a draft', () => {
  it.each<[string, DraftNode, string, string]>([
    [
      'words put in and taken out',
      doc(p('1', [plain('La gara è '), gone('aperta'), added('ristretta'), plain('.')])),
      'La gara è ristretta.',
      'La gara è aperta.',
    ],
    ['a new block', doc(p('1', 'uno'), p('2', 'due', { change: change('insertion', 's1') })), 'uno\ndue', 'uno'],
    ['a block taken out', doc(p('1', 'uno', { change: change('deletion', 's1') }), p('2', 'due')), 'due', 'uno\ndue'],
    ['a new border', doc(p('1', 'uno'), p('2', 'due', { change: change('split', 's1') })), 'uno\ndue', 'unodue'],
    [
      'a border taken out',
      doc(p('1', 'uno'), p('2', [added(' e '), plain('due')], { change: change('join', 's1') })),
      'uno e due',
      'uno\ndue',
    ],
    [
      'a value taken out',
      doc(p('1', [plain('Importo '), value('€ 1,00', { change: change('deletion', 's1') })])),
      'Importo ',
      'Importo € 1,00',
    ],
    ['everything taken out', doc(p('1', 'uno', { change: change('deletion', 's1') })), '', 'uno'],
  ])('%s: accepted and rejected', (_, draft, accepted, rejected) => {
    expect(textOf(acceptSuggestions(draft))).toBe(accepted);
    expect(textOf(rejectSuggestions(draft))).toBe(rejected);
    acceptSuggestions(draft).check();
  });

  it('a modified block gets back its kind and level', () => {
    const previous = { type: 'paragraph', look: 'abc' };
    const draft = doc(nodes.heading.create({ id: '1', level: 2, change: change('modification', 's1', { previous }) }, plain('Oggetto')));
    expect(rejectSuggestions(draft).firstChild?.toJSON()).toMatchObject({
      type: 'paragraph',
      attrs: { id: '1', look: 'abc', change: null },
    });
    expect(acceptSuggestions(draft).firstChild?.toJSON()).toMatchObject({ type: 'heading', attrs: { level: 2, look: null, change: null } });
  });

  it('are listed with their words, their author and their blocks, and decided one by one', () => {
    const draft = doc(
      p('1', [gone('aperta', 'a'), added('ristretta', 'a')]),
      p('2', [added('Poi', 'b')], { change: change('split', 'b') }),
    );
    expect(suggestionsOf(draft)).toEqual([
      { id: 'a', ...verdi, inserted: 'ristretta', deleted: 'aperta', modifies: false, ...noForm, blocks: ['1'] },
      { id: 'b', ...verdi, inserted: '\nPoi', deleted: '', modifies: false, ...noForm, blocks: ['2'] },
    ]);
    expect(textOf(rejectSuggestions(acceptSuggestions(draft, 'a'), 'b'))).toBe('ristretta');
  });

  it('accepted or rejected all or one by one, nothing stays open, and a second time changes nothing', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const decide of [acceptSuggestions, rejectSuggestions]) {
          const decided = decide(draft);
          decided.check();
          expect(hasSuggestions(decided)).toBe(false);
          expect(decide(decided).eq(decided)).toBe(true);
          const oneByOne = suggestionsOf(draft).reduce((now, { id }) => decide(now, id), draft);
          // The order in which they are decided may move a border, never lose or make a word.
          expect(letters(oneByOne)).toEqual(letters(decided));
        }
      }),
    );
  });
});

const letters = (draft: DraftNode): string[] => Array.from(textOf(draft).replaceAll('\n', '')).sort();
const inlineNode = fc.oneof(
  fc.constantFrom('uno ', 'due ', 'tre').map(plain),
  fc.record({ text: fc.constantFrom('nuovo', 'x'), id: fc.constantFrom('a', 'b') }).map(({ text, id }) => added(text, id)),
  fc.record({ text: fc.constantFrom('vecchio', 'y'), id: fc.constantFrom('a', 'b') }).map(({ text, id }) => gone(text, id)),
  fc.constantFrom(null, change('insertion', 'a'), change('deletion', 'c')).map((open) => value('€ 5,00', { change: open })),
);
const kinds = fc.constantFrom<(NodeChange | null)[]>(
  null,
  change('insertion', 'd'),
  change('deletion', 'e'),
  change('split', 'a'),
  change('join', 'f'),
);
const drafts = fc
  .array(fc.record({ open: kinds, content: fc.array(inlineNode, { maxLength: 5 }) }), { minLength: 1, maxLength: 6 })
  .map((blocks) => doc(...blocks.map(({ open, content }, index) => p(blockId(index + 1), content, { change: index === 0 ? null : open }))));

describe('what a draft says', () => {
  it('is hashed without ids, owners, printed values and open suggestions', () => {
    const one = doc(p('1', [plain('Importo '), value('€ 1,00'), added(' netto')], { owner: 'SUA' }));
    const other = doc(p('9', [plain('Importo '), value('€ 2,00')], { owner: 'ENTE' }));
    expect(draftContent(one)).toBe(draftContent(other));
    expect(blockContent(one.child(0))).toBe(draftContent(one));
    expect(draftContent(acceptSuggestions(one))).not.toBe(draftContent(one));
    expect(draftContent(doc(p('1', 'Importo ')))).not.toBe(draftContent(one));
  });

  it('names blocks as paragraphs of a Word file are named', () => {
    expect(blockId(-1)).toBe('7FFFFFFF');
    expect(blockId(0)).toBe('00000001');
    const table = nodes.table.create({ id: 'T' }, nodes.tableRow.create(null, nodes.tableCell.create(null, p('C', 'cella'))));
    expect(blocksOf(doc(table)).map(({ node }) => node.attrs['id'] as string)).toEqual(['T', 'C']);
    expect(textOf(doc(table, p('1', 'dopo')))).toBe('cella\ndopo');
  });
});

describe('a permitted change', () => {
  const before = doc(
    p('1', [plain('Importo '), value()], { owner: 'SUA', look: 'l1', origin: 'CLAUSOLA:CL05' }),
    p('2', 'Del comune', { owner: 'ENTE' }),
    p('3', [plain('Di '), added('tutti', 'n')], { owner: 'SUA' }),
    nodes.kept.create({ id: '4', key: 'k1', owner: 'SUA' }),
  );
  const swap = (index: number, ...blocks: DraftNode[]): DraftNode =>
    before.copy(before.content.replaceChild(index, blocks[0] ?? p('x', '')));
  const ente: Drafter = { role: 'owner', sides: ['ENTE'], authorId: 'neri' };
  const lawyer: Drafter = { role: 'suggester', sides: [], authorId: 'neri' };
  const sua: Drafter = { role: 'owner', sides: ['SUA'], authorId: 'neri' };
  const first = (content: DraftNode[], attrs: object = {}): DraftNode =>
    swap(0, p('1', content, { owner: 'SUA', look: 'l1', origin: 'CLAUSOLA:CL05', ...attrs }));
  const mine = draftSchema.text(' netto', [marks.insertion.create({ id: 'm', ...neri })]);
  const dropped = before.copy(before.content.cut(0, before.content.size - 1));

  it.each<[string, DraftNode, Drafter, Refusal | null]>([
    ['an owner writes in a block of theirs', swap(1, p('2', 'Riscritto', { owner: 'ENTE' })), ente, null],
    ['an owner writes in a block of the other side', first([plain('Prezzo '), value()]), ente, 'BLOCCO_DI_ALTRI'],
    ['an owner suggests in a block of the other side', first([plain('Importo '), value(), mine]), ente, null],
    ['a suggester writes', swap(1, p('2', 'Riscritto', { owner: 'ENTE' })), lawyer, 'BLOCCO_DI_ALTRI'],
    ['a suggester suggests', first([plain('Importo '), value(), mine]), lawyer, null],
    ['a suggestion under another name', first([plain('Importo '), value(), added(' lordo', 'z')]), lawyer, 'PROPOSTA_DI_ALTRI'],
    ['a reader does anything', first([plain('Importo '), value(), mine]), { ...lawyer, role: 'reader' }, 'SOLA_LETTURA'],
    ['a value is mistyped by its owner', first([plain('Importo '), value('€ 1,00')]), sua, 'VALORE'],
    ['a value is taken out by its owner', first([plain('Importo ')]), sua, null],
    ['an origin is made up', first([plain('Importo '), value()], { origin: 'CLAUSOLA:CL99' }), sua, 'IDENTITA'],
    ['a block is taken over', swap(0, p('1', 'Mio', { owner: 'ENTE', look: 'l1', origin: 'CLAUSOLA:CL05' })), ente, 'IDENTITA'],
    ['a kept piece is made up', swap(3, nodes.kept.create({ id: '4', key: 'k2', owner: 'SUA' })), sua, 'PARTE_CONSERVATA'],
    ['a kept piece of the other side is taken out', dropped, ente, 'BLOCCO_DI_ALTRI'],
    ['another’s suggestion is accepted by a suggester', swap(2, p('3', 'Di tutti', { owner: 'SUA' })), lawyer, 'BLOCCO_DI_ALTRI'],
    ['another’s suggestion is taken out by a suggester', swap(2, p('3', 'Di ', { owner: 'SUA' })), lawyer, 'PROPOSTA_DI_ALTRI'],
    ['a suggestion is accepted by the owner', swap(2, p('3', 'Di tutti', { owner: 'SUA' })), sua, null],
    ['an id is used twice', doc(...before.children, p('2', 'copia', { owner: 'ENTE' })), ente, 'IDENTITA'],
  ])('%s', (_, after, who, refusal) => {
    expect(permittedChange(before, after, who)).toMatchObject(refusal === null ? { ok: true } : { ok: false, refusal });
  });

  it('puts new blocks beside one’s own, not between two of the other side', () => {
    const at = (index: number): DraftNode => doc(...before.children.toSpliced(index, 0, p('9', 'nuovo', { owner: 'ENTE' })));
    expect(permittedChange(before, at(2), ente)).toEqual({ ok: true });
    expect(permittedChange(before, at(3), ente)).toMatchObject({ refusal: 'BLOCCO_DI_ALTRI' });
  });
});

describe('deviations from clauses', () => {
  const of = (id: string, text: string): DraftNode => p(id, text, { origin: 'CLAUSOLA:CL05' });
  const generated = doc(p('0', 'Premessa'), of('1', 'Primo comma.'), of('2', 'Secondo comma.'), p('3', 'Chiusa'));

  it('are blocks that read otherwise, that came and that went; text outside clauses is free', () => {
    const draft = doc(
      p('0', 'Altra premessa'),
      of('1', 'Primo comma, corretto.'),
      p('9', 'In mezzo.'),
      of('2', 'Secondo comma.'),
      p('3', 'Fine'),
    );
    expect(clauseDeviations(draft, generated)).toEqual([
      { clause: 'CL05', kind: 'changed', block: '1', standard: 'Primo comma.', text: 'Primo comma, corretto.' },
      { clause: 'CL05', kind: 'added', block: '9', standard: null, text: 'In mezzo.' },
    ]);
    expect(clauseDeviations(doc(p('0', 'Premessa'), of('2', 'Secondo comma.')), generated)).toEqual([
      { clause: 'CL05', kind: 'removed', block: null, standard: 'Primo comma.', text: null },
    ]);
    expect(clauseDeviations(generated, generated)).toEqual([]);
  });

  it('count open suggestions only when asked', () => {
    const draft = doc(p('1', [plain('Primo'), added(' nuovo'), plain(' comma.')], { origin: 'CLAUSOLA:CL05' }), of('2', 'Secondo comma.'));
    expect(clauseDeviations(draft, generated)).toEqual([]);
    expect(clauseDeviations(draft, generated, true)).toHaveLength(1);
  });
});
