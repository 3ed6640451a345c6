import { createHash } from 'node:crypto';
import { extractDocxText } from '@gare/platform/docx';
import { docxFromText } from '../authoring/docx-from-text.js';
import { compileTemplate } from '../compile-template.js';
import { renderTemplate } from '../render-template.js';
import { composeTemplate, type Parts } from './compose-template.js';
import { originOf, type Part } from './part.js';

async function docx(text: string, part = false): Promise<Buffer> {
  const authored = await docxFromText(part ? text : `%% titolo Prova\n\n${text}`, { part });
  if (!authored.ok) throw new Error(authored.message);
  return authored.bytes;
}

async function part(name: string, text: string, condition: string | null = null): Promise<Part> {
  const bytes = await docx(text, true);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, kind: /^CL/.test(name) ? 'CLAUSOLA' : 'PARTE', title: name, version: '1.0.0', bytes, sha256, condition };
}

const known = (...parts: Part[]): Parts => new Map(parts.map((one) => [one.name, one]));

async function composed(text: string, parts: Parts): Promise<Extract<ReturnType<typeof composeTemplate>, { ok: true }>> {
  const composition = composeTemplate('D33', await docx(text), parts);
  if (!composition.ok) throw new Error(JSON.stringify(composition.findings));
  return composition;
}

function lines(bytes: Buffer): string[] {
  const extraction = extractDocxText(bytes);
  if (!extraction.ok) throw new Error('no document');
  return extraction.parts
    .filter(({ part }) => part === 'word/document.xml')
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
}

