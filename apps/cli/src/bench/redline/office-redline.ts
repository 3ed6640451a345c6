import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { defaultOfficePool } from '@gare/platform/office';

interface Answer {
  readonly ok?: boolean;
  readonly error?: string;
  readonly ms?: number;
  readonly changes?: number;
  readonly left?: number;
  readonly text?: string[];
}

/** A warm LibreOffice that compares Word files as its own menu does, and reads them with their tracked changes settled. */
export class OfficeRedline {
  private answer: (line: string) => void = () => undefined;

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.answer(line);
    });
  }

  /** `home` is an empty directory of its own. */
  static async start(home: string): Promise<OfficeRedline> {
    await mkdir(home, { recursive: true });
    const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: home, LANG: 'C.UTF-8', TZ: 'UTC', SAL_USE_VCLPLUGIN: 'svp' };
    const { python, soffice } = defaultOfficePool;
    const script = resolve('apps/cli/src/bench/redline/office-redline.py');
    const child = spawn(python, [script, soffice, join(home, 'profile')], { stdio: ['pipe', 'pipe', 'ignore'], env });
    const office = new OfficeRedline(child);
    await office.next();
    return office;
  }

  /** Milliseconds from two files on disk to the DOCX with tracked changes, and how many there are. */
  async compare(before: string, after: string, target: string): Promise<{ ms: number; changes: number }> {
    const { ms = Number.NaN, changes = 0 } = await this.ask({ do: 'compare', before, after, target });
    return { ms, changes };
  }

  /** What a file says with its tracked changes settled: paragraphs of body and tables, notes, headers and footers. */
  async read(source: string, settle: 'accept' | 'reject' | null): Promise<{ changes: number; left: number; text: string[] }> {
    const { changes = 0, left = 0, text = [] } = await this.ask({ do: 'read', source, settle });
    return { changes, left, text };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.stdin?.end();
    await gone;
  }

  private async ask(request: object): Promise<Answer> {
    const answer = this.next();
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const result = await answer;
    if (result.ok !== true) throw new Error(`LibreOffice: ${result.error ?? 'no answer'}`);
    return result;
  }

  private next(): Promise<Answer> {
    return new Promise((fulfil, reject) => {
      const ended = (): void => {
        reject(new Error('LibreOffice ended'));
      };
      this.child.once('exit', ended);
      this.answer = (line) => {
        this.child.off('exit', ended);
        fulfil(JSON.parse(line) as Answer);
      };
    });
  }
}
