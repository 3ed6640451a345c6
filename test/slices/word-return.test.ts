import { createHash } from 'node:crypto';
import { type DraftView } from '@gare/contracts/drafts';
import { type Problem } from '@gare/contracts/problem';
import { type WordReturnView } from '@gare/contracts/word-return';
import { suggestionsOf } from '@gare/domain/drafting/suggestions';
import { DraftReader } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { savedByLibreOffice } from '../harness/libre-office.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { bomb, wordBody, wordParagraph } from '../fixtures/word-files.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
const sentences = [
  'Si applicano le regole seguenti.',
  'La seduta è pubblica.',
  'Il contratto dura dodici mesi.',
  'Le offerte sono irrevocabili.',
];

let started: TemplateProduct;
let rup: Visitor;
let sua: Visitor;
let dossierId: string;
let taken: Buffer;

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D33',
    title: 'Disciplinare di gara',
    paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.'), ...sentences.map((sentence) => plain(sentence))],
  });
  ({ rup } = started);
  sua = await started.product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, oggetto, sua);
  expect(await writeScheda(rup, dossierId, [{ path: 'oggetto', value: oggetto }])).toBe(200);
  expect((await sua.post<DraftView>(path())).status).toBe(200);
  taken = await sua.download(path('/word'));
}, 120_000);
afterAll(() => started.stop());

const path = (rest = ''): string => `/api/dossiers/${dossierId}/drafts/D33${rest}`;
const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => started.product.services.query<Row>(sql, values);

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

function bring(who: Visitor, bytes: Buffer, name = 'disciplinare.docx'): Promise<Answer<WordReturnView & Problem>> {
  return who.upload(path('/word/returns'), { name, bytes, type: wordType }) as unknown as Promise<Answer<WordReturnView & Problem>>;
}

const merge = (who: Visitor, id: string): Promise<Answer<WordReturnView>> => who.post<WordReturnView>(path(`/word/returns/${id}/merge`));

/** The same file with some words of its text replaced by XML between runs, as Word would. */
function edited(bytes: Buffer, changes: readonly (readonly [string, string])[]): Buffer {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.message);
  return writeCanonicalZip(
    directory.entries.map((entry) => {
      if (entry.name !== 'word/document.xml') return entry;
      let xml = inflateEntry(entry)?.toString('utf8') ?? '';
      for (const [words, put] of changes) {
        if (!xml.includes(words)) throw new Error(`not in the document: ${words}`);
        xml = xml.replace(words, `</w:t></w:r>${put}<w:r><w:t xml:space="preserve">`);
      }
      return { name: entry.name, data: Buffer.from(xml) };
    }),
  );
}

const text = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;
const inserted = (words: string, author: string): string =>
  `<w:ins w:id="901" w:author="${author}" w:date="2026-11-20T09:00:00Z">${text(words)}</w:ins>`;
const deleted = (words: string, author: string): string =>
  `<w:del w:id="902" w:author="${author}" w:date="2026-11-21T10:00:00Z"><w:r><w:delText xml:space="preserve">${words}</w:delText></w:r></w:del>`;

/** As many tracked changes as nobody decides; no two alike, or the guard would take the file for a bomb. */
function manyHands(): string {
  return Array.from({ length: 10_000 }, (_, index) =>
    inserted(createHash('sha256').update(String(index)).digest('base64'), 'Tante Mani'),
  ).join('');
}

async function draft(): Promise<{ text: string; suggestions: { author: string; at: string; inserted: string; deleted: string }[] }> {
  const [row] = await query<{ id: string }>('select id from drafts where dossier_id = $1', [dossierId]);
  const current = await started.product.api
    .get(Database)
    .read({ scope: 'sua', suaId: demoEnteId('perugia') }, (reader) =>
      started.product.api.get(DraftReader, { strict: false }).current(reader, row?.id ?? ''),
    );
  if (current === null) throw new Error('no draft');
  const suggestions = suggestionsOf(current.node).map(({ author, at, inserted: come, deleted: gone }) => ({
    author,
    at,
    inserted: come,
    deleted: gone,
  }));
  return { text: current.node.children.map((node) => node.textContent).join('\n'), suggestions };
}

