import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { buildManifest, manifestText, type PackageManifest } from '@gare/domain/package/manifest';
import { auditExtractText } from '@gare/domain/package/audit-extract';
import { type ChainedEntry } from '@gare/domain/audit/chain';
import { bufferSource, measure, measureZip, type MeasuredFile } from '../../libs/publication/src/package-zip.js';
import { runVerify } from '../../apps/cli/src/verify/run-verify.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { sampleInput, samplePackage, sha256, writePackage } from './sample-package.js';

let directory: string;
let intact: string;
let bytes: Buffer;
const place = (name: string): string => join(directory, name);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-'));
  intact = place('intact.zip');
  await writePackage(intact, await samplePackage());
  bytes = await readFile(intact);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let written = 0;

async function faultOf(content: Buffer): Promise<string> {
  written += 1;
  const path = place(`altered-${written}.zip`);
  await writeFile(path, content);
  const result = await verifyPackage(path);
  await rm(path);
  return result.ok ? 'INTACT' : result.fault;
}

/** The package with other files, or other contents, written by the product's own writer. */
async function rewritten(change: (files: MeasuredFile[]) => Promise<MeasuredFile[]> | MeasuredFile[]): Promise<string> {
  const assembled = await samplePackage();
  const path = place('rewritten.zip');
  await writePackage(path, { ...assembled, files: await change([...assembled.files]) });
  const result = await verifyPackage(path);
  return result.ok ? 'INTACT' : result.fault;
}

const replaced = async (files: MeasuredFile[], path: string, edit: (text: string) => string): Promise<MeasuredFile[]> =>
  Promise.all(
    files.map(async (file) => {
      if (file.path !== path) return file;
      const chunks: Buffer[] = [];
      for await (const chunk of await file.open()) chunks.push(chunk as Buffer);
      return measure(bufferSource(path, Buffer.from(edit(Buffer.concat(chunks).toString('utf8')))));
    }),
  );

describe('an intact package', () => {
  it('passes, and says what it is', async () => {
    expect(await verifyPackage(intact)).toEqual({
      ok: true,
      summary: {
        codiceAppalto: 'SUA-PG-2026-000123',
        oggetto: 'Servizio di refezione scolastica, anni scolastici 2027-2030',
        versione: 1,
        documents: 3,
        auditEntries: 5,
        bytes: bytes.length,
        sha256: sha256(bytes),
      },
    });
  });

  it('has the bytes and the hash that are known before it is written', async () => {
    const { files, manifest } = await samplePackage();
    expect(await measureZip(files, { date: manifest.asOf })).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
  });

  it('opens with the unzip of Debian, ZIP64 too', async () => {
    await writePackage(place('zip64.zip'), await samplePackage(), { forceZip64: true });
    for (const name of ['intact.zip', 'zip64.zip']) {
      expect(execFileSync('unzip', ['-t', place(name)], { encoding: 'utf8' })).toContain('No errors detected');
    }
    expect(execFileSync('unzip', ['-Z1', intact], { encoding: 'utf8' }).trim().split('\n')).toEqual([
      'documenti/01_disciplinare_decisione-a-contrarre_rev1.pdf',
      'documenti/02_disciplinare_bando-di-gara_rev1.pdf',
      'documenti/03_disciplinare_disciplinare-di-gara_rev1.pdf',
      'indice.pdf',
      'registro.json',
      'manifest.json',
    ]);
  });

  it('carries a checksumTotale that sha256sum and sort reproduce', async () => {
    const out = place('extracted');
    execFileSync('unzip', ['-q', '-d', out, intact]);
    const listing = execFileSync('bash', ['-c', 'find . -type f ! -name manifest.json -printf "%P\\n" | LC_ALL=C sort | xargs sha256sum'], {
      cwd: out,
    });
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as PackageManifest;
    expect(sha256(listing)).toBe(manifest.checksumTotale);
  });
});

