import { setTimeout as sleep } from 'node:timers/promises';
import { Slots } from './slots.js';

describe('slots', () => {
  it('let so many pass at a time, in order, also after one has failed', async () => {
    const slots = new Slots(2);
    const begun: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (number: number): Promise<void> =>
      slots.in(async () => {
        begun.push(number);
        inside += 1;
        most = Math.max(most, inside);
        await sleep(5);
        inside -= 1;
        if (number === 1) throw new Error('no');
      });
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect({ begun, most }).toEqual({ begun: [0, 1, 2, 3, 4], most: 2 });
  });
});
