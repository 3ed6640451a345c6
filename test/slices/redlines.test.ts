import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentView } from '@gare/contracts/documents';
import { type Problem } from '@gare/contracts/problem';
import { type WordRedlineView } from '@gare/contracts/redlines';
import PizZip from 'pizzip';
import { provenRedline, proveRedline } from '@gare/redlines';
import { OfficeRedline } from '../../apps/cli/src/bench/redline/office-redline.js';
import { Chance, editedDocument } from '../../apps/cli/src/bench/redline/edit-scripts.js';
import { realisticDocument } from '../../apps/cli/src/bench/redline/realistic-document.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { heading, plain } from '../harness/documents-templates.js';
import { typeInDraft } from '../harness/drafts.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
let started: TemplateProduct;
let rup: Visitor;
let dossierId: string;
const document = (): string => `/api/dossiers/${dossierId}/documents/D03`;

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D03',
    title: 'Istanza di attivazione',
    paragraphs: [
      heading('Oggetto'),
      plain('Si chiede di attivare la procedura per {oggetto}.'),
      plain('Prestazioni: {descrizione}.'),
      plain('In attesa di riscontro si porgono i migliori Saluti.'),
    ],
  });
  ({ rup } = started);
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica');
  await describeAs('Circa 12.000 pasti');
  await form();
  await describeAs('Circa 15.000 pasti');
  await form();
});
afterAll(() => started.stop());

async function describeAs(value: string): Promise<void> {
  expect(await writeScheda(rup, dossierId, [{ path: 'descrizione', value }])).toBe(200);
}

