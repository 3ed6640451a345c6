import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ChildProcess } from 'node:child_process';
import { type ConversionAnswer, type ConversionRequest, type Converter, type ConverterLimits } from './converter.js';
import { killGroup, MemoryWatch, startGroup } from './process-group.js';
import { writeProfile } from './profile.js';
import { makeWorkFolder } from './work-folder.js';
import { type OfficePrograms } from './warm-office.js';

/**
 * Converts with a LibreOffice started for each document: three times slower, used where python3-uno is not
 * installed. The title comes from the document's own properties.
 */
export class ColdOffice implements Converter {
  usable = true;
  private running: ChildProcess | null = null;

  constructor(
    private readonly programs: OfficePrograms,
    private readonly limits: ConverterLimits,
  ) {}

  async convert(request: ConversionRequest): Promise<ConversionAnswer> {
    const home = await makeWorkFolder();
    try {
      await writeProfile(join(home, 'profile'));
      let answer = await this.run(request, home);
      // A fresh profile makes LibreOffice ask to be started again (exit codes 79 and 81).
      if (!answer.ok && !answer.refused && /ended with (?:79|81)$/.test(answer.detail)) answer = await this.run(request, home);
      if (answer.ok) await rename(join(home, `${basename(request.source).replace(/\.[^.]*$/, '')}.pdf`), request.target);
      return answer;
    } catch (error) {
      return { ok: false, refused: true, detail: String(error) };
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }

  async end(): Promise<void> {
    this.usable = false;
    if (this.running !== null) await killGroup(this.running);
  }

  pids(): readonly number[] {
    return this.running?.pid === undefined ? [] : [this.running.pid];
  }

  private async run(request: ConversionRequest, home: string): Promise<ConversionAnswer> {
    const options = { SelectPdfVersion: { type: 'long', value: String(request.part) }, UseTaggedPDF: { type: 'boolean', value: 'true' } };
    const leader = startGroup(
      [
        ...this.programs.isolation,
        this.programs.soffice,
        `-env:UserInstallation=file://${join(home, 'profile')}`,
        '--headless',
        '--norestore',
        '--infilter=MS Word 2007 XML',
        '--convert-to',
        `pdf:writer_pdf_Export:${JSON.stringify(options)}`,
        '--outdir',
        home,
        request.source,
      ],
      home,
    );
    this.running = leader;
    leader.stdout?.resume();
    leader.stderr?.resume();
    const ending: { given: ConversionAnswer | null } = { given: null };
    const give = (code: 'office.timeout' | 'office.memory', detail: string): void => {
      ending.given = { ok: false, refused: false, code, detail };
      void killGroup(leader);
    };
    const timer = setTimeout(() => {
      give('office.timeout', `no answer in ${this.limits.timeLimit} ms`);
    }, this.limits.timeLimit);
    const unwatch = new MemoryWatch(leader.pid ?? 0, this.limits.memoryLimit).start((megabytes) => {
      give('office.memory', `${megabytes} MB resident`);
    });
    const code = await new Promise<number | null>((resolve) => {
      leader.on('exit', (status) => {
        resolve(status);
      });
      leader.on('error', () => {
        resolve(null);
      });
    });
    clearTimeout(timer);
    unwatch();
    this.running = null;
    await killGroup(leader);
    return (
      ending.given ??
      (code === 0
        ? { ok: true, pages: null }
        : { ok: false, refused: false, code: 'office.crashed', detail: `soffice ended with ${String(code)}` })
    );
  }
}
