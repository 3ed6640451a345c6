import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as docx from 'docx';
import { OfficeFailure, OfficePool } from '@gare/platform/office';
import { roundTripFiles } from '../../apps/cli/src/bench/word/round-trip-files.js';
import { inspectFormedPdfA, inspectPdfA, runPreflight } from '@gare/platform/pdf';

const formedAt = new Date('2026-11-22T10:30:00.000Z');

async function wordDocument(articles: number): Promise<Buffer> {
  const children = Array.from({ length: articles }, (_, index) => [
    new docx.Paragraph({ text: `Articolo ${index + 1}`, heading: docx.HeadingLevel.HEADING_1 }),
    ...Array.from(
      { length: 6 },
      () => new docx.Paragraph('Le offerte sono presentate nei termini e con le modalità del disciplinare. '.repeat(6)),
    ),
  ]).flat();
  return docx.Packer.toBuffer(new docx.Document({ sections: [{ children }] }));
}

function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => {
    try {
      return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  });
}

/** The sidecars that this process has started and that live. */
function children(): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return alive(pids).filter((pid) => {
    const parent = /^PPid:\s+(\d+)$/m.exec(textOf(`/proc/${pid}/status`))?.[1];
    return Number(parent) === process.pid && textOf(`/proc/${pid}/cmdline`).includes('uno-sidecar.py');
  });
}

/** Empty where the process has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The soffice.bin of a pool, not its sidecar. */
function officePid(pool: OfficePool): number {
  const found = pool.pids().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--headless'));
  if (found === undefined) throw new Error('no soffice.bin');
  return found;
}

describe('PDF/A through warm LibreOffice', () => {
  const pool = new OfficePool({ size: 1, timeLimit: 20_000 });
  let small: Buffer;
  let long: Buffer;

  beforeAll(async () => {
    [small, long] = await Promise.all([wordDocument(2), wordDocument(150)]);
    await expect(pool.start()).resolves.toMatchObject({ engine: 'warm' });
  }, 90_000);

  afterAll(async () => {
    const pids = pool.pids();
    await pool.stop();
    expect(alive(pids)).toEqual([]);
  }, 30_000);

  it('forms a tagged Italian PDF/A with its title, all fonts embedded', async () => {
    const { pdf, pages, attempts } = await pool.toPdf({ docx: small, title: 'Disciplinare di gara – lotto 1', formedAt });
    const inspection = await inspectPdfA(pdf);
    expect(inspection).toMatchObject({
      ok: true,
      findings: [],
      declared: '1A',
      language: 'it-IT',
      title: 'Disciplinare di gara – lotto 1',
      pages,
    });
    expect(await inspectFormedPdfA(pdf)).toEqual(inspection);
    expect(attempts).toBe(1);
    const report = await runPreflight(pdf);
    // The full check is made where Java and PDFBox are installed; elsewhere it must say that it was not.
    expect(report.status === 'not-run' ? report.reason : report).toEqual(
      report.status === 'not-run' ? expect.stringContaining('non eseguito') : { status: 'valid' },
    );
  }, 60_000);

  it('gives the same bytes for the same document and date, whatever was converted in between', async () => {
    const first = await pool.toPdf({ docx: small, title: 'Bando', formedAt });
    await pool.toPdf({ docx: long, title: 'Altro', formedAt });
    const second = await pool.toPdf({ docx: small, title: 'Bando', formedAt });
    const other = new OfficePool({ size: 1 });
    const third = await other.toPdf({ docx: small, title: 'Bando', formedAt });
    await other.stop();
    expect(second.pdf.equals(first.pdf)).toBe(true);
    expect(third.pdf.equals(first.pdf)).toBe(true);
    expect(first.pdf.toString('latin1')).toContain('D:20261122103000');
    const later = await pool.toPdf({ docx: small, title: 'Bando', formedAt: new Date('2026-11-23T08:00:00Z') });
    expect(later.pdf.equals(first.pdf)).toBe(false);
  }, 90_000);

  it('forms a document again when its LibreOffice is killed in the middle', async () => {
    const converting = pool.toPdf({ docx: long, title: 'Lungo', formedAt });
    await new Promise((resolve) => setTimeout(resolve, 400));
    process.kill(officePid(pool), 'SIGKILL');
    const formed = await converting;
    expect(formed.attempts).toBe(2);
    expect(formed.pages).toBeGreaterThan(20);
  }, 90_000);

  it('forms documents that somebody commented and corrected in Word', async () => {
    const files = roundTripFiles.filter(({ name }) => /commenti|sostituzione|righe|spostato/.test(name));
    expect(files).toHaveLength(4);
    for (const { name, bytes } of files) {
      const { attempts, pages } = await pool.toPdf({ docx: bytes, title: name, formedAt });
      expect({ name, attempts, pages }).toEqual({ name, attempts: 1, pages: 1 });
    }
  }, 60_000);

  it('refuses what is no Word document and goes on', async () => {
    const failure = await pool.toPdf({ docx: Buffer.from('solo testo'), title: 'x', formedAt }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OfficeFailure);
    expect(failure).toMatchObject({ code: 'office.unreadable' });
    await expect(pool.toPdf({ docx: small, title: 'x', formedAt })).resolves.toMatchObject({ attempts: 1 });
  }, 60_000);
});

