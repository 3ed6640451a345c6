import { type Thread } from './queries';
import { inTextOrder, shownThreads } from './thread-order';

const thread = (id: string, more: Partial<Thread> = {}): Thread => ({
  ...{ id, visibilita: 'CONDIVISO', ente: null, peso: null, ancora: null, bloccoId: null, citazione: '', messaggi: [], risolto: null },
  ...{ at: `2026-11-02T08:00:0${id}.000Z`, percheNonRisolve: null, mio: false },
  ...more,
});
const resolved = { da: 'X', ente: 'Y', at: '2026-11-02T09:00:00.000Z' };

describe('comments beside the text', () => {
  it('stand in the order of the text, those without a place after it in the order they were opened', () => {
    const threads = [thread('1'), thread('2'), thread('3'), thread('4')];
    const places = new Map([
      ['3', { from: 5, to: 9 }],
      ['1', { from: 40, to: 41 }],
    ]);
    expect(inTextOrder(threads, places).map(({ id }) => id)).toEqual(['3', '1', '2', '4']);
  });

  it.each([
    ['aperti', ['1', '2', '3']],
    ['miei', ['2']],
    ['interni', ['3']],
    ['chiusi', ['4', '5']],
    ['tutti', ['1', '2', '3', '4', '5']],
  ] as const)('are chosen as %s', (filter, ids) => {
    const threads = [
      thread('1'),
      thread('2', { mio: true }),
      thread('3', { visibilita: 'INTERNO' }),
      thread('4', { mio: true, risolto: resolved }),
      thread('5', { visibilita: 'INTERNO', risolto: resolved }),
    ];
    expect(shownThreads(threads, filter).map(({ id }) => id)).toEqual(ids);
  });
});
