import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
