import { answerLock, lockMs, type LockRequest } from './locks.js';

const now = 1_000_000;
const held = { id: 'A', until: now + 1 };
const mine = { id: 'A', until: now + lockMs };

describe('the lock of a file', () => {
  it.each<[string, { id: string; until: number } | null, LockRequest, unknown]>([
    ['is given where there is none', null, { kind: 'LOCK', id: 'A', replaces: null }, { ok: true, lock: mine }],
    ['is given again to who holds it', held, { kind: 'LOCK', id: 'A', replaces: null }, { ok: true, lock: mine }],
    ['is refused while another holds it', held, { kind: 'LOCK', id: 'B', replaces: null }, { ok: false, held: 'A' }],
    [
      'is given once the other ran out',
      { id: 'A', until: now },
      { kind: 'LOCK', id: 'B', replaces: null },
      { ok: true, lock: { ...mine, id: 'B' } },
    ],
    ['changes its name for who knows it', held, { kind: 'LOCK', id: 'B', replaces: 'A' }, { ok: true, lock: { ...mine, id: 'B' } }],
    ['does not for who does not', held, { kind: 'LOCK', id: 'B', replaces: 'C' }, { ok: false, held: 'A' }],
    ['does not where there is none', null, { kind: 'LOCK', id: 'B', replaces: 'A' }, { ok: false, held: '' }],
    ['is renewed', held, { kind: 'REFRESH', id: 'A' }, { ok: true, lock: mine }],
    ['is not renewed by another', held, { kind: 'REFRESH', id: 'B' }, { ok: false, held: 'A' }],
    ['is not renewed once it ran out', { id: 'A', until: now }, { kind: 'REFRESH', id: 'A' }, { ok: false, held: '' }],
    ['is taken off', held, { kind: 'UNLOCK', id: 'A' }, { ok: true, lock: null }],
    ['is not taken off by another', held, { kind: 'UNLOCK', id: 'B' }, { ok: false, held: 'A' }],
    ['is told', held, { kind: 'GET' }, { ok: true, lock: held }],
    ['is none once it ran out', { id: 'A', until: now }, { kind: 'GET' }, { ok: true, lock: null }],
    ['lets its holder write', held, { kind: 'PUT', id: 'A' }, { ok: true, lock: held }],
    ['keeps others from writing', held, { kind: 'PUT', id: 'B' }, { ok: false, held: 'A' }],
    ['is needed for writing', null, { kind: 'PUT', id: '' }, { ok: false, held: '' }],
  ])('%s', (_, current, request, answer) => {
    expect(answerLock(current, request, { now, isEmpty: false })).toEqual(answer);
  });

  it('is not needed for the first words of an empty file', () => {
    expect(answerLock(null, { kind: 'PUT', id: '' }, { now, isEmpty: true })).toEqual({ ok: true, lock: null });
  });
});
