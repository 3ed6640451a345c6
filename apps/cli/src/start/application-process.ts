import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '@gare/platform/services';
import { type Say } from './reporter.js';

const LONGEST_PAUSE_MS = 30_000;
const STEADY_AFTER_MS = 60_000;
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

export interface ApplicationOptions {
  name: 'api' | 'worker' | 'collab';
  /** The compiled main file. */
  script: string;
  environment: NodeJS.ProcessEnv;
  logDirectory: string;
  /** How long an ordered stop may take before the process is killed. */
  stopWithinMs: number;
  say: Say;
}

/** One application process: started, started again when it crashes, stopped in order. Its log goes to a file. */
export class ApplicationProcess {
  private child: ChildProcess | undefined;
  private wanted = true;
  private crashes = 0;
  private startedAt = 0;
  private restart: NodeJS.Timeout | undefined;

  constructor(private readonly options: ApplicationOptions) {}

  get logFile(): string {
    return join(this.options.logDirectory, `${this.options.name}.log`);
  }

  start(): void {
    const output = this.openLog();
    this.startedAt = performance.now();
    // A session of its own, so that Ctrl-C reaches only the launcher; and should the launcher be killed, the kernel
    // sends the ordinary stop signal, so that no orphan keeps the port.
    const command = ['--pdeathsig', 'TERM', '--', process.execPath, this.options.script];
    const child = spawn('setpriv', command, { env: this.options.environment, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    this.child = child;
    child.once('error', (error) => {
      this.options.say(`${this.options.name} non parte: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      this.ended(signal ?? `codice ${code ?? 0}`);
    });
  }

  /** True when the process has ended without being asked to. */
  get hasCrashed(): boolean {
    return this.crashes > 0;
  }

  /** @throws ServiceError when it did not end in time and had to be killed */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.restart);
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    child.kill('SIGTERM');
    const limit = setTimeout(() => {
      this.kill();
      this.options.say(
        `${this.options.name} non si è chiuso in tempo ed è stato interrotto: il lavoro in corso riprenderà al prossimo avvio.`,
      );
    }, this.options.stopWithinMs);
    await ended;
    clearTimeout(limit);
  }

  /** Ends the process and everything it started. @returns false where there is none */
  kill(): boolean {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    try {
      return process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself this very moment.
      return false;
    }
  }

  private ended(how: string): void {
    if (!this.wanted) return;
    if (performance.now() - this.startedAt > STEADY_AFTER_MS) this.crashes = 0;
    this.crashes += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(this.crashes, 10));
    this.options.say(
      `${this.options.name} si è interrotto (${how}): lo riavvio tra ${(pause / 1000).toFixed(0)} s. Dettagli in ${this.logFile}`,
    );
    this.restart = setTimeout(() => {
      this.start();
    }, pause);
  }

  private openLog(): number {
    const { logFile } = this;
    try {
      if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
      return openSync(logFile, 'a', 0o600);
    } catch (error) {
      throw new ServiceError(
        this.options.name,
        `Il registro ${logFile} non si può scrivere: ${String(error)}`,
        'Controlla i permessi e lo spazio su disco.',
        { cause: error },
      );
    }
  }
}
