import fc from 'fast-check';
import { applyChanges, findConflicts, type HistoryEntry, type SchedaChange } from './changes.js';
import { getAt, type JsonValue, listPaths, pathsOverlap, patternOf, sameValue, type SchedaPathError, setAt } from './path.js';
import { refezioneTuoro } from './samples/refezione-tuoro.js';
import { type SchedaValues } from './scheda-values.js';

const draft: SchedaValues = {
  oggetto: 'Refezione',
  lotti: [
    { id: 'LOT-0001', oggetto: 'Primo', importi: { importoServizi: '100.00' } },
    { id: 'LOT-0002', oggetto: 'Secondo', cup: ['D18H22000980002'] },
  ],
};

describe('paths', () => {
  it('reads through list items by id', () => {
    expect(getAt(draft, 'lotti/LOT-0001/importi/importoServizi')).toBe('100.00');
    expect(getAt(draft, 'lotti/LOT-0009/oggetto')).toBeUndefined();
    expect(getAt(draft, 'oggetto/length')).toBeUndefined();
  });

  it('sets without touching the original and shares what is not on the path', () => {
    const changed = setAt(draft, 'lotti/LOT-0001/importi/importoServizi', '200.00');
    expect(getAt(changed, 'lotti/LOT-0001/importi/importoServizi')).toBe('200.00');
    expect(getAt(draft, 'lotti/LOT-0001/importi/importoServizi')).toBe('100.00');
    expect(changed.lotti?.[1]).toBe(draft.lotti?.[1]);
  });

  it('creates the groups on the way and takes them away when they empty', () => {
    const set = setAt<SchedaValues>({}, 'pnrr/dnsh/regime', '1');
    expect(set).toEqual({ pnrr: { dnsh: { regime: '1' } } });
    expect(setAt(set, 'pnrr/dnsh/regime', null)).toEqual({});
  });

  it('adds and removes list items by their own path', () => {
    const added = setAt<SchedaValues>({}, 'lotti/LOT-0001', { id: 'LOT-0001', oggetto: 'Nuovo' });
    expect(added.lotti).toHaveLength(1);
    expect(setAt(added, 'lotti/LOT-0001', null)).toEqual({});
  });

  it.each([
    ['lotti/LOT-0009/oggetto', 'x', 'VOCE_ASSENTE'],
    ['lotti/LOT-0003', { id: 'LOT-0004' }, 'VOCE_SENZA_ID'],
    ['lotti/LOT-0003', 'x', 'VOCE_SENZA_ID'],
    ['lotti//oggetto', 'x', 'PERCORSO_FORMA'],
    ['__proto__/polluted', 'x', 'PERCORSO_FORMA'],
  ])('refuses %s by the rule of its fault', (path, value, rule) => {
    expect(() => setAt(draft, path, value as JsonValue)).toThrow(
      expect.objectContaining({ name: 'SchedaPathError', rule }) as SchedaPathError,
    );
  });

  it('removing what is not there changes nothing', () => {
    expect(setAt(draft, 'lotti/LOT-0009/oggetto', null)).toEqual(draft);
    expect(setAt({}, 'pnrr/dnsh/regime', null)).toEqual({});
  });

  it('gives the pattern of a path, also where a list and a plain field share a name', () => {
    expect(patternOf('lotti/LOT-0001/importi/opzioni/rinnovo/importo')).toBe('lotti/*/importi/opzioni/*/importo');
    expect(patternOf('esecuzione/ccnl/H05Y/codice')).toBe('esecuzione/ccnl/*/codice');
    expect(patternOf('esecuzione/personaleUscente/p1/ccnl')).toBe('esecuzione/personaleUscente/*/ccnl');
  });

  it('lists every leaf once and finds a value at each', () => {
    const paths = listPaths(refezioneTuoro);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('lotti/LOT-0001/importi/opzioni/rinnovo/importo');
    expect(paths).toContain('lotti/LOT-0001/cpvSecondarie');
    expect(paths.filter((path) => getAt(refezioneTuoro, path) === undefined)).toEqual([]);
  });
});

const leafPaths = listPaths(refezioneTuoro).filter((path) => !path.endsWith('/id'));
const change = fc.record({ path: fc.constantFrom(...leafPaths), value: fc.oneof(fc.string(), fc.constant(null)) });

