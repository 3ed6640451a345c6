import { threadObstacle, threadState, type ThreadAct, type ThreadActKind } from './threads.js';

const act = (position: number, kind: ThreadActKind, messageId: string | null = null, text: string | null = null): ThreadAct => ({
  ...{ id: `a${position}`, position, kind, messageId, text },
});
const shown = (acts: readonly ThreadAct[]): unknown =>
  threadState(acts).messages.map(({ written, standing, earlier, withdrawn }) => ({
    ...{ id: written.id, text: standing.text, before: earlier.map(({ text }) => text), withdrawn: withdrawn?.id ?? null },
  }));

const corrected = [
  act(1, 'MESSAGGIO', null, 'primo'),
  act(2, 'MESSAGGIO', null, 'altro'),
  act(3, 'CORREZIONE', 'a1', 'secondo'),
  act(4, 'CORREZIONE', 'a1', 'terzo'),
  act(5, 'RITIRO', 'a2'),
];

describe('a thread', () => {
  it('shows the last words of each message with those before, and keeps what was withdrawn', () => {
    const expected = [
      { id: 'a1', text: 'terzo', before: ['secondo', 'primo'], withdrawn: null },
      { id: 'a2', text: 'altro', before: [], withdrawn: 'a5' },
    ];
    expect(shown(corrected)).toEqual(expected);
    expect(shown([...corrected].reverse())).toEqual(expected);
  });

  it.each([
    [[act(1, 'MESSAGGIO')], null],
    [[act(1, 'MESSAGGIO'), act(2, 'RISOLTO')], 'a2'],
    [[act(1, 'MESSAGGIO'), act(2, 'RISOLTO'), act(3, 'RIAPERTO')], null],
    [[act(1, 'MESSAGGIO'), act(2, 'RISOLTO'), act(3, 'RIAPERTO'), act(4, 'RISOLTO')], 'a4'],
    [[act(1, 'MESSAGGIO'), act(2, 'RISOLTO'), act(3, 'MESSAGGIO')], 'a2'],
  ] as const)('after %j is resolved by %j', (acts, resolved) => {
    expect(threadState(acts).resolved?.id ?? null).toBe(resolved);
  });

  it.each([
    ['CORREZIONE', 'a1', null],
    ['RITIRO', 'a1', null],
    ['CORREZIONE', 'a2', 'RITIRATO'],
    ['RITIRO', 'a2', 'RITIRATO'],
    ['CORREZIONE', 'a3', 'MESSAGGIO_IGNOTO'],
    ['RITIRO', null, 'MESSAGGIO_IGNOTO'],
    ['MESSAGGIO', null, null],
    ['RISOLTO', null, null],
    ['RIAPERTO', null, 'GIA_APERTO'],
  ] as const)('takes %s on %j: %j', (kind, messageId, obstacle) => {
    expect(threadObstacle(threadState(corrected), { kind, messageId })).toBe(obstacle);
  });

  it('is resolved once', () => {
    const resolved = threadState([...corrected, act(6, 'RISOLTO')]);
    expect(threadObstacle(resolved, { kind: 'RISOLTO', messageId: null })).toBe('GIA_RISOLTO');
    expect(threadObstacle(resolved, { kind: 'RIAPERTO', messageId: null })).toBeNull();
  });
});