describe('one altered byte is named', () => {
  const flipAt = (at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const flipAfter = (text: string, from = 0): Buffer => flipAt(bytes.indexOf(text, from) + text.length);

  it.each([
    ['a document', '%PDF-1.7 bando', /^Il documento D30 «Bando di gara» .*impronta non corrisponde/],
    ['a large document', 'disciplinare disciplinare', /^Il documento D33 .*impronta non corrisponde/],
    ['the index', '%PDF-1.7\nPK', /^L’indice .*impronta non corrisponde/],
    ['the audit extract', 'numero 3', /^Il registro delle operazioni .*impronta non corrisponde/],
    ['the manifest', '"oggetto": "Servizio di ', /manifest\.json.*alterato/],
  ])('in %s', async (_, before, expected) => {
    expect(await faultOf(flipAfter(before))).toMatch(expected);
  });

  it('in the white space of the manifest', async () => {
    const at = bytes.indexOf('\n  "dossierId"');
    const copy = Buffer.from(bytes);
    copy[at + 1] = 9;
    expect(await faultOf(copy)).toBe('manifest.json è stato riscritto: il testo non è quello originale.');
  });

  it('in a header, byte by byte, and in the whole directory, every fifth byte', async () => {
    const first = 30 + 'documenti/01_disciplinare_decisione-a-contrarre_rev1.pdf'.length;
    const directoryStart = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const places = [
      ...Array(first).keys(),
      ...Array.from({ length: Math.floor((bytes.length - directoryStart) / 5) }, (_, index) => directoryStart + index * 5),
    ];
    for (const at of places) expect({ at, fault: await faultOf(flipAt(at)) }).not.toEqual({ at, fault: 'INTACT' });
  }, 60_000);

  it('in the time stamp of a file, by name', async () => {
    expect(await faultOf(flipAt(10))).toBe(
      'L’intestazione del file documenti/01_disciplinare_decisione-a-contrarre_rev1.pdf nello ZIP è stata alterata.',
    );
  });

  it('appended after the end', async () => {
    expect(await faultOf(Buffer.concat([bytes, Buffer.from('x')]))).toMatch(/^Il file non è un archivio ZIP integro|in coda/);
  });
});

describe('a package put together again', () => {
  it.each([
    [
      'without a document',
      (files: MeasuredFile[]) => files.filter((file) => !file.path.includes('bando')),
      /^Manca il documento D30 «Bando di gara»/,
    ],
    ['without the index', (files: MeasuredFile[]) => files.filter((file) => file.path !== 'indice.pdf'), /^Manca l’indice \(indice\.pdf\)/],
    ['without the audit extract', (files: MeasuredFile[]) => files.filter((file) => file.path !== 'registro.json'), /^Manca il registro/],
    ['without the manifest', (files: MeasuredFile[]) => files.filter((file) => file.path !== 'manifest.json'), /^Manca manifest\.json/],
    [
      'in another order',
      ([a, b, ...rest]: MeasuredFile[]) => [b, a, ...rest].filter((file) => file !== undefined),
      /non sono nell’ordine del manifesto: al posto 1/,
    ],
  ])('%s', async (_, change, expected) => {
    expect(await rewritten(change)).toMatch(expected);
  });

  it('with a file more', async () => {
    const extra = await measure(bufferSource('documenti/99_altro.pdf', Buffer.from('altro')));
    expect(await rewritten((files) => [extra, ...files])).toBe(
      'Il file documenti/99_altro.pdf è nel pacchetto ma il manifesto non lo elenca: è stato aggiunto.',
    );
  });

  it('with another value in the manifest, written as the product writes it', async () => {
    const fault = await rewritten((files) => replaced(files, 'manifest.json', (text) => text.replace('"numKO": 2', '"numKO": 0')));
    expect(fault).toBe('manifest.json è stato alterato: la sua impronta non corrisponde.');
  });

  it('with a document hash changed in the manifest and the manifest hash made anew', async () => {
    const { manifest } = await samplePackage();
    const forged = buildManifest(
      { ...sampleInput, documents: sampleInput.documents.map((document) => ({ ...document, sha256: 'f'.repeat(64) })) },
      { indice: manifest.indice, registro: manifest.registro },
      sha256,
    );
    expect(await rewritten((files) => replaced(files, 'manifest.json', () => manifestText(forged)))).toMatch(
      /^Il documento D21 .*impronta/,
    );
  });

  it.each([
    [
      'altered',
      (chain: ChainedEntry[]) => chain.map((entry) => (entry.sequence === 3 ? { ...entry, summary: 'Niente.' } : entry)),
      'alla voce 3: il suo contenuto',
    ],
    ['removed', (chain: ChainedEntry[]) => chain.filter((entry) => entry.sequence !== 2), 'alla voce 2: manca una voce'],
    ['swapped', ([a, b, ...rest]: ChainedEntry[]) => [b, a, ...rest].filter((entry) => entry !== undefined), 'alla voce 1: manca una voce'],
    ['cut off at the end', (chain: ChainedEntry[]) => chain.slice(0, 4), 'non arriva dove dice il manifesto: 4 voci invece di 5'],
  ])('with an audit entry %s and every hash of the files made anew', async (_, change, expected) => {
    const { manifest } = await samplePackage();
    const fault = await rewritten(async (files) => {
      const altered = await replaced(files, 'registro.json', (text) => auditExtractText(change(JSON.parse(text) as ChainedEntry[])));
      const registro = altered.find((file) => file.path === 'registro.json');
      const forged = buildManifest(
        sampleInput,
        { indice: manifest.indice, registro: { ...manifest.registro, sha256: registro?.sha256 ?? '', bytes: registro?.bytes ?? 0 } },
        sha256,
      );
      return replaced(altered, 'manifest.json', () => manifestText(forged));
    });
    expect(fault).toContain(expected);
  });

  it('by another ZIP program, compressed', async () => {
    const out = place('recompressed');
    execFileSync('unzip', ['-q', '-d', out, intact]);
    const zip = new ZipFile();
    for (const { path } of (await samplePackage()).files) zip.addFile(join(out, path), path);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    expect(await faultOf(Buffer.concat(chunks))).toMatch(/è stato ricompresso/);
  });
});

describe('a hostile file', () => {
  const member = (name: string): { from: number; to: number } => {
    const local = bytes.indexOf(name);
    return { from: local, to: bytes.indexOf(name, local + 1) };
  };
  const renamed = (name: string, other: string): Buffer => {
    const copy = Buffer.from(bytes);
    const { from } = member(name);
    for (let at = from; at >= 0; at = copy.indexOf(name, at + 1)) copy.write(other, at, 'latin1');
    return copy;
  };

  it.each([
    ['climbs out of the directory', renamed_('indice.pdf', '../ice.pdf'), /nome di file pericoloso/],
    ['is absolute', renamed_('indice.pdf', '/ndice.pdf'), /nome di file pericoloso/],
    ['has a backslash', renamed_('indice.pdf', '..\\ce.pdf'), /nome di file pericoloso/],
    ['repeats a name', renamed_('registro.json', 'manifest.json'), /due volte il file manifest\.json/],
  ])('that %s', async (_, make, expected) => {
    expect(await faultOf(make())).toMatch(expected);
  });

  function renamed_(name: string, other: string): () => Buffer {
    return () => renamed(name, other);
  }

  it('cut at any of twenty places is refused without a crash', async () => {
    for (let step = 0; step < 20; step += 1) {
      const path = place('cut.zip');
      await copyFile(intact, path);
      await truncate(path, Math.floor((bytes.length * step) / 20));
      expect(await verifyPackage(path)).toEqual({ ok: false, fault: expect.stringMatching(/integro|danneggiat/) as string });
    }
  });

  it('that inflates a thousandfold is refused before it is read', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.alloc(50_000_000), 'manifest.json');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    const started = performance.now();
    expect(await faultOf(Buffer.concat(chunks))).toMatch(/ricompresso/);
    expect(performance.now() - started).toBeLessThan(500);
  }, 20_000);

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 not a zip')],
    ['nothing', Buffer.alloc(0)],
  ])('that is %s', async (_, content) => {
    expect(await faultOf(content)).toMatch(/non è un archivio ZIP/);
  });
});

