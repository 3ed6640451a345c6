/** What the measuring process and its producers and workers say to each other. */
export interface Order {
  jobs: number;
  /** Jobs asked for at once: one transaction of the product, one `addBulk` of the peer. */
  together: number;
  /** How many such groups are under way at a time. */
  atATime: number;
}

export type Report = { kind: 'ready' } | { kind: 'added' } | { kind: 'ran'; jobs: number };

export function report(message: Report): void {
  process.send?.(message);
}

/** Calls `add` for every group of the order, as many at a time as it says. */
export async function addInGroups(order: Order, add: (jobs: number) => Promise<void>): Promise<void> {
  let left = order.jobs;
  const work = async (): Promise<void> => {
    while (left > 0) {
      const jobs = Math.min(order.together, left);
      left -= jobs;
      await add(jobs);
    }
  };
  await Promise.all(Array.from({ length: order.atATime }, work));
}

/** Counts runs and reports them a hundred times a second at most, so that reporting costs nothing. */
export class RunCounter {
  private count = 0;
  private timer: NodeJS.Timeout | undefined;

  add(): void {
    this.count += 1;
    this.timer ??= setTimeout(() => {
      report({ kind: 'ran', jobs: this.count });
      this.count = 0;
      this.timer = undefined;
    }, 10);
  }
}
