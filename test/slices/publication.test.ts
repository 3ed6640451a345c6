import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DossierReader, GateFactSources } from '@gare/dossiers';
import { Database } from '@gare/platform/database';
import { ObjectStorage } from '@gare/platform/storage';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { sha256 } from '../verify/sample-package.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { PublicationDossier } from './publication-dossier.js';

let product: TestProduct;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'publication-'));
  product = await startTestProduct();
});
afterAll(async () => {
  await product.stop();
  await rm(directory, { recursive: true, force: true });
});

interface Row {
  id: string;
  status: string;
  version: number;
  sha256: string;
  storage_key: string;
  audit_sequence: number;
  job_id: string;
  reason: string | null;
}

const rows = (dossier: PublicationDossier): Promise<Row[]> =>
  product.services.query<Row>('select * from packages where dossier_id = $1 order by version', [dossier.id]);

/** Puts a job back into the outbox, as trying it again does. */
async function requeue(jobId: string): Promise<void> {
  await product.services.query(
    `update jobs set status = 'queued', attempts = 0, sent_at = null, not_before = now(), finished_at = null, reason = null where id = $1`,
    [jobId],
  );
  await product.services.query(`select pg_notify('gare_outbox', '')`);
}

/** Builds a package again, as if the outcome of its job had been lost. */
async function rebuild(row: Row): Promise<void> {
  await product.services.query(
    `update packages set status = 'BUILDING', sha256 = null, storage_key = null, manifest = null where id = $1`,
    [row.id],
  );
  await requeue(row.job_id);
}

describe('a dossier that is not ready', () => {
  it('answers 409 with what blocks it: checks with their field, documents by code', async () => {
    const dossier = await PublicationDossier.create(product);
    await dossier.settleChecks({ status: 'KO', severity: 'BLOCK' });
    const { status, body } = await dossier.sua.post<{ code: string; details: { blocks: object[] } }>(dossier.path);
    expect(status).toBe(409);
    expect(body.code).toBe('package.blocked');
    expect(body.details.blocks).toEqual(
      expect.arrayContaining([
        { checkId: 'DATA-01', message: 'Il CIG non è valido.', path: 'lotti/LOT-0001/cig', documentCode: null },
        {
          checkId: null,
          message: expect.stringMatching(/^Manca «Disciplinare di gara» \(D33\)\. /) as string,
          path: null,
          documentCode: 'D33',
        },
      ]),
    );
    expect((await dossier.page()).ready).toBe(false);
    expect(await rows(dossier)).toEqual([]);
  });

  it.each([
    ['a check that must run again', { status: 'OK', severity: 'BLOCK', stale: true }],
    ['a blocking check that cannot tell', { status: 'UNKNOWN', severity: 'BLOCK' }],
  ])('is blocked by %s', async (_, result) => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    await dossier.settleChecks(result);
    expect((await dossier.sua.post(dossier.path)).status).toBe(409);
  });

  it.each([['GENERATING'], ['FAILED']])('is blocked by a document that is %s', async (state) => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    await product.services.query('update documents set state = $2 where dossier_id = $1 and code = $3', [dossier.id, state, 'D33']);
    const { body } = await dossier.sua.post<{ details: { blocks: { documentCode: string }[] } }>(dossier.path);
    expect(body.details.blocks.map(({ documentCode }) => documentCode)).toEqual(['D33']);
  });

  it('is not built by the comune, and not seen by another one', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    expect((await (await product.signIn('rup@tuoro.example')).post(dossier.path)).status).toBe(403);
    expect((await (await product.signIn('rup@montone.example')).get(dossier.path)).status).toBe(404);
  });
});

