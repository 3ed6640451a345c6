import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { BullQueues } from '../queue/index.js';
import { ObjectStorage } from '../storage/index.js';

export interface PartState {
  part: 'database' | 'queue' | 'storage';
  ok: boolean;
  /** Why not, for the administrator. */
  reason: string | null;
  ms: number;
}

const limitMs = 3_000;

function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limitMs} ms`));
    }, limitMs);
  });
  return Promise.race([work, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/** Asks each outer part whether it answers, with its reason when it does not. */
@Injectable()
export class PartsHealth {
  constructor(
    private readonly database: Database,
    private readonly queues: BullQueues,
    private readonly storage: ObjectStorage,
  ) {}

  check(): Promise<PartState[]> {
    return Promise.all([
      this.probe('database', () => this.database.ping()),
      this.probe('queue', () => this.queues.ping()),
      this.probe('storage', () => this.storage.health()),
    ]);
  }

  private async probe(part: PartState['part'], ask: () => Promise<void>): Promise<PartState> {
    const start = performance.now();
    const ms = (): number => Math.round(performance.now() - start);
    try {
      await withLimit(ask());
      return { part, ok: true, reason: null, ms: ms() };
    } catch (error) {
      return { part, ok: false, reason: error instanceof Error ? error.message : String(error), ms: ms() };
    }
  }
}
