import { observable } from './observable';

/** Text of the one polite live region of the page. */
export const announcement = observable('');

const restMs = 5000;
let lastAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence to screen readers; at most one every five seconds, the newest wins. Errors use role=alert where they stand. */
export function announce(sentence: string): void {
  clearTimeout(waiting);
  const wait = Math.max(0, lastAt + restMs - performance.now());
  waiting = setTimeout(() => {
    lastAt = performance.now();
    announcement.set('');
    requestAnimationFrame(() => {
      announcement.set(sentence);
    });
  }, wait);
}
