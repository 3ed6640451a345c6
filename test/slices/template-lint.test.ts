import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type TemplateLintView } from '@gare/contracts/template-lint';
import { inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph as p } from '../fixtures/word-files.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let visitor: Visitor;

beforeAll(async () => {
  product = await startTestProduct();
  visitor = await product.signIn('dirigente@perugia.example');
});
afterAll(() => product.stop());

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const send = async (bytes: Buffer, name = 'modello.docx'): Promise<Answer<TemplateLintView>> =>
  (await visitor.upload('/api/templates/lint', { name, bytes, type })) as unknown as Answer<TemplateLintView>;

/** The answer is a file, not JSON. */
async function commented(bytes: Buffer): Promise<Buffer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), 'a.docx');
  const answer = await fetch(`${product.url}/api/templates/lint/commented`, { method: 'POST', headers: visitor.headers, body: form });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain('a - commentato.docx');
  return Buffer.from(await answer.arrayBuffer());
}

function part(docx: Buffer, name: string): string {
  const directory = readZipDirectory(docx);
  const entry = directory.ok ? directory.entries.find((one) => one.name === name) : undefined;
  return entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? '');
}

/** The disciplinare with faults typed into its text. */
async function brokenDisciplinare(): Promise<Buffer> {
  const directory = readZipDirectory(await readFile(resolve('templates/d33-disciplinare/template.docx')));
  if (!directory.ok) throw new Error(directory.message);
  return writeCanonicalZip(
    directory.entries.map((entry) => {
      if (entry.name !== 'word/document.xml') return entry;
      const xml = (inflateEntry(entry)?.toString('utf8') ?? '')
        .replace('{codiceAppalto}', '{codiceApalto}')
        .replace('30 marzo 2001, n. 165', '31 marzo 2001, n. 165');
      return { name: entry.name, data: Buffer.from(xml, 'utf8') };
    }),
  );
}

describe('lint of a template over the api', () => {
  it('a template of the release: its text in blocks, nothing that blocks it', async () => {
    const { status, body } = await visitor.get<TemplateLintView>('/api/templates/D33/lint');
    expect(status).toBe(200);
    expect(body).toMatchObject({ template: 'D33', blocking: 0 });
    const [text] = body.parts;
    expect(text).toMatchObject({ name: 'word/document.xml', title: 'testo' });
    expect(text?.blocks.length).toBeGreaterThan(400);
    const table = text?.blocks.find(({ kind }) => kind === 'table');
    expect(table?.kind === 'table' ? table.rows.every(({ cells }) => cells.length === 2) : false).toBe(true);
    expect(JSON.stringify(body.parts)).toContain('Disciplinare di gara');
  });

  it('is read on the day asked for, and only for templates there are', async () => {
    const past = await visitor.get<TemplateLintView>('/api/templates/D33/lint?asOf=2020-01-01');
    expect(past).toMatchObject({ status: 404, body: { code: 'template.not_found' } });
    expect((await visitor.get('/api/templates/NESSUNO/lint')).status).toBe(404);
  });

  it('a file at hand: each fault with place, heading and suggestion', async () => {
    const start = performance.now();
    const { status, body } = await send(await brokenDisciplinare());
    const ms = performance.now() - start;
    expect(status).toBe(200);
    expect(body.findings).toMatchObject([
      { severity: 'BLOCCA', code: 'unknown-field', tag: '{codiceApalto}', suggestion: '{codiceAppalto}' },
      { severity: 'BLOCCA', code: 'wrong-date-of-act', suggestion: 'D.Lgs. 30 marzo 2001, n. 165' },
    ]);
    const [, law] = body.findings;
    expect(law?.heading.length).toBeGreaterThan(0);
    expect(law?.paragraph).toBeGreaterThan(1);
    expect(ms).toBeLessThan(5_000);
  });

  it('names of the bodies registered do not belong in a template', async () => {
    const { body } = await send(wordBody(p('Il Comune di Montone affida {oggetto}')));
    expect(body.findings).toMatchObject([{ code: 'typed-body', severity: 'BLOCCA', tag: 'Comune di Montone', span: { from: 3, to: 20 } }]);
  });

  it('gives a copy with comments, of a template and of a file', async () => {
    const file = await visitor.download('/api/templates/D33/lint/commented');
    expect(part(file, 'word/document.xml')).toContain('Disciplinare di gara');
    const copy = await commented(wordBody(p('{ogetto}')));
    expect(part(copy, 'word/comments.xml')).toContain('Che cosa fare: {oggetto}.');
  });

  it('refuses what is no Word document, what is hostile, and who is not signed in', async () => {
    expect(await send(Buffer.from('MZ'))).toMatchObject({ status: 422, body: { code: 'upload.refused' } });
    const macros = wordBody(p('x'), { 'word/vbaProject.bin': 'x' });
    expect(await send(macros)).toMatchObject({ status: 422, body: { code: 'upload.refused' } });
    const pdf = await visitor.upload('/api/templates/lint', { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4'), type: 'application/pdf' });
    expect(pdf.status).toBe(422);
    expect((await fetch(`${product.url}/api/templates/D33/lint`)).status).toBe(401);
  });
});
