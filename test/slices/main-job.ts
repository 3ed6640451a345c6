import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTenders } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { verifyPackage } from '../../apps/cli/src/verify/verify-package.js';
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
        const built = await new TenderRun(tender, { comune, sua, say: () => undefined }).run();
        expect(built.documents).toBe(12);
        const file = join(directory, built.fileName);
        await writeFile(file, built.bytes);
        expect(await verifyPackage(file)).toMatchObject({ ok: true });
      },
      600_000,
    );
  });
}
