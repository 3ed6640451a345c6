import { draftSchema, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import { DraftPast } from './draft-past.js';
import { permittedEdit } from './edit-permission.js';
import { type Examination } from './shadow-draft.js';

const { nodes } = draftSchema;
const sua: Drafter = { role: 'owner', sides: ['SUA'], authorId: 'marco' };
const attrs = (id: string, origin: string | null): object => ({ id, origin, owner: 'SUA', look: `aspetto ${id}` });
const value = nodes.value.create({ path: 'oggetto', instance: '', text: 'Mensa' });
const kept = nodes.keptInline.create({ key: 'nota1', label: 'nota' });

const rest = nodes.paragraph.create(attrs('B', null), draftSchema.text('Resta.'));
const clause = nodes.paragraph.create(attrs('A', 'CLAUSOLA:CL05'), [draftSchema.text('Si affida '), value, kept]);
const full = nodes.doc.create(null, [clause, rest]);
const emptied = nodes.doc.create(null, [nodes.paragraph.create(attrs('A', 'CLAUSOLA:CL05'), draftSchema.text('Altro')), rest]);
const without = nodes.doc.create(null, [rest]);

const edit = (before: DraftNode, after: DraftNode): Examination =>
  ({ news: true, clients: new Set(), before, after, changed: null }) as never;

it.each([
  ['a value and a note', emptied, 'VALORE'],
  ['a whole paragraph of a clause', without, 'IDENTITA'],
] as const)('%s taken out can be put back, and by nobody who never had it', (_, after, refusal) => {
  const past = new DraftPast(new Set());
  expect(permittedEdit(edit(after, full), sua, past)).toMatchObject({ refusal });
  const out = edit(full, after);
  expect(permittedEdit(out, sua, past)).toEqual({ ok: true });
  past.remember(out);
  expect(permittedEdit(edit(after, full), sua, past)).toEqual({ ok: true });
  expect(past.isBroughtBack(edit(after, full))).toBe(true);
  const invented = nodes.doc.create(null, [
    nodes.paragraph.create(attrs('A', 'CLAUSOLA:CL05'), nodes.value.create({ path: 'oggetto', instance: '', text: 'Altro' })),
    rest,
  ]);
  expect(permittedEdit(edit(after, invented), sua, past)).toMatchObject({ refusal: 'VALORE' });
});
