import { type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ConversionAnswer, type ConversionRequest, type Converter, type ConverterLimits } from './converter.js';
import { OfficeFailure } from './office-failure.js';
import { killGroup, MemoryWatch, startGroup } from './process-group.js';
import { writeProfile } from './profile.js';
import { makeWorkFolder } from './work-folder.js';

export interface OfficePrograms {
  readonly python: string;
  readonly soffice: string;
  /** Command put in front to cut the network off, e.g. `['unshare', '-n']`; empty when not permitted. */
  readonly isolation: readonly string[];
}

type SidecarMessage =
  | { readonly ready: true; readonly pid: number }
  | { readonly id: number; readonly ok: true; readonly pages: number }
  | { readonly id: number; readonly ok: false; readonly error: string; readonly alive: boolean };

const GRACE = 3_000;
// Second line behind the watch on resident memory, which looks five times a second: LibreOffice maps about
// 2 GB that it never touches, so the address space is capped well above the limit.
const ADDRESS_MARGIN = 4_096;

/** A LibreOffice kept warm behind the UNO sidecar (uno-sidecar.py), with a profile and a process group of its own. */
export class WarmOffice implements Converter {
  usable = true;
  private office = 0;
  private readonly memory: MemoryWatch;
  private errors = '';
  private answer: ((answer: ConversionAnswer) => void) | null = null;
  private onReady: ((pid: number) => void) | null = null;

  private constructor(
    private readonly leader: ChildProcess,
    private readonly home: string,
    private readonly limits: ConverterLimits,
  ) {
    createInterface({ input: leader.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.hear(line);
    });
    leader.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-2000);
    });
    this.memory = new MemoryWatch(leader.pid ?? 0, limits.memoryLimit);
    // A process that is gone is heard of by `exit`, which tells more than the broken pipe.
    leader.stdin?.on('error', () => undefined);
    leader.on('error', (error) => {
      this.died(error.message);
    });
    leader.on('exit', (code, signal) => {
      this.died(`the sidecar ended (${signal ?? String(code)}) ${this.errors}`);
    });
  }

  /** Starts one and waits until it takes requests; `signal` ends the wait and the process. Rejects with OfficeFailure `office.unavailable`. */
  static async start(programs: OfficePrograms, limits: ConverterLimits, signal: AbortSignal): Promise<WarmOffice> {
    const home = await makeWorkFolder();
    await writeProfile(join(home, 'profile'));
    const sidecar = join(__dirname, 'uno-sidecar.py');
    const command = [
      ...programs.isolation,
      programs.python,
      sidecar,
      programs.soffice,
      join(home, 'profile'),
      String(limits.memoryLimit + ADDRESS_MARGIN),
    ];
    const office = new WarmOffice(startGroup(command, home), home, limits);
    const giveUp = (): void => {
      office.died('the pool was stopped');
    };
    const ready = office.ready();
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    const isReady = await ready;
    signal.removeEventListener('abort', giveUp);
    if (isReady) return office;
    await office.end();
    throw new OfficeFailure('office.unavailable', office.errors || 'LibreOffice did not start');
  }

  async convert(request: ConversionRequest): Promise<ConversionAnswer> {
    if (!this.usable) return { ok: false, refused: false, code: 'office.crashed', detail: 'the process had ended' };
    const timer = setTimeout(() => {
      this.fail('office.timeout', `no answer in ${this.limits.timeLimit} ms`);
    }, this.limits.timeLimit);
    const unwatch = this.memory.start((megabytes) => {
      this.fail('office.memory', `${megabytes} MB resident`);
    });
    try {
      return await new Promise<ConversionAnswer>((resolve) => {
        this.answer = resolve;
        this.leader.stdin?.write(`${JSON.stringify({ id: 1, ...request })}\n`);
      });
    } finally {
      clearTimeout(timer);
      unwatch();
      this.answer = null;
    }
  }

  async end(): Promise<void> {
    const idle = this.usable && this.answer === null;
    this.usable = false;
    if (idle && this.leader.exitCode === null && this.leader.signalCode === null) {
      const ended = new Promise<void>((resolve) =>
        this.leader.once('exit', () => {
          resolve();
        }),
      );
      this.leader.stdin?.end();
      const patience = new Promise<void>((resolve) => {
        setTimeout(resolve, GRACE).unref();
      });
      await Promise.race([ended, patience]);
    }
    await killGroup(this.leader);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  pids(): readonly number[] {
    return [this.leader.pid ?? 0, this.office].filter((pid) => pid > 0);
  }

  private ready(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(false);
      }, this.limits.startLimit);
      this.onReady = (pid) => {
        clearTimeout(timer);
        this.office = pid;
        this.onReady = null;
        resolve(pid > 0);
      };
    });
  }

  private hear(line: string): void {
    let message: SidecarMessage;
    try {
      message = JSON.parse(line) as SidecarMessage;
    } catch {
      this.fail('office.crashed', `not an answer: ${line.slice(0, 200)}`);
      return;
    }
    if ('ready' in message) this.onReady?.(message.pid);
    else if (message.ok) this.answer?.({ ok: true, pages: message.pages });
    else if (message.alive) this.answer?.({ ok: false, refused: true, detail: message.error });
    else this.fail('office.crashed', message.error);
  }

  private fail(code: 'office.timeout' | 'office.crashed' | 'office.memory', detail: string): void {
    this.usable = false;
    this.answer?.({ ok: false, refused: false, code, detail });
  }

  private died(detail: string): void {
    this.onReady?.(0);
    this.fail('office.crashed', detail);
  }
}
