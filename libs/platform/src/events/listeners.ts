import { type Tx } from '../database/index.js';

/**
 * Lets a later feature react to an earlier one without being imported by it. Listeners run in the transaction of the act,
 * in the order of registration: if one throws, nothing of the act remains.
 */
export abstract class Listeners<Event> {
  private readonly listeners: ((tx: Tx, event: Event) => Promise<void>)[] = [];

  on(listener: (tx: Tx, event: Event) => Promise<void>): void {
    this.listeners.push(listener);
  }

  async emit(tx: Tx, event: Event): Promise<void> {
    for (const listener of this.listeners) await listener(tx, event);
  }
}
