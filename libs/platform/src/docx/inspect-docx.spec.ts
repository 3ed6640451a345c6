import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { writeCanonicalZip } from './canonical-zip.js';
import { inspectDocx } from './inspect-docx.js';
import { bomb, wordFile, wordParts, withHeader } from '../../../../test/fixtures/word-files.js';

const relationships = (inner: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const withPart = (name: string, text: string): Buffer => wordFile({ [name]: text });

const hostile: Record<string, { file: () => Buffer; code: string }> = {
  'text renamed .docx': { file: () => Buffer.from('Oggetto: richiesta di affiancamento. '.repeat(40)), code: 'docx.not-zip' },
  'bomb of 300 MB': { file: () => bomb(300), code: 'docx.too-large' },
  'bomb of 60 MB under the total': { file: () => bomb(60), code: 'docx.compression-ratio' },
  'bomb that declares 1000 bytes': {
    file: () => withHeader(bomb(60), 'word/media/zero.bin', 1000),
    code: 'docx.lying-size',
  },
  'main part that declares too little': { file: () => withHeader(wordFile({}), 'word/document.xml', 20), code: 'docx.lying-size' },
  '2100 parts': {
    file: () => wordFile(Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`word/media/${index}.txt`, 'x']))),
    code: 'docx.too-many-entries',
  },
  'truncated file': { file: () => wordFile({}).subarray(0, 500), code: 'docx.not-zip' },
  'docm content type': {
    file: () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      ),
    code: 'docx.macros',
  },
  'vbaProject part': { file: () => withPart('word/vbaProject.bin', 'x'), code: 'docx.macros' },
  'DOCTYPE in the document': {
    file: () => withPart('word/document.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document/>'),
    code: 'docx.doctype',
  },
  'DOCTYPE in custom XML, UTF-16': {
    file: () => wordFile({ 'customXml/item1.xml': Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le') }),
    code: 'docx.doctype',
  },
  'DOCTYPE after a comment with a false root': {
    file: () => withPart('word/settings.xml', '<!-- <a/> --><!doctype a><a/>'),
    code: 'docx.doctype',
  },
  'external template': {
    file: () =>
      withPart(
        'word/_rels/settings.xml.rels',
        relationships(
          `<Relationship Id="r1" Type="${office}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/>`,
        ),
      ),
    code: 'docx.external-link',
  },
  'external image': {
    file: () =>
      withPart(
        'word/_rels/document.xml.rels',
        relationships(`<Relationship Id="r1" Type="${office}/image" Target="http://example.org/a.png" TargetMode="External"/>`),
      ),
    code: 'docx.external-link',
  },
  'file link with character references': {
    file: () =>
      withPart(
        'word/_rels/document.xml.rels',
        relationships(`<Relationship Id="r1" Type="${office}/hyperlink" Target="&#102;ile:///etc/passwd" TargetMode="External"/>`),
      ),
    code: 'docx.external-link',
  },
  'OLE object': {
    file: () =>
      withPart('word/_rels/document.xml.rels', relationships(`<Relationship Id="r1" Type="${office}/oleObject" Target="oggetto.bin"/>`)),
    code: 'docx.embedded-object',
  },
  'embedded workbook': { file: () => withPart('word/embeddings/foglio.xlsx', 'PK'), code: 'docx.embedded-object' },
  'ActiveX control': { file: () => withPart('word/activeX/activeX1.xml', '<a/>'), code: 'docx.active-x' },
  'DDE field split over runs': {
    file: () =>
      withPart(
        'word/document.xml',
        '<w:document><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r></w:document>',
      ),
    code: 'docx.external-link',
  },
  'part that leaves the archive': { file: () => withPart('word/../../../etc/cron.d/x', 'x'), code: 'docx.broken-zip' },
  'workbook renamed .docx': {
    file: () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      ),
    code: 'docx.not-word',
  },
};

describe('guard of uploaded Word documents', () => {
  it('accepts a plain document with web and mail links', async () => {
    const links = relationships(
      `<Relationship Id="r1" Type="${office}/hyperlink" Target="https://www.anticorruzione.it/" TargetMode="External"/>` +
        `<Relationship Id="r2" Type="${office}/hyperlink" Target="mailto:protocollo@pec.example.it" TargetMode="External"/>`,
    );
    await expect(inspectDocx(wordFile({ 'word/_rels/document.xml.rels': links }))).resolves.toMatchObject({ ok: true });
  });

  it.each(Object.entries(hostile))('refuses %s', async (_name, { file, code }) => {
    const verdict = await inspectDocx(file());
    expect(verdict).toMatchObject({ ok: false, code });
    expect(verdict.ok ? '' : verdict.message).toMatch(/^Il file.+\.$/);
  });

  it('refuses two parts with one name, and parts that share bytes', async () => {
    const twice = writeCanonicalZip([...wordParts({}), { name: 'WORD/document.xml', data: Buffer.from('<a/>') }]);
    await expect(inspectDocx(twice)).resolves.toMatchObject({ ok: false, code: 'docx.broken-zip' });
  });

  it('refuses every hostile file within 50 ms of processor time and 100 MB of memory, in a process of its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guard-'));
    try {
      for (const module of ['refusal', 'zip-directory', 'zip-inflate', 'inspect-docx']) {
        const source = readFileSync(join(__dirname, `${module}.ts`), 'utf8');
        const { code } = transformSync(source, {
          filename: `${module}.ts`,
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'commonjs' },
        });
        writeFileSync(join(folder, `${module}.js`), code);
      }
      const names = Object.entries(hostile).map(([, { file }], index) => {
        writeFileSync(join(folder, `${index}.docx`), file());
        return `${index}.docx`;
      });
      // Processor time, not the clock: a busy machine must not make the guard look slow.
      writeFileSync(
        join(folder, 'time.js'),
        `const { inspectDocx } = require('./inspect-docx.js');
         const fs = require('fs');
         (async () => {
           const rows = [];
           for (const name of ${JSON.stringify(names)}) {
             const bytes = fs.readFileSync(__dirname + '/' + name);
             const times = [];
             for (let run = 0; run < 5; run += 1) {
               const start = process.cpuUsage();
               const verdict = await inspectDocx(bytes);
               const used = process.cpuUsage(start);
               times.push((used.user + used.system) / 1000);
               if (verdict.ok) throw new Error(name);
             }
             rows.push(Math.min(...times));
           }
           console.log(Math.max(...rows));
         })();`,
      );
      // One file a process: what the garbage of the files before it takes is not what this one needs.
      writeFileSync(
        join(folder, 'memory.js'),
        `const { inspectDocx } = require('./inspect-docx.js');
         const fs = require('fs');
         (async () => {
           await inspectDocx(Buffer.from('warm'));
           // Peak against peak: what the system takes back from an idle process comes again without the guard asking for it.
           const before = process.resourceUsage().maxRSS / 1024;
           const verdict = await inspectDocx(fs.readFileSync(__dirname + '/' + process.argv[2]));
           if (verdict.ok) throw new Error(process.argv[2]);
           console.log(process.resourceUsage().maxRSS / 1024 - before);
         })();`,
      );
      const measured = (...script: string[]): number => Number(execFileSync(process.execPath, script, { cwd: folder, encoding: 'utf8' }));
      expect(measured('time.js')).toBeLessThan(50);
      expect(Math.max(...names.map((name) => measured('memory.js', name)))).toBeLessThan(100);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
