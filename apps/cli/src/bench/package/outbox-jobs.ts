import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Installation } from '../../start/installation.js';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';
import { type Order, type Report } from './outbox-messages.js';

const runs = 7;
const concurrency = 8;
/** As the product asks for all documents of a dossier: twelve jobs in one transaction, four people at a time. */
const order: Order = { jobs: 2400, together: 12, atATime: 4 };

export const outboxJobs: Measurement = {
  terms: {
    figure: 'outbox-jobs',
    unit: 'jobs/s',
    peer: 'bare BullMQ',
    target: 0.6,
    mustBe: 'atLeast',
    description: `${order.jobs} empty jobs, asked for ${order.together} at a time (one transaction of the product, one addBulk of the peer), ${order.atATime} such groups under way; one producer and one worker process, ${concurrency} handlers at once, the same Redis (the worker of the product claims up to four times as many ahead). The product's jobs go row in the transaction, hand-over after the commit, BullMQ, claim, handler, done row; they belong to no dossier, so no step is announced to browsers; the time ends when every row is done. The peer's end when the last has run.`,
  },
  measure: (tell) => inTemporaryDirectory((directory) => measure(directory, tell)),
};

async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const installation = await Installation.open({ dataDir: directory, environment: ownEnvironment(), say: () => undefined });
  const database = new Client({ connectionString: installation.ownerUrl });
  const environment = { ...installation.applicationEnvironment(0), WORKER_CONCURRENCY: String(concurrency) };
  const pairs: Pair[] = [];
  try {
    await database.connect();
    const product = await Pair.start('product', environment, pairs);
    const bare = await Pair.start('bare', environment, pairs);
    const allDone = (): Promise<void> => untilDone(database);
    await product.jobsPerSecond(allDone);
    await bare.jobsPerSecond();
    const measured: Run[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const value = await product.jobsPerSecond(allDone);
      const peer = await bare.jobsPerSecond();
      measured.push({ value, peer });
      tell(`  ${run}/${runs}: ${value.toFixed(0)} jobs/s, bare BullMQ ${peer.toFixed(0)} jobs/s, ratio ${(value / peer).toFixed(3)}`);
    }
    return measured;
  } finally {
    for (const pair of pairs) pair.stop();
    try {
      await database.end();
    } finally {
      await installation.close();
    }
  }
}

async function untilDone(database: Client): Promise<void> {
  const some = async (condition: string): Promise<boolean> => {
    const { rows } = await database.query(`select 1 from jobs where ${condition} limit 1`);
    return rows.length > 0;
  };
  while (await some('finished_at is null')) await sleep(5);
  if (await some(`status <> 'done'`)) throw new Error('an empty job failed');
}

/** A producer and a worker of one kind. */
class Pair {
  private ran = 0;
  private wake: () => void = () => undefined;
  /** Resolves, with the reason, when a process of the pair ends before its time. */
  private readonly death: Promise<Error>;

  private constructor(
    private readonly producer: ChildProcess,
    private readonly worker: ChildProcess,
  ) {
    worker.on('message', (message: Report) => {
      if (message.kind === 'ran') this.ran += message.jobs;
      this.wake();
    });
    this.death = Promise.race([ended(producer), ended(worker)]);
  }

  static async start(kind: 'product' | 'bare', environment: NodeJS.ProcessEnv, started: Pair[]): Promise<Pair> {
    const start = (role: string): ChildProcess => fork(join(__dirname, 'outbox.process.js'), [`${kind}${role}`], { env: environment });
    const pair = new Pair(start('Producer'), start('Worker'));
    started.push(pair);
    await pair.unlessDead(Promise.all([ready(pair.producer), ready(pair.worker)]));
    return pair;
  }

  /** Runs the order once. `settled` resolves when nothing is left to do after the last run. */
  async jobsPerSecond(settled: () => Promise<void> = () => Promise.resolve()): Promise<number> {
    this.ran = 0;
    const start = performance.now();
    const all = new Promise<void>((resolve) => {
      this.wake = () => {
        if (this.ran >= order.jobs) resolve();
      };
    });
    this.producer.send(order);
    await this.unlessDead(all);
    await settled();
    return (order.jobs / (performance.now() - start)) * 1000;
  }

  private async unlessDead(work: Promise<unknown>): Promise<void> {
    const death = await Promise.race([work.then(() => undefined), this.death]);
    if (death !== undefined) throw death;
  }

  stop(): void {
    this.producer.disconnect();
    this.worker.disconnect();
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('message', () => {
      resolve();
    });
  });
}

function ended(child: ChildProcess): Promise<Error> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve(new Error(`a process of the benchmark ended before its time (${String(code)})`));
    });
  });
}
