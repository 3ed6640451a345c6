import { type ConnectionFacts, type SaveState, saveStateOf } from './save-state';

const open: ConnectionFacts = { line: 'open', loaded: true, readOnly: false, pending: 0, savedAt: null, keepsHere: true };
const at = '2026-11-28T16:52:00.000Z';

describe('What the page says about the text being safe', () => {
  const cases: readonly [string, Partial<ConnectionFacts>, SaveState][] = [
    ['before the text has come', { line: 'connecting', loaded: false }, { kind: 'opening' }],
    ['nothing written yet', {}, { kind: 'rest' }],
    ['all acknowledged', { savedAt: at }, { kind: 'saved', at }],
    ['three on their way: never “saved”, however much was saved before', { pending: 3, savedAt: at }, { kind: 'pending', count: 3 }],
    ['the line comes back with edits', { line: 'connecting', pending: 2 }, { kind: 'pending', count: 2 }],
    ['no network', { line: 'broken', pending: 3 }, { kind: 'offline', count: 3, lost: false }],
    ['no network before the text has come', { line: 'broken', loaded: false }, { kind: 'offline', count: 0, lost: false }],
    [
      'no network and a browser that keeps nothing',
      { line: 'broken', pending: 1, keepsHere: false },
      { kind: 'offline', count: 1, lost: true },
    ],
    ['a reader', { readOnly: true }, { kind: 'readOnly' }],
    ['right to write lost with edits on their way', { readOnly: true, pending: 1 }, { kind: 'pending', count: 1 }],
    ['the server has closed', { line: 'closed', pending: 1 }, { kind: 'closed' }],
  ];
  it.each(cases)('%s', (_name, facts, expected) => {
    expect(saveStateOf({ ...open, ...facts })).toEqual(expected);
  });

  it('says “saved” of no facts with an unacknowledged edit', () => {
    for (const line of ['connecting', 'open', 'broken', 'closed'] as const) {
      for (const loaded of [true, false]) {
        for (const keepsHere of [true, false]) {
          const { kind } = saveStateOf({ ...open, line, loaded, keepsHere, pending: 1, savedAt: at });
          expect(['saved', 'rest', 'readOnly']).not.toContain(kind);
        }
      }
    }
  });
});
