import { isReadable } from './readable-message.js';

const named = (...rest: number[]): Uint8Array => new Uint8Array([3, 98, 111, 122, ...rest]);

describe('what may be a message of a client', () => {
  it.each([
    ['the ticket', named(2, 0, 0)],
    ['the question what the server has', named(0, 0, 0)],
    ['everything the server lacks', named(0, 1, 0)],
    ['an edit', named(0, 2, 0)],
    ['presence', named(1, 0)],
    ['the question who is there', named(3)],
    ['a word to the server', named(5, 0)],
    ['a farewell', named(7)],
    ['the answer to a ping', new Uint8Array([10])],
  ])('is %s', (_what, message) => {
    expect(isReadable(message)).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a number', new Uint8Array([9])],
    ['a name without a message', named()],
    ['a name longer than the message', new Uint8Array([100, 98, 111])],
    ['a name without letters', new Uint8Array([0, 0, 0])],
    ['a number that does not end', new Uint8Array([255, 255, 255, 255, 255, 255, 1])],
    ['a name too long for a draft', new Uint8Array([201, 1, ...Array.from({ length: 201 }, () => 98), 0, 0])],
    ['what only servers say', named(6, 1, 65)],
    ['an answer to edits', named(8, 1)],
    ['a step that does not exist', named(0, 9, 0)],
  ])('is not %s', (_what, message) => {
    expect(isReadable(message)).toBe(false);
  });
});
