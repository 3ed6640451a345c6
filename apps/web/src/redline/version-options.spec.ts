import { shownOf, type Versions } from './version-options';

const versions = (document: number, draft: number | null): Versions =>
  ({
    document: Array.from({ length: document }, (_, index) => ({ version: document - index })),
    draft: draft === null ? null : Array.from({ length: draft }, (_, index) => ({ number: draft - index })),
  }) as unknown as Versions;

describe('shownOf', () => {
  it.each<[string, Parameters<typeof shownOf>[0], Versions, [unknown, unknown] | null]>([
    ['nothing of one version without a draft', {}, versions(1, null), null],
    ['nothing of no version at all', {}, versions(0, null), null],
    ['nothing of a draft no version of which was kept', {}, versions(0, 0), null],
    ['the two latest', {}, versions(3, null), [2, 3]],
    ['the two latest where there is a draft too', {}, versions(3, 4), [2, 3]],
    ['the only version and the draft of now', {}, versions(1, 0), [1, 'b']],
    ['the latest of a draft and the draft of now', {}, versions(0, 2), ['b2', 'b']],
    ['the version before the one that is named', { versione: 'b2' }, versions(1, 2), ['b1', 'b2']],
    ['what the draft of now goes on from', { versione: 'b' }, versions(2, 5), [2, 'b']],
    ['what is named', { versione: 1, con: 'b3' }, versions(2, 5), ['b3', 1]],
  ])('shows %s', (_, search, known, expected) => {
    const shown = shownOf(search, known);
    expect(shown && [shown.before, shown.after]).toEqual(expected);
  });
});