describe('applyChanges', () => {
  it('tells before and after and skips what changes nothing', () => {
    const { values, applied } = applyChanges(draft, [
      { path: 'oggetto', value: 'Mensa' },
      { path: 'lotti/LOT-0001/oggetto', value: 'Primo' },
    ]);
    expect(values.oggetto).toBe('Mensa');
    expect(applied).toEqual([{ path: 'oggetto', before: 'Refezione', after: 'Mensa' }]);
  });

  it('edits of disjoint paths commute', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        fc.pre(!pathsOverlap(one.path, other.path));
        const forth = applyChanges(refezioneTuoro, [one, other]).values;
        const back = applyChanges(refezioneTuoro, [other, one]).values;
        return sameValue(forth as unknown as JsonValue, back as unknown as JsonValue);
      }),
      { numRuns: 300 },
    );
  });

  it('is undone by setting every before again, last first', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const { values, applied } = applyChanges(refezioneTuoro, changes);
        const undo = applied.toReversed().map(({ path, before }): SchedaChange => ({ path, value: before }));
        const restored = applyChanges(values, undo).values;
        return sameValue(restored as unknown as JsonValue, refezioneTuoro as unknown as JsonValue);
      }),
      { numRuns: 200 },
    );
  });
});

describe('findConflicts', () => {
  const entry = (path: string, after: JsonValue, revision = 5): HistoryEntry => ({
    path,
    before: null,
    after,
    revision,
    by: 'Lucia Bianchi',
    at: '2026-11-20T09:00:00Z',
  });

  it('shows both values when the same field was changed to something else', () => {
    expect(findConflicts([{ path: 'oggetto', value: 'Mensa' }], 4, [entry('oggetto', 'Ristorazione')])).toEqual([
      {
        path: 'oggetto',
        mine: 'Mensa',
        theirs: 'Ristorazione',
        theirPath: 'oggetto',
        by: 'Lucia Bianchi',
        at: '2026-11-20T09:00:00Z',
        revision: 5,
      },
    ]);
  });

  it.each([
    ['another field', { path: 'norma', value: '71' }, entry('oggetto', 'x'), 4],
    ['the same value', { path: 'oggetto', value: 'x' }, entry('oggetto', 'x'), 4],
    ['a change already seen', { path: 'oggetto', value: 'y' }, entry('oggetto', 'x'), 5],
    ['a name that only begins alike', { path: 'cui', value: 'y' }, entry('cuiAltro', 'x'), 4],
    ['both remove the item', { path: 'lotti/LOT-0001', value: null }, entry('lotti/LOT-0001', null), 4],
    [
      'a field of the item they wrote alike',
      { path: 'lotti/LOT-0001/oggetto', value: 'x' },
      entry('lotti/LOT-0001', { id: 'LOT-0001', oggetto: 'x' }),
      4,
    ],
  ])('lets through %s', (_case, mine: SchedaChange, theirs, base) => {
    expect(findConflicts([mine], base, [theirs])).toEqual([]);
  });

  it.each([
    ['I edit inside what they removed', { path: 'lotti/LOT-0001/oggetto', value: 'x' }, entry('lotti/LOT-0001', null), null],
    ['I remove what they edited inside', { path: 'lotti/LOT-0001', value: null }, entry('lotti/LOT-0001/oggetto', 'x'), 'x'],
    [
      'I edit a field of the item they replaced',
      { path: 'lotti/LOT-0001/oggetto', value: 'x' },
      entry('lotti/LOT-0001', { id: 'LOT-0001', oggetto: 'z' }),
      'z',
    ],
  ])('stops when %s', (_case, mine: SchedaChange, theirs, value) => {
    expect(findConflicts([mine], 4, [theirs])).toMatchObject([{ theirs: value, theirPath: theirs.path }]);
  });

  it('compares with the last of their changes', () => {
    const history = [entry('oggetto', 'prima', 5), entry('oggetto', 'Mensa', 6)];
    expect(findConflicts([{ path: 'oggetto', value: 'Mensa' }], 4, history)).toEqual([]);
  });

  it('finds a conflict exactly when paths overlap and values differ, for plain fields', () => {
    fc.assert(
      fc.property(change, change, (mine, theirs) => {
        const found = findConflicts([mine], 0, [entry(theirs.path, theirs.value, 1)]).length > 0;
        return found === (mine.path === theirs.path && !sameValue(mine.value, theirs.value));
      }),
    );
  });
});
