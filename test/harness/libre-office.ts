import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { defaultOfficePool } from '@gare/platform/office';

const run = promisify(execFile);

/** Each Word document opened by LibreOffice and saved again as a Word document. */
export async function savedByLibreOffice(files: readonly Buffer[]): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'round-trip-'));
  try {
    const names = files.map((_, index) => join(folder, `${index}.docx`));
    await Promise.all(files.map((bytes, index) => writeFile(names[index] ?? '', bytes)));
    const out = join(folder, 'out');
    await mkdir(out);
    const options = [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--norestore', '--infilter=MS Word 2007 XML'];
    await run('soffice', [...options, '--convert-to', 'docx:MS Word 2007 XML', '--outdir', out, ...names], { timeout: 150_000 });
    return await Promise.all(files.map((_, index) => readFile(join(out, `${index}.docx`))));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** What somebody does in LibreOffice, as `office-edits.py` knows it. */
export interface OfficeWork {
  readonly bytes: Buffer;
  /** With changes recorded, as Word tracks them. */
  readonly tracked: boolean;
  readonly edits: readonly (readonly unknown[])[];
}

/** Each document as it is saved after somebody of this name worked on it in LibreOffice, by its own commands. */
export async function editedByLibreOffice(author: string, works: readonly OfficeWork[]): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'office-edits-'));
  try {
    const files = works.map((_, index) => ({ source: join(folder, `${index}.docx`), target: join(folder, `${index}-out.docx`) }));
    await Promise.all(works.map(({ bytes }, index) => writeFile(files[index]?.source ?? '', bytes)));
    const { python, soffice } = defaultOfficePool;
    const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', TZ: 'UTC', SAL_USE_VCLPLUGIN: 'svp' };
    const script = resolve('test/harness/office-edits.py');
    const child = execFile(python, [script, soffice, join(folder, 'profile'), author], { env, timeout: 150_000 });
    child.stdin?.end(works.map(({ tracked, edits }, index) => `${JSON.stringify({ ...files[index], tracked, edits })}\n`).join(''));
    const answers = await text(child.stdout as Readable);
    const failed = answers.split('\n').filter((line) => line !== '' && !line.includes('"ok": true'));
    if (failed.length > 0) throw new Error(failed.join('\n'));
    return await Promise.all(files.map(({ target }) => readFile(target)));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