describe('a draft that goes to Word and comes back', () => {
  it('asks nothing when nobody did anything, in Word or in LibreOffice', async () => {
    const [saved = Buffer.alloc(0)] = await savedByLibreOffice([taken]);
    for (const [who, bytes] of [
      [sua, taken],
      [rup, saved],
    ] as const) {
      const { status, body } = await bring(who, bytes);
      expect([status, body.state]).toEqual([201, 'DA_CONFERMARE']);
      expect(body.report).toMatchObject({ proposals: [], comments: [], values: [], notMerged: [] });
    }
  }, 120_000);

  it('says what will happen before anything does, then suggests it with the author and date of the file', async () => {
    const before = await draft();
    const file = edited(taken, [
      ['seduta è pubblica', `${text('seduta è ')}${deleted('pubblica', 'Avv. Neri')}${inserted('riservata', 'Avv. Neri')}`],
      ['dodici mesi', text('ventiquattro mesi')],
    ]);
    const { status, body } = await bring(rup, file);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'DA_CONFERMARE', proposals: 2, comments: 0, notMerged: 0 });
    expect(body.report.proposals).toMatchObject([
      { author: 'Avv. Neri', at: '2026-11-21T10:00:00Z', deleted: 'pubblica', inserted: 'riservata', place: { heading: ['Oggetto'] } },
      { author: null, deleted: 'dodici', inserted: 'ventiquattro' },
    ]);
    expect(await draft()).toEqual(before);
    const done = await merge(rup, body.id);
    expect([done.status, done.body.state]).toEqual([200, 'UNITO']);
    const { suggestions } = await draft();
    expect(suggestions).toMatchObject([
      { author: 'Avv. Neri', at: '2026-11-21T10:00:00Z', deleted: 'pubblica', inserted: 'riservata' },
      { deleted: 'dodici', inserted: 'ventiquattro' },
    ]);
    const acts = await query<{ action: string }>(`select action from audit_entries where dossier_id = $1 and action like 'draft.word%'`, [
      dossierId,
    ]);
    expect(acts.map(({ action }) => action)).toContain('draft.word_merged');
    expect((await rup.download(path(`/word/returns/${body.id}/file`))).equals(file)).toBe(true);
    // The same file again, and the same act again: harmless.
    const again = await bring(sua, file);
    expect([again.body.id, again.body.state]).toEqual([body.id, 'UNITO']);
    expect((await merge(sua, body.id)).status).toBe(200);
    expect((await draft()).suggestions).toEqual(suggestions);
  });

  it('merges two files at once, one after the other', async () => {
    const files = [
      edited(taken, [['irrevocabili', inserted('valide e ', 'Prima Persona') + text('irrevocabili')]]),
      edited(taken, [['Si applicano', inserted('In ogni caso ', 'Seconda Persona') + text('si applicano')]]),
    ];
    const brought = await Promise.all(files.map((bytes, index) => bring(index === 0 ? rup : sua, bytes)));
    expect(brought.map(({ status }) => status)).toEqual([201, 201]);
    const done = await Promise.all(brought.map(({ body }, index) => merge(index === 0 ? sua : rup, body.id)));
    expect(done.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'UNITO'],
      [200, 'UNITO'],
    ]);
    const authors = (await draft()).suggestions.map(({ author }) => author);
    expect(authors).toEqual(expect.arrayContaining(['Prima Persona', 'Seconda Persona', 'Avv. Neri']));
  });

  it('carries open suggestions and comments out and takes their answers in', async () => {
    const out = await sua.download(path('/word'));
    const directory = readZipDirectory(out);
    if (!directory.ok) throw new Error(directory.message);
    const entry = directory.entries.find(({ name }) => name === 'word/document.xml');
    const xml = entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? '');
    expect(xml).toMatch(/<w:del [^>]*w:author="Avv\. Neri"[^>]*w:date="2026-11-21T10:00:00Z"/);
    const { body } = await bring(sua, out);
    expect(body.report).toMatchObject({ proposals: [], comments: [], notMerged: [] });
  });
});

describe('what is no return of this draft', () => {
  it('is refused with a sentence, and nothing changes', async () => {
    const before = await query<{ n: number }>('select count(*)::int as n from draft_returns');
    const stranger = await bring(sua, wordBody(wordParagraph('Un altro documento')));
    expect([stranger.status, stranger.body.code]).toEqual([409, 'word.not_descendant']);
    const hostile = await bring(sua, bomb(60));
    expect([hostile.status, hostile.body.code]).toEqual([422, 'upload.refused']);
    const many = await bring(sua, edited(taken, [['irrevocabili', manyHands()]]));
    expect([many.status, many.body.code]).toEqual([422, 'word.unreadable']);
    expect(many.body.detail).toContain('10.000 revisioni; se ne riportano al massimo 5000');
    expect(await query('select count(*)::int as n from draft_returns')).toEqual(before);
    expect((await rup.get<Problem>(path('/word/returns/0b0c0d0e-0a0b-4c0d-8e0f-0a0b0c0d0e0f'))).body.code).toBe('word.return_not_found');
  });
});