describe('npm run verify', () => {
  const run = async (...args: string[]): Promise<{ code: number; lines: string }> => {
    const lines: string[] = [];
    const code = await runVerify(args, { out: (line) => lines.push(line), error: (line) => lines.push(line) });
    return { code, lines: lines.join('\n') };
  };

  it('exits 0 for an intact package and says its hash', async () => {
    expect(await run(intact)).toEqual({ code: 0, lines: expect.stringContaining(`SHA-256 ${sha256(bytes)}`) as string });
  });

  it('exits 1 when one of several is not intact', async () => {
    await writeFile(place('bad.zip'), bytes.subarray(1));
    const { code, lines } = await run(intact, place('bad.zip'));
    expect(code).toBe(1);
    expect(lines).toMatch(/INTEGRO {2}.*intact\.zip[\s\S]*NON INTEGRO {2}.*bad\.zip/);
  });

  it('compares the hash of the whole file with the published one', async () => {
    expect((await run(intact, '--sha256', sha256(bytes))).code).toBe(0);
    expect(await run(intact, '--sha256', '0'.repeat(64))).toEqual({
      code: 1,
      lines: expect.stringContaining('è un altro pacchetto') as string,
    });
  });

  it('exits 1 for a file that is not there, and without arguments says how it is used', async () => {
    expect(await run(place('missing.zip'))).toEqual({ code: 1, lines: expect.stringContaining('non si può aprire') as string });
    expect(await run()).toEqual({ code: 1, lines: expect.stringContaining('Uso: npm run verify') as string });
  });
});
