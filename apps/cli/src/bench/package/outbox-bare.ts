import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { addInGroups, report, RunCounter, type Order } from './outbox-messages.js';

const name = 'bench-bare';
const connection = (): Redis => new Redis(process.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null });

/** A process that adds empty jobs with BullMQ alone. */
export function bareProducer(): void {
  const queue = new Queue(name, { connection: connection() });
  const add = async (jobs: number): Promise<void> => {
    await queue.addBulk(Array.from({ length: jobs }, () => ({ name: 'empty', data: {}, opts: { removeOnComplete: true } })));
  };
  process.on('message', (order: Order) => {
    void addInGroups(order, add).then(() => {
      report({ kind: 'added' });
    });
  });
  report({ kind: 'ready' });
}

/** A process that runs them with BullMQ alone. */
export async function bareWorker(): Promise<void> {
  const runs = new RunCounter();
  const concurrency = Number(process.env['WORKER_CONCURRENCY']);
  const worker = new Worker(
    name,
    () => {
      runs.add();
      return Promise.resolve();
    },
    { connection: connection(), concurrency },
  );
  await worker.waitUntilReady();
  report({ kind: 'ready' });
}
