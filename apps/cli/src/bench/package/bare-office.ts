import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { defaultOfficePool } from '@gare/platform/office';

const sidecar = resolve(__dirname, '../../../../../libs/platform/src/office/uno-sidecar.py');

/** One warm LibreOffice behind its UNO pipe, and nothing else: no pool, no limits, no checks, no queue. */
class BareOffice {
  private answer: (line: string) => void = () => undefined;

  constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.answer(line);
    });
  }

  next(): Promise<{ ok?: boolean; ready?: boolean; error?: string }> {
    return new Promise((resolvePromise, reject) => {
      this.child.once('exit', reject);
      this.answer = (line) => {
        this.child.off('exit', reject);
        resolvePromise(JSON.parse(line) as { ok?: boolean; error?: string });
      };
    });
  }

  async convert(source: string, target: string): Promise<void> {
    const answer = this.next();
    this.child.stdin?.write(`${JSON.stringify({ id: 1, source, target, title: 'Documento', part: defaultOfficePool.part })}\n`);
    const { ok, error } = await answer;
    if (ok !== true) throw new Error(`bare LibreOffice did not convert ${source}: ${error ?? ''}`);
  }

  stop(): void {
    this.child.stdin?.end();
  }
}

/** As many warm LibreOffice processes as the product has, each taking the next document when it is free. */
export class BareOffices {
  private constructor(
    private readonly offices: readonly BareOffice[],
    private readonly directory: string,
  ) {}

  static async start(count: number, directory: string): Promise<BareOffices> {
    const offices: BareOffice[] = [];
    for (let number = 0; number < count; number += 1) {
      const home = join(directory, `office-${number}`);
      await mkdir(home, { recursive: true });
      const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: home, LANG: 'C.UTF-8', TZ: 'UTC', SAL_USE_VCLPLUGIN: 'svp' };
      const { python, soffice } = defaultOfficePool;
      const child = spawn(python, [sidecar, soffice, join(home, 'profile'), '0'], { stdio: ['pipe', 'pipe', 'ignore'], env });
      const office = new BareOffice(child);
      offices.push(office);
      await office.next();
    }
    return new BareOffices(offices, directory);
  }

  /** Seconds to convert all of them, in the order given. */
  async convertAll(files: readonly string[]): Promise<number> {
    const left = [...files.entries()];
    const start = performance.now();
    await Promise.all(
      this.offices.map(async (office) => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [number, file] = next;
          await office.convert(file, join(this.directory, `bare-${number}.pdf`));
        }
      }),
    );
    return (performance.now() - start) / 1000;
  }

  stop(): void {
    for (const office of this.offices) office.stop();
  }
}
