import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestDocuments } from '@gare/domain/package/manifest';
import { OfficePool } from '@gare/platform/office';
import { inspectPdfA } from '@gare/platform/pdf';
import { IndexForming } from '../../libs/publication/src/index-forming.js';
import { indexDocument } from '../../libs/publication/src/index-document.js';
import { sampleInput } from '../verify/sample-package.js';

describe('the index of the package, on real LibreOffice', () => {
  const pool = new OfficePool({ size: 1, timeLimit: 30_000 });
  const forming = new IndexForming(pool);
  const [sample] = sampleInput.documents;
  if (!sample) throw new Error('the sample input has documents');
  const input = {
    ...sampleInput,
    oggetto: 'Servizio di refezione «biologica» & mensa <scolastica>\u0007',
    documents: Array.from({ length: 40 }, (_, index) => ({ ...sample, code: `D${index + 10}`, bytes: 1_234_567 })),
  };
  const listed = manifestDocuments(input);
  let pdf: Buffer;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'index-'));
    pdf = await forming.form(indexDocument(input, listed), input);
    await writeFile(join(directory, 'indice.pdf'), pdf);
  }, 90_000);
  afterAll(async () => {
    await pool.stop();
    await rm(directory, { recursive: true, force: true });
  }, 30_000);

  it('is tagged PDF/A in Italian with its fonts inside', async () => {
    expect(await inspectPdfA(pdf)).toMatchObject({
      ok: true,
      language: 'it-IT',
      title: 'Indice del fascicolo SUA-PG-2026-000123, versione 1',
    });
  });

  it('lists every document with its file, its size and its whole hash', () => {
    const text = execFileSync('pdftotext', ['-layout', join(directory, 'indice.pdf'), '-'], { encoding: 'utf8' });
    // In the order of the content, so that a cell is whole even where its lines are broken.
    const solid = execFileSync('pdftotext', ['-raw', join(directory, 'indice.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
    for (const { codice, file, sha256 } of listed) {
      for (const shown of [codice, file, sha256]) expect(solid).toContain(shown);
    }
    expect(text).toContain('1.234.567');
    expect(text).toContain('«biologica» & mensa <scolastica>');
    expect(text).toContain('npm run verify');
  });

  it('is on A4 and repeats the head of the table on every page, tagged as a head', () => {
    const info = execFileSync('pdfinfo', [join(directory, 'indice.pdf')], { encoding: 'utf8' });
    expect(info).toMatch(/Page size:\s+841\.\d+ x 595\.\d+ pts \(A4\)/);
    expect(Number(/Pages:\s+(\d+)/.exec(info)?.[1])).toBeGreaterThan(1);
    expect(execFileSync('pdfinfo', ['-struct', join(directory, 'indice.pdf')], { encoding: 'utf8' })).toMatch(/\bTH\b/);
  });

  it('has the same bytes when formed again by another process', async () => {
    const other = new OfficePool({ size: 1, timeLimit: 30_000 });
    try {
      expect((await new IndexForming(other).form(indexDocument(input, listed), input)).equals(pdf)).toBe(true);
    } finally {
      await other.stop();
    }
  }, 60_000);
});
