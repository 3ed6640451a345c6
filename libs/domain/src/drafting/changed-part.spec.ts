import fc from 'fast-check';
import { changedPart } from './changed-part.js';
import { blockId, draftSchema, type DraftNode, type NodeChange, type Side } from './draft-schema.js';
import { permittedChange, permittedInWhole, type Drafter } from './permitted-change.js';

const { nodes, marks } = draftSchema;
const people = ['verdi', 'neri'] as const;
const open = (kind: NodeChange['kind'], id: string, authorId: string): NodeChange => ({
  ...{ kind, id, authorId, author: authorId, at: '2027-03-01T10:00:00Z' },
});
const doc = (blocks: readonly DraftNode[]): DraftNode => nodes.doc.create(null, [...blocks]);

interface Block {
  readonly attrs: {
    readonly change: NodeChange | null;
    readonly owner: Side | null;
    readonly origin: string | null;
    readonly look: string | null;
  };
  readonly inside: readonly DraftNode[];
  readonly isTable: boolean;
}

/** A suggestion is of one person: in a draft that was examined none has two. What somebody tries now may be anything. */
const honest = fc.constantFrom({ id: 's1', authorId: 'verdi' }, { id: 's2', authorId: 'neri' }, { id: 's3', authorId: 'verdi' });
const anything = fc.record({ id: fc.constantFrom('s1', 's2', 's3', 's4'), authorId: fc.constantFrom(...people) });

const blockWith = (suggestion: typeof anything): fc.Arbitrary<Block> => {
  const inline = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'bb', 'ccc').map((text) => draftSchema.text(text)) },
    fc
      .tuple(fc.constantFrom('insertion' as const, 'deletion' as const), suggestion)
      .map(([kind, { id, authorId }]) => draftSchema.text('prop', [marks[kind].create({ id, authorId, author: authorId, at: 'x' })])),
    fc.constantFrom('€ 1,00', '€ 2,00').map((text) => nodes.value.create({ path: 'importo', instance: 'importo', text })),
    fc.constantFrom('k1', 'k2').map((key) => nodes.keptInline.create({ key })),
  );
  const kind = fc.constantFrom<NodeChange['kind'][]>('insertion', 'deletion', 'split', 'join', 'modification');
  const change = fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    fc.tuple(kind, suggestion).map(([each, { id, authorId }]) => open(each, id, authorId)),
  );
  const attrs = fc.record({
    change,
    owner: fc.constantFrom<(Side | null)[]>('SUA', 'ENTE', null),
    origin: fc.constantFrom(null, 'CLAUSOLA:CL05'),
    look: fc.constantFrom(null, 'l1', 'l2'),
  });
  return fc.record({ attrs, inside: fc.array(inline, { maxLength: 3 }), isTable: fc.boolean() });
};

function nodeOf({ attrs, inside, isTable }: Block, number: number): DraftNode {
  const id = blockId(number);
  if (!isTable) return nodes.paragraph.create({ ...attrs, id }, inside);
  const cell = nodes.tableCell.create(null, nodes.paragraph.create({ id: blockId(number + 100), look: attrs.look }, inside));
  return nodes.table.create({ ...attrs, id }, nodes.tableRow.create(null, cell));
}

/** What somebody does, honest or not, to the blocks at a place. `number` may be that of another block: an id used twice. */
const act = fc.record({
  kind: fc.constantFrom('put', 'take', 'replace', 'mark', 'move'),
  at: fc.nat(9),
  number: fc.integer({ min: 1, max: 13 }),
  block: blockWith(anything),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function acted(blocks: readonly DraftNode[], { kind, at, number, block: given }: Act): DraftNode[] {
  const index = at % blocks.length;
  const here = blocks[index];
  if (here === undefined) return [...blocks];
  if (kind === 'put') return blocks.toSpliced(index, 0, nodeOf(given, number));
  if (kind === 'take') return blocks.length === 1 ? [...blocks] : blocks.toSpliced(index, 1);
  if (kind === 'move') return blocks.toSpliced(index, 1).toSpliced(number % blocks.length, 0, here);
  const attrs = kind === 'mark' ? { ...here.attrs, change: given.attrs.change } : { ...given.attrs, id: here.attrs['id'] as string };
  const isPlain = here.type === nodes.paragraph;
  return blocks.with(index, here.type.create(attrs, isPlain && kind === 'replace' ? given.inside : here.content));
}

const who = fc.record<Drafter>({
  role: fc.constantFrom('owner', 'suggester', 'reader'),
  sides: fc.constantFrom<Side[][]>(['SUA'], ['ENTE'], []),
  authorId: fc.constantFrom(...people),
});

describe('the part of a draft that changed', () => {
  it('is judged as the whole is', () => {
    const seen = { ok: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(blockWith(honest), { minLength: 1, maxLength: 10 }),
        fc.array(act, { minLength: 1, maxLength: 3 }),
        who,
        (given, acts, person) => {
          const was = given.map((each, index) => nodeOf(each, index + 1));
          const is = acts.reduce<DraftNode[]>(acted, was);
          const [before, after] = [doc(was), doc(is)];
          const whole = permittedInWhole(before, after, person);
          seen[whole.ok ? 'ok' : 'refused'] += 1;
          const quick = permittedChange(before, after, person);
          expect({ ok: quick.ok, refusal: 'refusal' in quick ? quick.refusal : null }).toEqual({
            ok: whole.ok,
            refusal: 'refusal' in whole ? whole.refusal : null,
          });
        },
      ),
      { numRuns: 1_500 },
    );
    // Neither answer is a matter of chance.
    expect(Math.min(seen.ok, seen.refused)).toBeGreaterThan(150);
  });

  it('leaves out what is the same on both sides of the block one types in', () => {
    const plain = { attrs: { change: null, owner: null, origin: null, look: null }, inside: [draftSchema.text('a')], isTable: false };
    const blocks = Array.from({ length: 500 }, (_, index) => nodeOf(plain, index + 200));
    const typed = blocks.with(250, nodeOf({ ...plain, inside: [draftSchema.text('ab')] }, 450));
    const part = changedPart(doc(blocks), doc(typed));
    expect([part.before.childCount, part.after.childCount, part.prefix.length, part.suffix.length]).toEqual([3, 3, 249, 248]);
  });
});
