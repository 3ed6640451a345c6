import { intervalMs, isVersionDue, restMs } from './versions.js';

const now = Date.parse('2026-11-28T10:00:00Z');

describe('an automatic version', () => {
  it.each([
    ['nothing was written since the last', { seq: 5, edit: restMs, last: 5, unkept: restMs }, false],
    ['edits still come in', { seq: 6, edit: 1000, last: 5, unkept: 2000 }, false],
    ['edits came to rest', { seq: 6, edit: restMs, last: 5, unkept: restMs }, true],
    ['edits came almost to rest', { seq: 6, edit: restMs - 1, last: 5, unkept: restMs + 1000 }, false],
    ['edits go on for an interval', { seq: 900, edit: 10, last: 5, unkept: intervalMs }, true],
    ['there is none yet and edits came to rest', { seq: 1, edit: restMs, last: null, unkept: restMs }, true],
    ['there is none yet and edits come in', { seq: 1, edit: 10, last: null, unkept: 10 }, false],
  ] as const)('where %s is due: %#', (_, { seq, edit, last, unkept }, due) => {
    const activity = {
      ...{ seq, lastEditAt: now - edit, firstUnkeptAt: now - unkept },
      last: last === null ? null : { seq: last, at: now - intervalMs },
    };
    expect(isVersionDue(activity, now)).toBe(due);
  });
});