describe('a package', () => {
  it('is sealed once, verifies offline, is kept write-once under its hash and is recorded', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const sealed = await dossier.build();
    expect(sealed).toMatchObject({ status: 'SEALED', version: 1, outdated: false, reason: null });

    const zip = await dossier.sua.download(`/api/dossiers/${dossier.id}/packages/${sealed.id}/file`);
    expect(sha256(zip)).toBe(sealed.sha256);
    const path = join(directory, sealed.fileName);
    await writeFile(path, zip);
    const [row] = await rows(dossier);
    expect(await verifyPackage(path)).toMatchObject({
      ok: true,
      summary: { versione: 1, auditEntries: row?.audit_sequence, sha256: sealed.sha256 },
    });

    const storage = product.api.get(ObjectStorage);
    expect(row?.storage_key).toBe(`packages/${dossier.id}/${sealed.sha256 ?? ''}/${sealed.fileName}`);
    await expect(storage.delete(row?.storage_key ?? '')).rejects.toMatchObject({ code: 'storage.retained' });

    const acts = await product.services.query<{ action: string }>(
      `select action from audit_entries where dossier_id = $1 and action like 'package.%' order by sequence`,
      [dossier.id],
    );
    expect(acts).toEqual([{ action: 'package.requested' }, { action: 'package.sealed' }]);
  });

  it('is not built twice: asking again answers the same one, ten at once too', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const answers = await Promise.all(Array.from({ length: 10 }, () => dossier.sua.post<{ id: string }>(dossier.path)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const sealed = await dossier.settled(answers[0]?.body.id ?? '');
    expect((await dossier.sua.post<{ id: string }>(dossier.path)).body).toMatchObject({ id: sealed.id, status: 'SEALED' });
    expect(await product.services.query(`select 1 from jobs where dossier_id = $1 and name = 'package.build'`, [dossier.id])).toHaveLength(
      1,
    );
  });

  it('has the same bytes when it is built again from the same input', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const first = await dossier.build();
    const [before] = await rows(dossier);
    if (!before) throw new Error('no row');
    await rebuild(before);
    const again = await dossier.settled(first.id);
    expect(again).toMatchObject({ status: 'SEALED', sha256: first.sha256 });
    const [after] = await rows(dossier);
    expect(after?.storage_key).toBe(before.storage_key);
  });

  it('is out of date once a document changes, and the next one has its own number', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const first = await dossier.build();
    await dossier.putDocument('D33', Buffer.from('%PDF-1.7 un altro disciplinare'));
    expect((await dossier.page()).packages).toEqual([expect.objectContaining({ id: first.id, outdated: true })]);
    const second = await dossier.build();
    expect(second).toMatchObject({ version: 2, outdated: false });
    expect(second.sha256).not.toBe(first.sha256);
    expect((await dossier.page()).packages.map(({ version, outdated }) => [version, outdated])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('opens the gate of publication while it is current', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const facts = (): Promise<unknown> =>
      product.api.get(Database).read({ scope: 'sua', suaId: suaId ?? '' }, async (reader) => {
        const entity = await product.api.get(DossierReader).require(reader, dossier.id);
        return (await product.api.get(GateFactSources).gather(reader, entity)).facts?.['package'];
      });
    const [{ sua_id: suaId } = {}] = await product.services.query<{ sua_id: string }>('select sua_id from dossiers where id = $1', [
      dossier.id,
    ]);
    expect(await facts()).toEqual({ sealed: false, current: false });
    await dossier.build();
    expect(await facts()).toEqual({ sealed: true, current: true });
    await dossier.putDocument('D30', Buffer.from('%PDF-1.7 un altro bando'));
    expect(await facts()).toEqual({ sealed: true, current: false });
  });
});

describe('when something goes wrong', () => {
  it('a stored file that is no longer what was recorded fails the package by name; the same job succeeds once it is repaired', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    const content = Buffer.from(`%PDF-1.7 disciplinare integro ${dossier.id}`);
    await dossier.putDocument('D33', content);
    const { storage } = product.services.config;
    if (storage.driver !== 'fs') throw new Error('this test reaches into the embedded store');
    const hash = sha256(content);
    const blob = join(storage.directory, 'blobs', hash.slice(0, 2), hash.slice(2, 4), hash);
    await chmod(blob, 0o640);
    await writeFile(blob, Buffer.alloc(content.length, 'x'));
    const failed = await dossier.build();
    expect(failed).toMatchObject({
      status: 'FAILED',
      sha256: null,
      reason: expect.stringContaining('documento D33 «Disciplinare di gara»') as string,
    });
    const { job } = await dossier.page();
    expect(job).toMatchObject({ status: 'failed', reason: failed.reason });

    await writeFile(blob, content);
    await requeue(job?.id ?? '');
    await dossier.sua.until<{ job: { status: string } }>(dossier.path, (page) => page.job.status === 'done');
    expect((await dossier.page()).packages).toEqual([
      expect.objectContaining({ id: failed.id, status: 'SEALED', version: 1, reason: null }),
    ]);
  });

  it('a dossier that changes while the package waits is not sealed as it was', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    await dossier.build();
    const [row] = await rows(dossier);
    if (!row) throw new Error('no row');
    await dossier.putDocument('D30', Buffer.from('%PDF-1.7 un altro bando'));
    await rebuild(row);
    expect(await dossier.settled(row.id)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('è cambiato mentre') as string,
    });
  });

  it('a request that cannot be recorded leaves neither package nor job', async () => {
    const dossier = await (await PublicationDossier.create(product)).ready();
    await product.services.query(
      `create function refuse_package() returns trigger language plpgsql as $$ begin
         if new.action = 'package.requested' and new.dossier_id = '${dossier.id}' then raise exception 'no room'; end if; return new; end $$`,
    );
    await product.services.query(
      'create trigger refuse_package before insert on audit_entries for each row execute function refuse_package()',
    );
    expect((await dossier.sua.post(dossier.path)).status).toBe(500);
    expect(await rows(dossier)).toEqual([]);
    expect(await product.services.query(`select 1 from jobs where dossier_id = $1 and name = 'package.build'`, [dossier.id])).toEqual([]);
  });
});