describe('composition of templates', () => {
  it('puts parts in the place of their includes, parts of parts too, and says where each paragraph comes from', async () => {
    const parts = known(
      await part('firma', '@Firma Il dirigente\n\n@Firma {nome}'),
      await part('chiusura', 'Letto.\n\n%% includi firma\n\nFine.'),
    );
    const { bytes, included, origins } = await composed('## Uno\n\n%% includi chiusura\n\nDopo.', parts);
    expect(lines(bytes)).toEqual(['Uno', 'Letto.', 'Il dirigente', '{nome}', 'Fine.', 'Dopo.']);
    expect(included.map(({ name, version }) => `${name} ${version}`)).toEqual(['chiusura 1.0.0', 'firma 1.0.0']);
    const at = (paragraph: number): unknown => originOf(origins, { part: 'word/document.xml', paragraph });
    expect([1, 6].map(at)).toEqual([null, null]);
    expect(at(2)).toMatchObject({ name: 'chiusura', paragraph: 1 });
    expect(at(4)).toMatchObject({ name: 'firma', paragraph: 2, path: ['chiusura', 'firma'] });
    expect(at(5)).toMatchObject({ name: 'chiusura', paragraph: 3 });
  });

  it('is the template itself where nothing is included, and the same bytes each time', async () => {
    const plain = await docx('Testo {oggetto}');
    expect(composeTemplate('D33', plain, new Map())).toMatchObject({ ok: true, bytes: plain, included: [] });
    const parts = known(await part('CL01', 'Lotto unico.'));
    expect((await composed('%% includi CL01', parts)).sha256).toBe((await composed('%% includi CL01', parts)).sha256);
  });

  it('puts a clause under its condition', async () => {
    const parts = known(await part('CL01', 'Il lotto è unico.', 'lottoUnico'));
    const { bytes, origins } = await composed('Prima.\n\n%% includi CL01\n\nDopo.', parts);
    expect(originOf(origins, { part: 'word/document.xml', paragraph: 2 })).toMatchObject({ name: 'CL01', paragraph: 0 });
    const compilation = compileTemplate('D33', bytes, [{ path: 'lottoUnico', kind: 'boolean', label: 'Lotto unico' }]);
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.findings));
    const rendered = (lottoUnico: boolean): string[] => {
      const rendering = renderTemplate(compilation.template, { lottoUnico });
      if (!rendering.ok) throw new Error(JSON.stringify(rendering.problems));
      return lines(rendering.docx);
    };
    expect(rendered(true)).toEqual(['Prima.', 'Il lotto è unico.', 'Dopo.']);
    expect(rendered(false)).toEqual(['Prima.', 'Dopo.']);
  });

  it('goes on with the numbers of the articles, and starts its own lists anew', async () => {
    const parts = known(await part('CL05', '§ Comma incluso.\n\na) prima\n\nb) seconda'));
    const { bytes } = await composed('## Articolo\n\n§ Comma proprio.\n\na) una\n\n%% includi CL05\n\n%% includi CL05', parts);
    const xml = new TextDecoder().decode(await documentXml(bytes));
    const numbers = [...xml.matchAll(/<w:pStyle w:val="(\w+)"\/>(?:(?!<\/w:pPr>).)*?<w:numId w:val="(\d+)"\/>/g)].map(([, style, id]) => [
      style,
      id,
    ]);
    const [heading, own, letter, ...included] = numbers.map(([, id]) => id);
    expect(numbers.map(([style]) => style)).toEqual(['Heading1', 'Comma', 'Voce', 'Comma', 'Voce', 'Voce', 'Comma', 'Voce', 'Voce']);
    expect([own, included[0], included[3]]).toEqual([heading, heading, heading]);
    expect(included[1]).toBe(included[2]);
    expect(new Set([heading, letter, included[1], included[4]]).size).toBe(4);
  });

  it.each([
    [
      'an unknown part, with the nearest name',
      '## Titolo\n\n%% includi firmma',
      { code: 'unknown-include', heading: ['Titolo'], paragraph: 2, suggestion: '{+ firma}' },
    ],
    [
      'a circle, with its path',
      '%% includi alfa',
      { code: 'include-cycle', template: 'D33 › alfa › beta', message: 'inclusione circolare: alfa › beta › alfa' },
    ],
    ['a part that includes itself', '%% includi sola', { code: 'include-cycle', message: 'inclusione circolare: sola › sola' }],
    ['a table in a cell', '%% didascalia T\n| A |\n|---|\n| {+ tabella} |', { code: 'include-content' }],
  ])('refuses %s', async (_, text, finding) => {
    const parts = known(
      await part('firma', 'Firma'),
      await part('alfa', '%% includi beta'),
      await part('beta', 'Testo\n\n%% includi alfa'),
      await part('sola', '%% includi sola'),
      await part('tabella', '%% didascalia X\n| A |\n|---|\n| 1 |'),
    );
    const composition = composeTemplate('D33', await docx(text), parts);
    expect(composition).toMatchObject({ ok: false, findings: [finding] });
  });

  it('brings along the styles a Word template does not have, and leaves it those it has', async () => {
    const host = await docx('Testo.\n\n%% includi firma');
    const bare = await withoutStyle(host, 'Firma');
    const composition = composeTemplate('D33', bare, known(await part('firma', '@Firma Il dirigente')));
    if (!composition.ok) throw new Error(JSON.stringify(composition.findings));
    const styles = new TextDecoder().decode(await partOf(composition.bytes, 'word/styles.xml'));
    expect(styles.match(/w:styleId="Firma"/g)).toHaveLength(1);
    expect(styles.match(/w:styleId="Testo"/g)).toHaveLength(1);
  });
});

async function partOf(bytes: Buffer, name: string): Promise<Uint8Array> {
  const { default: PizZip } = await import('pizzip');
  return new PizZip(bytes).file(name)?.asUint8Array() ?? new Uint8Array();
}

const documentXml = (bytes: Buffer): Promise<Uint8Array> => partOf(bytes, 'word/document.xml');

async function withoutStyle(bytes: Buffer, id: string): Promise<Buffer> {
  const { default: PizZip } = await import('pizzip');
  const zip = new PizZip(bytes);
  const styles = zip.file('word/styles.xml')?.asText() ?? '';
  zip.file('word/styles.xml', styles.replace(new RegExp(`<w:style [^>]*w:styleId="${id}"[^>]*>[\\s\\S]*?</w:style>`), ''));
  return zip.generate({ type: 'nodebuffer' });
}
