import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CompiledTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { type PrintedValue } from './printed-values.js';
import { type RenderReply, type RenderRequest } from './render-worker.js';
import { type Gaps } from './render-template.js';
import { type TemplateFinding } from './template-finding.js';

export interface RenderPoolOptions {
  readonly size: number;
  /** Longest time for one document, in milliseconds. */
  readonly timeLimit: number;
  /** Heap of one worker, in MB. */
  readonly memoryLimit: number;
}

export type PooledRendering =
  | { readonly ok: true; readonly docx: Buffer; readonly sha256: string; readonly ms: number; readonly printed: readonly PrintedValue[] }
  | { readonly ok: false; readonly problems: readonly TemplateFinding[] };

/** Rendering ended without an answer: `templates.timeout`, `templates.memory` or `templates.crashed`. */
export class RenderFailure extends Error {
  constructor(
    readonly code: 'templates.timeout' | 'templates.memory' | 'templates.crashed',
    detail: string,
  ) {
    super(detail);
  }
}

function poolClosed(): RenderFailure {
  return new RenderFailure('templates.crashed', 'the pool was closed');
}

/** Two, so that a long document does not keep the short ones, and with them LibreOffice, waiting. */
export const defaultRenderPool: RenderPoolOptions = { size: 2, timeLimit: 20_000, memoryLimit: 512 };

interface Task {
  readonly template: CompiledTemplate;
  readonly fields: readonly TemplateField[];
  readonly context: unknown;
  readonly gaps: Gaps;
  readonly resolve: (rendering: PooledRendering) => void;
  readonly reject: (failure: Error) => void;
}

interface Seat {
  readonly worker: Worker;
  readonly knows: Set<string>;
  task: Task | null;
  timer: NodeJS.Timeout | null;
  memory: boolean;
}

/**
 * Renders documents in worker threads, so a heavy template neither blocks the process nor can exhaust it.
 * A worker that passes its time or memory limit is thrown away and replaced; the documents waiting go on.
 */
export class RenderPool {
  private readonly seats: Seat[] = [];
  private readonly waiting: Task[] = [];
  private requests = 0;
  private closed = false;

  constructor(private readonly options: RenderPoolOptions = defaultRenderPool) {}

  /** Renders `context` with a template that passed the lint against `fields`. Rejects with RenderFailure, also once the pool is closed. */
  render(template: CompiledTemplate, fields: readonly TemplateField[], context: unknown, gaps: Gaps = 'refused'): Promise<PooledRendering> {
    if (this.closed) return Promise.reject(poolClosed());
    return new Promise((resolve, reject) => {
      this.waiting.push({ template, fields, context, gaps, resolve, reject });
      this.advance();
    });
  }

  /** Ends the workers; documents being rendered or still waiting fail with `templates.crashed`. */
  async close(): Promise<void> {
    this.closed = true;
    const seats = this.seats.splice(0);
    for (const task of this.waiting.splice(0)) task.reject(poolClosed());
    for (const seat of seats) {
      const { task } = seat;
      this.release(seat);
      task?.reject(poolClosed());
    }
    await Promise.all(seats.map(({ worker }) => worker.terminate()));
  }

  private advance(): void {
    if (this.closed || this.waiting.length === 0) return;
    let seat = this.seats.find(({ task }) => task === null);
    if (seat === undefined && this.seats.length < this.options.size) seat = this.open();
    const task = seat === undefined ? undefined : this.waiting.shift();
    if (seat === undefined || task === undefined) return;
    seat.task = task;
    const current = seat;
    seat.timer = setTimeout(() => {
      this.discard(current, new RenderFailure('templates.timeout', `no answer in ${this.options.timeLimit} ms`));
    }, this.options.timeLimit);
    this.send(seat, task);
  }

  private send(seat: Seat, task: Task): void {
    const { code, sha256, bytes } = task.template;
    const request: RenderRequest = { id: (this.requests += 1), code, sha256, context: task.context, gaps: task.gaps };
    const first = !seat.knows.has(sha256);
    seat.knows.add(sha256);
    try {
      seat.worker.postMessage(first ? { ...request, bytes, fields: task.fields } : request);
    } catch (error) {
      this.discard(seat, new RenderFailure('templates.crashed', String(error)));
    }
  }

  private open(): Seat {
    const worker = startWorker({ maxOldGenerationSizeMb: this.options.memoryLimit });
    const seat: Seat = { worker, knows: new Set(), task: null, timer: null, memory: false };
    worker.unref();
    worker.on('message', (reply: RenderReply) => {
      this.settle(seat, reply);
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const code = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'templates.memory' : 'templates.crashed';
      this.discard(seat, new RenderFailure(code, error.message));
    });
    worker.on('exit', () => {
      this.discard(seat, new RenderFailure('templates.crashed', 'the worker ended'));
    });
    this.seats.push(seat);
    return seat;
  }

  private settle(seat: Seat, reply: RenderReply): void {
    const { task } = seat;
    this.release(seat);
    if (reply.ok)
      task?.resolve({
        ok: true,
        docx: Buffer.from(reply.docx.buffer, reply.docx.byteOffset, reply.docx.byteLength),
        sha256: reply.sha256,
        ms: reply.ms,
        printed: reply.printed,
      });
    else if ('problems' in reply) task?.resolve({ ok: false, problems: reply.problems });
    else task?.reject(new RenderFailure('templates.crashed', reply.failure));
    this.advance();
  }

  private release(seat: Seat): void {
    if (seat.timer !== null) clearTimeout(seat.timer);
    seat.timer = null;
    seat.task = null;
  }

  private discard(seat: Seat, failure: RenderFailure): void {
    const index = this.seats.indexOf(seat);
    if (index < 0) return;
    this.seats.splice(index, 1);
    const { task } = seat;
    this.release(seat);
    void seat.worker.terminate();
    task?.reject(failure);
    this.advance();
  }
}

/**
 * The worker runs the compiled file beside this one. Under jest there is only TypeScript: a small hook then
 * transpiles what the worker requires (render-worker-source.cjs, never used by a built application).
 */
function startWorker(resourceLimits: { maxOldGenerationSizeMb: number }): Worker {
  const built = join(__dirname, 'render-worker.js');
  return new Worker(existsSync(built) ? built : join(__dirname, 'render-worker-source.cjs'), { resourceLimits });
}
