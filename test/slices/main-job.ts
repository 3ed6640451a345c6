import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChecksView } from '@gare/contracts/checks';
import { type StatementView } from '@gare/contracts/statements';
import { demoTenders } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
import { writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** The main job on one storage: both demo tenders from the empty sheet to a verified package. */
export function mainJobOn(storage: string, environment: () => Promise<Record<string, string>>): void {
  describe(`the main job, files in ${storage}`, () => {
    let product: TestProduct;
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'gare-main-job-'));
      product = await startTestProduct({ environment: { OFFICE_PROCESSES: '2', ...(await environment()) } });
    });
    afterAll(async () => {
      await product.stop();
      await rm(directory, { recursive: true, force: true });
    });

    it.each(demoTenders(new Date('2026-11-22T12:00:00Z'), 0x100000).map((tender) => [tender.name, tender] as const))(
      'takes the tender of %s from an empty sheet to a sealed, verified package',
      async (_name, tender) => {
        const comune = await product.signIn(tender.comuneAccount);
        const sua = await product.signIn('sua@perugia.example');
        const lawyer = await product.signIn('legale@perugia.example');
        const built = await new TenderRun(tender, { comune, sua, lawyer, say: () => undefined }).run();
        expect(built.documents).toBe(23);
        const file = join(directory, built.fileName);
        await writeFile(file, built.bytes);
        expect(await verifyPackage(file)).toMatchObject({ ok: true });
        await publishedIsDue(product, { comune, sua });
      },
      600_000,
    );
  });
}

/** The step of publication makes the fee of the estimate due, in the statement of the year. */
async function publishedIsDue(product: TestProduct, { comune, sua }: { comune: Visitor; sua: Visitor }): Promise<void> {
  const { items } = (
    await sua.get<{ items: { id: string; codiceAppalto: string; ente: { id: string } }[] }>('/api/dossiers?sort=-updatedAt')
  ).body;
  const [tender] = items;
  if (tender === undefined) throw new Error('no dossier');
  const director = await product.signIn('dirigente@perugia.example');
  await declareNoConflict(director, tender.id);
  const { totale } = (await comune.get<{ totale: string }>(`/api/dossiers/${tender.id}/fee-estimate`)).body;
  expect(Number(totale)).toBeGreaterThan(0);
  const published = `${new Date().toISOString().slice(0, 19)}Z`;
  expect(await writeScheda(sua, tender.id, [{ path: 'dataPubblicazioneBDNCP', value: published }])).toBe(200);
  await sua.until<ChecksView>(
    `/api/dossiers/${tender.id}/checks`,
    ({ running, results }) => !running && results.every(({ stale }) => !stale),
  );
  // The sheet has changed: the package is built again before the step.
  const packages = `/api/dossiers/${tender.id}/package`;
  expect((await sua.post(packages)).status).toBeLessThan(300);
  await sua.until<{ packages: { status: string; outdated: boolean }[] } & Record<string, unknown>>(packages, ({ packages: built }) =>
    built.some(({ status, outdated }) => status === 'SEALED' && !outdated),
  );
  const moved = await director.post(`/api/dossiers/${tender.id}/transitions`, { event: 'pubblica' });
  expect([moved.status, moved.body['detail']]).toEqual([200, undefined]);
  const year = new Date().getFullYear();
  const { enti } = (await comune.get<StatementView & Record<string, unknown>>(`/api/enti/${tender.ente.id}/statements/${year}`)).body;
  expect(enti[0]?.righe).toContainEqual(
    expect.objectContaining({ tipo: 'PUBBLICAZIONE', codice: tender.codiceAppalto, importo: totale, manca: null }),
  );
}