async function form(): Promise<void> {
  expect((await rup.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(202);
  await rup.until<{ items: DocumentView[] }>(
    `/api/dossiers/${dossierId}/documents`,
    ({ items }) => !items.some(({ state }) => state === 'GENERATING'),
  );
}

const docxOf = (version: number, format = 'docx'): Promise<Buffer> =>
  rup.download(`${document()}/versions/${version}/file?format=${format}`);

async function upload(bytes: Buffer, name = 'istanza.docx', type = wordType): Promise<number> {
  const { status, body } = await rup.upload(`${document()}/upload`, { name, bytes, type });
  expect(status).toBe(201);
  return (body as unknown as DocumentView).current?.version ?? 0;
}

const redlineOf = (after: string | number, before: string | number) =>
  rup.get<WordRedlineView & Problem>(`${document()}/versions/${after}/word-redline?against=${before}`);
const changedIn = ({ blocks }: WordRedlineView): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'changed'
      ? [block.pieces.map(({ kind, text }) => (kind === 'equal' ? '…' : kind === 'inserted' ? `+${text}` : `-${text}`)).join('')]
      : [],
  );

/** Not compressed beyond belief: the guard of uploads lets it in. */
const tenThousand = (xml: string): string =>
  Array.from({ length: 10_000 }, (_, index) =>
    xml.replaceAll('@', `${index}${createHash('sha256').update(String(index)).digest('hex')}`),
  ).join('');

describe('the redline of two versions as a Word file', () => {
  it('says what changed and where, what it covers, and is made once', async () => {
    const { status, body } = await rup.get<WordRedlineView>(`${document()}/versions/2/word-redline`);
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ changed: 1, inserted: 0, deleted: 0 });
    const changed = body.blocks.find(({ kind }) => kind === 'changed');
    expect(changed).toMatchObject({
      place: 'BODY',
      pieces: [
        { text: 'Prestazioni: Circa ' },
        { kind: 'deleted', text: '12.000' },
        { kind: 'inserted', text: '15.000' },
        { text: ' pasti.' },
      ],
    });
    expect(body.coverage.covered).toContain('corpo');
    const first = await rup.download(`${document()}/versions/2/word-redline/file`);
    expect(proveRedline(first, await docxOf(1), await docxOf(2))).toEqual([]);
    expect((await rup.download(`${document()}/versions/2/word-redline/file`)).equals(first)).toBe(true);
    const xml = new PizZip(first).file('word/document.xml')?.asText() ?? '';
    expect(xml).toContain('w:author="Lucia Bianchi"');
  });

  it('is of versions of the draft too, of the draft as it is now, and of one and a version of the document', async () => {
    const drafts = `/api/dossiers/${dossierId}/drafts/D03`;
    const opened = await rup.post<{ id: string }>(drafts);
    expect(opened.status).toBe(200);
    const type = (text: string): Promise<void> => typeInDraft(started.product, { draftId: opened.body.id, block: 3, text });
    const keep = async (nome: string): Promise<void> => {
      expect((await rup.post(`${drafts}/versions`, { nome })).status).toBe(201);
    };
    await keep('Come generata');
    await type(' La SUA legga il punto due.');
    await keep('Per la SUA');
    await type(' E anche il tre.');

    const between = await redlineOf('b2', 'b1');
    expect(between.body).toMatchObject({
      before: { name: 'b1', origin: 'DRAFT', kept: { number: 1, kind: 'NOMINATA', name: 'Come generata' } },
      after: { name: 'b2', createdBy: 'Lucia Bianchi' },
      coverage: { notCovered: [], notes: [] },
    });
    expect(changedIn(between.body)).toEqual(['…+ La SUA legga il punto due.']);
    // The version before, where none is named.
    expect((await rup.get<WordRedlineView>(`${document()}/versions/b2/word-redline`)).body).toEqual(between.body);
    expect(changedIn((await redlineOf('b', 'b2')).body)).toEqual(['…+ E anche il tre.']);
    // The draft was opened from what version 2 says; version 1 says another number of meals.
    expect(changedIn((await redlineOf('b', 2)).body)).toEqual(['…+ La SUA legga il punto due. E anche il tre.']);
    expect(changedIn((await redlineOf(1, 'b2')).body)).toEqual(['…-15.000+12.000…', '…- La SUA legga il punto due.']);
    // What is being written is read anew each time.
    await type(' Fine.');
    expect(changedIn((await redlineOf('b', 'b2')).body)).toEqual(['…+ E anche il tre. Fine.']);

    const file = await rup.download(`${document()}/versions/b/word-redline/file?against=2`);
    const xml = new PizZip(file).file('word/document.xml')?.asText() ?? '';
    expect(xml).toMatch(/<w:ins [^>]*w:author="Lucia Bianchi"[^>]*><w:r>.*La SUA legga il punto due/);
  });

  it('of a draft is for those who may read it, and for versions there are', async () => {
    const stranger = await started.product.signIn('rup@tuoro.example');
    for (const [after, before] of [
      ['b2', 'b1'],
      ['b', '1'],
      ['2', 'b'],
    ])
      expect((await stranger.get(`${document()}/versions/${after}/word-redline?against=${before}`)).status).toBe(404);
    expect(await redlineOf('b2', 'b9')).toMatchObject({ status: 404, body: { code: 'draft_version.not_found' } });
    expect((await rup.get<Problem>(`${document()}/versions/b/word-redline`)).body.code).toBe('draft_version.not_found');
    for (const name of ['b0', '0', 'x', '1.5', '-1']) expect((await redlineOf(name, 1)).status).toBe(400);
    const without = `/api/dossiers/${dossierId}/documents/D02/versions/b/word-redline?against=b1`;
    expect((await rup.get<Problem>(without)).body.code).toBe('draft.not_found');
  });

  it('is of any two versions, in either direction, hand edits among them', async () => {
    const zip = new PizZip(await docxOf(2));
    zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replace('Saluti.', 'Distinti saluti.'));
    const version = await upload(zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }));
    const { body } = await rup.get<WordRedlineView>(`${document()}/versions/${version}/word-redline?against=1`);
    expect(body.counts).toMatchObject({ changed: 2 });
    const back = await rup.get<WordRedlineView>(`${document()}/versions/1/word-redline?against=${version}`);
    expect(back.body.before.name).toBe(String(version));
    expect(back.body.counts).toMatchObject({ changed: 2 });
  });

  it('reads tracked changes that a file came with as accepted, and says so', async () => {
    const tracked =
      '<w:p><w:r><w:t>Si chiede</w:t></w:r><w:ins w:id="1" w:author="A" w:date="2026-11-28T10:00:00Z"><w:r><w:t xml:space="preserve"> subito</w:t></w:r></w:ins></w:p>';
    const version = await upload(wordBody(tracked));
    const after = await upload(wordBody(wordParagraph('Si chiede subito.')));
    const { body } = await rup.get<WordRedlineView>(`${document()}/versions/${after}/word-redline?against=${version}`);
    expect(body.coverage.notes).toEqual(['Una revisione già presente nella prima versione è letta come accettata.']);
    expect(body.blocks).toMatchObject([{ kind: 'changed', pieces: [{ text: 'Si chiede subito' }, { kind: 'inserted', text: '.' }] }]);
  });

  it.each<[string, () => Buffer, string]>([
    [
      'ten thousand open revisions',
      () => wordBody(`<w:p>${tenThousand('<w:ins w:id="@" w:author="A"><w:r><w:t>@</w:t></w:r></w:ins>')}</w:p>`),
      'redline.too_many_revisions',
    ],
    [
      'boxes in boxes without end',
      () => wordBody(`${'<w:tbl><w:tr><w:tc>'.repeat(300)}${wordParagraph('x')}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`),
      'redline.unreadable',
    ],
  ])('refuses %s in a sentence; the version stays', async (_, bytes, code) => {
    const version = await upload(bytes());
    const { status, body } = await rup.get<Problem>(`${document()}/versions/${version}/word-redline?against=2`);
    expect({ status, code: body.code }).toEqual({ status: 422, code });
    expect((await rup.get(`${document()}/versions/${version}/redline?against=2`)).status).toBe(200);
  });

  it('that fails its proof is not given out, and the texts can still be compared', async () => {
    const control = `<w:sdt><w:sdtPr><w:id w:val="4"/></w:sdtPr><w:sdtContent>${wordParagraph('Si chiede')}</w:sdtContent></w:sdt>`;
    const before = await upload(wordBody(control));
    const after = await upload(wordBody(wordParagraph('Altro')));
    expect(await redlineOf(after, before)).toMatchObject({ status: 422, body: { code: 'redline.unproven' } });
    expect((await rup.get<Problem>(`${document()}/versions/${after}/word-redline/file?against=${before}`)).status).toBe(422);
    expect((await rup.get(`${document()}/versions/${after}/redline?against=${before}`)).status).toBe(200);
  });

  it('needs two Word files', async () => {
    const version = await upload(await docxOf(1, 'pdf'), 'istanza.pdf', 'application/pdf');
    const { status, body } = await rup.get<Problem>(`${document()}/versions/${version}/word-redline?against=2`);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'redline.no_word_file' });
    expect((await rup.get(`${document()}/versions/1/word-redline?against=77`)).status).toBe(404);
    expect((await rup.get(`${document()}/versions/1/word-redline`)).status).toBe(404);
  });
});

