import { blockAttrs, draftSchema, type DraftNode } from './draft-schema.js';
import { textOf } from './draft-content.js';
import { foreignBlocksChanged, restoredContent } from './restore.js';

const value = (instance: string, text: string): DraftNode => draftSchema.node('value', { path: instance, instance, text });
const words = (text: string): DraftNode => draftSchema.text(text);
const block = (id: string, owner: 'ENTE' | 'SUA' | null, ...content: DraftNode[]): DraftNode =>
  draftSchema.node('paragraph', { id, owner }, content);
const draft = (...blocks: DraftNode[]): DraftNode => draftSchema.node('doc', null, blocks);

describe('a version written anew', () => {
  it('has the text of then, with the values and the owners of now', () => {
    const old = draft(
      block('A', 'ENTE', words('Importo '), value('importo', '10')),
      block('B', 'ENTE', words('Tolto, CIG '), value('cig', 'X')),
    );
    const now = draft(block('A', 'SUA', words('Totale '), value('importo', '20')));
    const restored = restoredContent(old, now);
    expect(textOf(restored)).toBe('Importo 20\nTolto, CIG X');
    expect(restored.children.map(blockAttrs).map(({ id, owner }) => [id, owner])).toEqual([
      ['A', 'SUA'],
      ['B', 'ENTE'],
    ]);
    expect(() => {
      restored.check();
    }).not.toThrow();
    expect(restoredContent(now, now).eq(now)).toBe(true);
  });

  it.each([
    ['nothing of others', draft(block('A', 'ENTE', words('nuovo')), block('B', 'SUA', words('due')), block('C', null, words('c'))), []],
    [
      'the words of another side',
      draft(block('A', 'ENTE', words('uno')), block('B', 'SUA', words('altro')), block('C', null, words('c'))),
      ['B'],
    ],
    ['away a block of another side', draft(block('A', 'ENTE', words('uno')), block('C', null, words('c'))), ['B']],
    [
      'back a block of another side',
      draft(block('A', 'ENTE', words('uno')), block('B', 'SUA', words('due')), block('D', 'SUA', words('d'))),
      ['D'],
    ],
  ] as const)('by the comune changes %s', (_, after, foreign) => {
    const before = draft(block('A', 'ENTE', words('uno')), block('B', 'SUA', words('due')), block('C', null, words('x')));
    expect(foreignBlocksChanged(before, after, ['ENTE'])).toEqual(foreign);
    expect(foreignBlocksChanged(before, after, ['ENTE', 'SUA'])).toEqual([]);
  });
});