describe('limits of the LibreOffice pool', () => {
  it('gives up after the second hang, says why, and serves the next document', async () => {
    const pool = new OfficePool({ size: 1, timeLimit: 1_500 });
    const [small, long] = await Promise.all([wordDocument(1), wordDocument(400)]);
    await pool.start();
    const stopped = new Set<number>();
    const freezing = setInterval(() => {
      for (const pid of pool.pids()) {
        if (stopped.has(pid)) continue;
        stopped.add(pid);
        process.kill(pid, 'SIGSTOP');
      }
    }, 20);
    const failure = await pool.toPdf({ docx: long, title: 'x', formedAt }).catch((error: unknown) => error);
    clearInterval(freezing);
    expect(failure).toMatchObject({ code: 'office.timeout', message: expect.stringContaining('I dati sono salvi') as unknown });
    const formed = await pool.toPdf({ docx: small, title: 'x', formedAt });
    expect(formed.pages).toBe(1);
    const last = pool.pids();
    await pool.stop();
    expect(alive([...stopped, ...last])).toEqual([]);
  }, 120_000);

  it('ends a process that passes its memory limit', async () => {
    const pool = new OfficePool({ size: 1, memoryLimit: 60 });
    const failure = await pool.toPdf({ docx: await wordDocument(400), title: 'x', formedAt }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'office.memory' });
    await pool.stop();
  }, 120_000);

  it('replaces a process after its number of documents', async () => {
    const pool = new OfficePool({ size: 1, recycleAfter: 2 });
    const small = await wordDocument(1);
    await pool.start();
    const before = officePid(pool);
    await pool.toPdf({ docx: small, title: 'x', formedAt });
    await pool.toPdf({ docx: small, title: 'x', formedAt });
    await pool.toPdf({ docx: small, title: 'x', formedAt });
    expect(officePid(pool)).not.toBe(before);
    await pool.stop();
    expect(alive([before])).toEqual([]);
  }, 90_000);

  it('has one process for a seat, also for a document that comes while it starts, and leaves none behind', async () => {
    const pool = new OfficePool({ size: 1 });
    const [, formed] = await Promise.all([pool.start(), pool.toPdf({ docx: await wordDocument(1), title: 'x', formedAt })]);
    expect(formed.attempts).toBe(1);
    const sidecars = children();
    expect(sidecars).toHaveLength(1);
    expect(pool.pids()).toEqual(expect.arrayContaining(sidecars));
    await pool.stop();
    expect(children()).toEqual([]);
  }, 90_000);

  it('ends at once a process that is still starting when it is stopped', async () => {
    const pool = new OfficePool({ size: 1 });
    const starting = pool.start().catch((error: unknown) => error);
    while (children().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await pool.stop();
    expect(children()).toEqual([]);
    expect(await starting).toMatchObject({ code: 'office.stopped' });
  }, 90_000);

  it('works without python3-uno, more slowly', async () => {
    const pool = new OfficePool({ size: 1, python: '/bin/false' });
    await expect(pool.start()).resolves.toMatchObject({ engine: 'cold' });
    const { pdf, pages } = await pool.toPdf({ docx: await wordDocument(2), title: 'x', formedAt });
    expect(pages).toBeGreaterThan(0);
    await expect(inspectPdfA(pdf)).resolves.toMatchObject({ declared: '1A', pages });
    await pool.stop();
  }, 90_000);

  it('leaves no LibreOffice behind when its own process is killed', async () => {
    const sources = join(__dirname, '../../libs');
    const program = `
      require(${JSON.stringify(join(sources, 'templates/src/render-worker-source.cjs'))});
      const { OfficePool } = require(${JSON.stringify(join(sources, 'platform/src/office/index.ts'))});
      const pool = new OfficePool({ size: 1 });
      pool.start().then(() => console.log(JSON.stringify(pool.pids())));
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(alive(pids)).toHaveLength(2);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    for (let waited = 0; waited < 50 && alive(pids).length > 0; waited += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(alive(pids)).toEqual([]);
    // Its documents are removed by the next pool that starts on this machine (a cold one starts nothing else).
    const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`gare-office-${child.pid ?? 0}-`));
    expect(left()).not.toEqual([]);
    const next = new OfficePool({ size: 1, python: '/bin/false' });
    await next.start();
    await next.stop();
    expect(left()).toEqual([]);
  }, 90_000);
});
