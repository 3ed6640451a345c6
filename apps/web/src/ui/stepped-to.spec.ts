import { steppedTo } from './stepped-to';

it.each([
  [null, 1, 3, 0],
  [null, -1, 3, 2],
  [0, 1, 3, 1],
  [2, 1, 3, 0],
  [0, -1, 3, 2],
  [0, 1, 1, 0],
  [null, 1, 0, null],
] as const)('from %s a step of %i among %i leads to %s', (from, by, count, expected) => {
  expect(steppedTo(from, by, count)).toBe(expected);
});
