import { draftSchema, type DraftNode } from './draft-schema.js';
import { textOf } from './draft-content.js';
import { mergeDraft, openConflicts, withValuesOfNow } from './merge-draft.js';
import { acceptSuggestions, rejectSuggestions } from './suggestions.js';

const { nodes } = draftSchema;
const p = (id: string, text: string, attrs: object = {}): DraftNode =>
  nodes.paragraph.create({ id, owner: 'SUA', ...attrs }, text === '' ? [] : draftSchema.text(text));
const doc = (...blocks: DraftNode[]): DraftNode => nodes.doc.createChecked(null, blocks);
const system = { authorId: 'sistema', author: 'Aggiornamento', at: '2027-03-01T10:00:00Z' };
const base = doc(p('1', 'Premessa della gara.'), p('2', 'Le offerte si presentano sulla piattaforma.'), p('3', 'Chiusa del testo.'));
const merge = (mine: DraftNode, generated: DraftNode): { text: string; conflicts: number; draft: DraftNode } => {
  const { draft, conflicts } = mergeDraft(base, mine, generated, system);
  return { text: textOf(draft), conflicts, draft };
};

describe('bringing a draft up to date', () => {
  it.each<[string, DraftNode, DraftNode, string]>([
    ['nothing changed', base, base, 'Premessa della gara.\nLe offerte si presentano sulla piattaforma.\nChiusa del testo.'],
    [
      'a person rewrote one block, the formation another',
      doc(p('1', 'Premessa scritta meglio.'), base.child(1), base.child(2)),
      doc(base.child(0), p('9', 'Le offerte si presentano sulla piattaforma entro il termine.'), base.child(2)),
      'Premessa scritta meglio.\nLe offerte si presentano sulla piattaforma entro il termine.\nChiusa del testo.',
    ],
    [
      'a person added a block, the formation another',
      doc(base.child(0), p('A', 'Aggiunta di una persona.'), base.child(1), base.child(2)),
      doc(base.child(0), base.child(1), p('B', 'Frase nuova del modello.'), base.child(2)),
      'Premessa della gara.\nAggiunta di una persona.\nLe offerte si presentano sulla piattaforma.\nFrase nuova del modello.\nChiusa del testo.',
    ],
    [
      'a person took one out, the formation another',
      doc(base.child(0), base.child(1)),
      doc(base.child(1), base.child(2)),
      'Le offerte si presentano sulla piattaforma.',
    ],
    [
      'both came to the same words',
      doc(p('1', 'Premessa unica della gara.'), base.child(1), base.child(2)),
      doc(p('9', 'Premessa unica della gara.'), base.child(1), base.child(2)),
      'Premessa unica della gara.\nLe offerte si presentano sulla piattaforma.\nChiusa del testo.',
    ],
  ])('%s: no conflict', (_, mine, generated, text) => {
    expect(merge(mine, generated)).toMatchObject({ text, conflicts: 0 });
  });

  it('keeps both texts where both changed a block, and a person chooses', () => {
    const mine = doc(base.child(0), p('2', 'Le offerte si consegnano sulla piattaforma.'), base.child(2));
    const generated = doc(base.child(0), p('9', 'Le offerte si presentano sulla piattaforma della SUA.'), base.child(2));
    const { draft, conflicts } = merge(mine, generated);
    expect(conflicts).toBe(1);
    expect(openConflicts(draft)).toBe(1);
    expect(textOf(rejectSuggestions(draft))).toBe(textOf(mine));
    expect(textOf(acceptSuggestions(draft))).toBe(textOf(generated));
    expect(openConflicts(rejectSuggestions(draft))).toBe(0);
  });

  it('asks again where a person took out, or rewrote, what the formation changed or dropped', () => {
    const changed = doc(base.child(0), p('9', 'Le offerte si presentano sulla piattaforma entro oggi.'), base.child(2));
    const taken = merge(doc(base.child(0), base.child(2)), changed);
    expect(taken.conflicts).toBe(1);
    expect(textOf(acceptSuggestions(taken.draft))).toBe(textOf(changed));
    const dropped = merge(doc(base.child(0), p('2', 'Riscritto.'), base.child(2)), doc(base.child(0), base.child(2)));
    expect(dropped.conflicts).toBe(1);
    expect(textOf(acceptSuggestions(dropped.draft))).toBe('Premessa della gara.\nChiusa del testo.');
    expect(textOf(rejectSuggestions(dropped.draft))).toBe('Premessa della gara.\nRiscritto.\nChiusa del testo.');
  });

  it('leaves open suggestions and owners alone', () => {
    const open = draftSchema.text(' Nuovo.', [draftSchema.marks.insertion.create({ id: 's', ...system, authorId: 'verdi' })]);
    const mine = doc(
      nodes.paragraph.create({ id: '1', owner: 'ENTE' }, [draftSchema.text('Premessa della gara.'), open]),
      base.child(1),
      base.child(2),
    );
    const generated = doc(base.child(0), base.child(1), p('9', 'Chiusa diversa del testo.'));
    const { draft, conflicts } = merge(mine, generated);
    expect(conflicts).toBe(0);
    expect(draft.child(0).toJSON()).toEqual(mine.child(0).toJSON());
    expect(draft.child(2).attrs).toMatchObject({ id: '9', owner: 'SUA' });
  });

  it('gives values their words of now', () => {
    const value = (text: string): DraftNode => nodes.value.create({ path: 'importo', instance: 'importo', text });
    const draft = doc(nodes.paragraph.create({ id: '1' }, [draftSchema.text('Importo '), value('€ 1,00')]), p('2', 'Altro'));
    const renewed = withValuesOfNow(draft, () => ({ text: '€ 2,00', tag: 'importo | euro', gone: null }));
    expect(textOf(renewed)).toBe('Importo € 2,00\nAltro');
    expect(renewed.child(1)).toBe(draft.child(1));
    expect(withValuesOfNow(draft, ({ text }) => ({ text, tag: null, gone: null }))).toBe(draft);
  });
});