const clause = (text: string): string => wordParagraph(`La stazione appaltante ${text}.`);
const cellOf = (content: string): string => `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
const tableOf = (...rows: readonly (readonly string[])[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>${rows
    .map((cells) => `<w:tr>${cells.map(cellOf).join('')}</w:tr>`)
    .join('')}</w:tbl>`;
const nestedIn = (depth: number, text: string): string =>
  depth === 0 ? wordParagraph(text) : tableOf([nestedIn(depth - 1, text) + wordParagraph('')]);
const arabic = (text: string): string => `<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;

/** Pairs for the judge from outside: edits by chance on a document as offices write them, and what is unlike it. */
const varied: readonly (readonly [name: string, before: Buffer, after: Buffer])[] = [
  ...[1, 4, 7, 9, 12].map((seed) => {
    const before = realisticDocument();
    return [`edits ${seed}`, before, editedDocument(before, new Chance(seed), 4)] as const;
  }),
  [
    'a paragraph moved',
    wordBody(clause('paga') + clause('controlla') + clause('firma')),
    wordBody(clause('controlla') + clause('firma') + clause('paga')),
  ],
  [
    'tables in tables, ten deep',
    wordBody(nestedIn(10, 'entro giugno') + clause('paga')),
    wordBody(nestedIn(10, 'entro luglio') + clause('paga')),
  ],
  ['from right to left', wordBody(arabic('العقد سنة واحدة')), wordBody(arabic('العقد سنتان واحدة'))],
  ['signs of several letters', wordBody(wordParagraph('Voto 👩‍⚖️ 🇮🇹 e\u0301 oggi')), wordBody(wordParagraph('Voto 👨‍⚖️ 🇮🇪 e\u0300 domani'))],
  [
    'rows and paragraphs at the end',
    wordBody(tableOf([wordParagraph('Voce'), wordParagraph('Euro')], [wordParagraph('Pasti'), wordParagraph('10')]) + clause('paga')),
    wordBody(
      tableOf(
        [wordParagraph('Voce'), wordParagraph('Euro')],
        [wordParagraph('Pasti'), wordParagraph('12') + wordParagraph('')],
        [wordParagraph('Trasporto'), wordParagraph('3')],
      ) +
        clause('paga') +
        clause('controlla') +
        wordParagraph(''),
    ),
  ],
];

it('LibreOffice opens it: all accepted it reads like the new file, all refused like the old one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gare-redline-'));
  const office = await OfficeRedline.start(join(folder, 'office'));
  try {
    for (const [name, before, after] of varied) {
      const { docx } = provenRedline(before, after, { author: 'Lucia Bianchi', at: '2026-11-28T10:00:00Z' });
      const files = { before, after, docx };
      for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, `${file}.docx`), bytes);
      // On which page a footer stands is a matter of the layout of the moment, not of the text.
      const read = async (file: keyof typeof files, settle: 'accept' | 'reject' | null) => {
        const { text, ...rest } = await office.read(join(folder, `${file}.docx`), settle);
        return { ...rest, text: text.map((line) => line.replace(/ – pagina \d+$/u, ' – pagina')) };
      };
      const accepted = await read('docx', 'accept');
      expect(accepted.changes).toBeGreaterThan(0);
      expect({ name, left: accepted.left, text: accepted.text }).toEqual({ name, left: 0, text: (await read('after', null)).text });
      expect({ name, text: (await read('docx', 'reject')).text }).toEqual({ name, text: (await read('before', null)).text });
    }
  } finally {
    await office.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
});
