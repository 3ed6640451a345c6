import { type JsonValue } from '@gare/domain/scheda/path';
import { touches, withEdit, withoutPaths, withoutSent } from './pending-edits';

const edits = (...entries: [string, JsonValue][]): ReadonlyMap<string, JsonValue> => new Map(entries);

describe('edits waiting for the server', () => {
  it('keeps the last value of a field in its place in the order', () => {
    const pending = withEdit(edits(['oggetto', 'a'], ['descrizione', 'b']), 'oggetto', 'c');
    expect([...pending]).toEqual([
      ['oggetto', 'c'],
      ['descrizione', 'b'],
    ]);
  });

  it('drops the inner edits of an item that is removed, and removes it last', () => {
    const pending = withEdit(
      edits(['lotti/LOT-0002', { id: 'LOT-0002' }], ['lotti/LOT-0002/oggetto', 'x'], ['oggetto', 'y']),
      'lotti/LOT-0002',
      null,
    );
    expect([...pending]).toEqual([
      ['oggetto', 'y'],
      ['lotti/LOT-0002', null],
    ]);
  });

  it('keeps an edit that was made again while the first one travelled', () => {
    const sent = edits(['oggetto', 'a'], ['descrizione', 'b']);
    const pending = withEdit(sent, 'oggetto', 'newer');
    expect([...withoutSent(pending, sent)]).toEqual([['oggetto', 'newer']]);
  });

  it('forgets only the named paths', () => {
    expect([...withoutPaths(edits(['a', 1], ['b', 2]), new Set(['a'])).keys()]).toEqual(['b']);
  });

  it.each([
    ['lotti/LOT-0001', true],
    ['lotti/LOT-0001/cig', true],
    ['lotti/LOT-0002', false],
    ['lot', false],
  ])('knows whether an edit touches %s', (path, expected) => {
    expect(touches(edits(['lotti/LOT-0001/cig', 'x']), path)).toBe(expected);
  });
});
