import { setTimeout as sleep } from 'node:timers/promises';

export interface Queued<Item> {
  readonly item: Item;
  readonly settle: { readonly done: () => void; readonly failed: (error: unknown) => void };
}

export interface UpdateQueueOptions<Item> {
  /** Writes items in one transaction, in this order. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** Called right after the commit, before anybody is told. */
  readonly written: (items: readonly Item[]) => void;
  /** Called when all that was on its way is given up, before anybody is told. */
  readonly lost: () => void;
  /** Worth another attempt: the database is away. */
  readonly isOutage: (error: unknown) => boolean;
  /** How long to go on trying, in ms. */
  readonly outageMs: number;
  /** At least so long from the beginning of one transaction to that of the next, in ms: who is alone never waits for it. */
  readonly apartMs: number;
}

const mostTogether = 500;
const pauses = [50, 100, 200, 400, 800];

/**
 * Group commit: what comes while one transaction is on its way travels together in the next. Nothing is told to be written before
 * it is; where the database stays away all that waits is given back.
 */
export class UpdateQueue<Item> {
  private waiting: Queued<Item>[] = [];
  private writing: readonly Queued<Item>[] = [];
  private running: Promise<void> | null = null;
  private lost = 0;
  private begunAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: UpdateQueueOptions<Item>) {}

  /** Resolves when the item is in Postgres. */
  add(item: Item): Promise<void> {
    const settled = new Promise<void>((done, failed) => {
      this.waiting.push({ item, settle: { done, failed } });
    });
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return settled;
  }

  /** What is not written yet, in order. */
  get pending(): Item[] {
    return [...this.writing, ...this.waiting].map(({ item }) => item);
  }

  /** How often what was on its way did not arrive. */
  get losses(): number {
    return this.lost;
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private async run(): Promise<void> {
    // A turn of the event loop: messages that came together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      await this.apart();
      this.writing = this.waiting.splice(0, mostTogether);
      const batch = this.writing;
      const error = await this.writeLasting(batch.map(({ item }) => item));
      this.writing = [];
      if (error === null) {
        this.options.written(batch.map(({ item }) => item));
        for (const { settle } of batch) settle.done();
      } else {
        this.lost += 1;
        // What waits was made on top of what failed.
        const all = [...batch, ...this.waiting.splice(0)];
        this.options.lost();
        for (const { settle } of all) settle.failed(error);
      }
    }
  }

  /** Fifty people who type are then some forty transactions a second, however fast the database is. */
  private async apart(): Promise<void> {
    const rest = this.begunAt + this.options.apartMs - performance.now();
    if (rest > 0) await sleep(rest);
    this.begunAt = performance.now();
  }

  private async writeLasting(items: readonly Item[]): Promise<unknown> {
    const deadline = performance.now() + this.options.outageMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.options.write(items);
        return null;
      } catch (error) {
        if (!this.options.isOutage(error) || performance.now() > deadline) return error;
        await sleep(pauses[Math.min(attempt, pauses.length - 1)]);
      }
    }
  }
}
