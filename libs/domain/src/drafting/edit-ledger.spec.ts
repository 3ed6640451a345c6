import { EditLedger } from './edit-ledger.js';

const name = [3, 0x62, 0x6f, 0x7a];
const frame = (...rest: number[]): Uint8Array => new Uint8Array([...name, ...rest]);
const introduction = frame(0, 1, 0);
const edit = frame(0, 2, 0);
const taken = frame(8, 1);
const refused = frame(8, 0);

function introduced(): EditLedger {
  const ledger = new EditLedger();
  ledger.maySend(introduction, true);
  ledger.hear(taken);
  return ledger;
}

describe('what the server has acknowledged', () => {
  it('is nothing before the line has carried what the server lacked', () => {
    const ledger = new EditLedger();
    expect(ledger.isComplete).toBe(false);
    ledger.hear(taken);
    expect(ledger.isComplete).toBe(false);
    ledger.restart();
    expect([ledger.maySend(introduction, true), ledger.isComplete]).toEqual([true, false]);
    expect([ledger.hear(taken), ledger.isComplete]).toEqual([true, true]);
  });

  it('is everything when there are as many answers as edits on this line, and not one earlier', () => {
    const ledger = introduced();
    for (let count = 0; count < 3; count += 1) expect(ledger.maySend(edit, true)).toBe(true);
    const seen = [1, 2, 3].map(() => {
      ledger.hear(taken);
      return ledger.isComplete;
    });
    expect(seen).toEqual([false, false, true]);
  });

  it('counts nothing of an earlier line', () => {
    const ledger = introduced();
    ledger.maySend(edit, true);
    ledger.restart();
    ledger.maySend(introduction, true);
    ledger.maySend(edit, true);
    ledger.hear(taken);
    expect(ledger.isComplete).toBe(false);
    ledger.hear(taken);
    expect(ledger.isComplete).toBe(true);
  });

  it('is not everything where one edit was refused', () => {
    const ledger = introduced();
    ledger.maySend(edit, true);
    ledger.hear(refused);
    ledger.hear(taken);
    expect(ledger.isComplete).toBe(false);
  });
});

describe('what goes on the line', () => {
  it('no edit before the introduction, which has it: on the server it would stand on nothing', () => {
    const ledger = new EditLedger();
    expect(ledger.maySend(edit, true)).toBe(false);
    ledger.maySend(introduction, true);
    expect(ledger.maySend(edit, true)).toBe(true);
  });

  it('no edit over a line that is not open; after one that stayed back only a new introduction is of use', () => {
    const ledger = introduced();
    expect([ledger.maySend(edit, false), ledger.isComplete]).toEqual([false, false]);
    expect(ledger.maySend(edit, true)).toBe(false);
    expect(ledger.maySend(introduction, false)).toBe(false);
  });

  it.each([
    ['the question what the server has', frame(0, 0, 0)],
    ['presence', frame(1, 0)],
    ['the ticket', frame(2, 0, 0)],
    ['an empty message', new Uint8Array()],
    ['a ping, which names no draft', new Uint8Array([9])],
  ])('always: %s', (_what, message) => {
    const ledger = new EditLedger();
    expect([ledger.maySend(message, false), ledger.hear(message)]).toEqual([true, false]);
  });
});
