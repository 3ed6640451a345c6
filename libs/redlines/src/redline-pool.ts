import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type RedlineReply, type RedlineRequest } from './redline-worker.js';
import { RedlineRefusal } from './word/redline-refusal.js';
import { type ProvenRedline } from './word/proven-redline.js';

/** One redline at a time in a process: the others wait, the process answers meanwhile. */
const atOnce = 1;
/** Longest time for one, in milliseconds; 42 pages take less than three seconds. */
const timeLimit = 30_000;
/** Heap of one, in MB. */
const memoryLimit = 768;

/** Makes redlines in worker threads of their own, so that a hostile file can neither hold up the process nor use up its memory. */
export class RedlinePool {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws RedlineRefusal, `too_large` where it takes more time or memory than any honest document */
  async make(request: RedlineRequest): Promise<ProvenRedline> {
    if (this.running >= atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      const reply = await inThread(request);
      if (!reply.ok) throw new RedlineRefusal(reply.because, reply.detail);
      return { ...reply.redline, docx: Buffer.from(reply.docx.buffer, reply.docx.byteOffset, reply.docx.byteLength) };
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

function inThread(request: RedlineRequest): Promise<RedlineReply> {
  const worker = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: memoryLimit } });
  return new Promise<RedlineReply>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new RedlineRefusal('too_large', `no redline in ${timeLimit} ms`));
    }, timeLimit);
    worker.once('message', (reply: RedlineReply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    worker.once('error', (error: Error & { code?: string }) => {
      clearTimeout(timer);
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new RedlineRefusal('too_large', error.message) : error);
    });
    worker.postMessage(request);
  }).finally(() => void worker.terminate());
}

/** The compiled file beside this one; under jest there is only TypeScript, which a small hook transpiles. */
function workerFile(): string {
  const built = join(__dirname, 'redline-worker.js');
  return existsSync(built) ? built : join(__dirname, 'redline-worker-source.cjs');
}
