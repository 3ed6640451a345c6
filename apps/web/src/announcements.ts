import { observable } from './observable';

/** Text of the one polite live region of the page. */
export const announcement = observable('');

const restMs = 5000;
let lastAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

/**
 * Says a sentence to screen readers; at most one every five seconds, the newest wins. Errors use role=alert where they stand.
 * @param atOnce the sentence answers a key just pressed, as when one moves from proposal to proposal: late it would speak of another
 */
export function announce(sentence: string, { atOnce = false } = {}): void {
  clearTimeout(waiting);
  const wait = atOnce ? 0 : Math.max(0, lastAt + restMs - performance.now());
  waiting = setTimeout(() => {
    lastAt = performance.now();
    announcement.set('');
    requestAnimationFrame(() => {
      announcement.set(sentence);
    });
  }, wait);
}
