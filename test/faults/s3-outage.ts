import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Radosgw } from '@gare/platform/testing';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { OfficeProcesses, quickTemplates, SmallTender } from './small-tenders.js';

/** The minute that must be borne. */
const outageMs = 60_000;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The store is gone while documents are being formed; the caller owns it, because one takes long to start. */
export function s3Outage(store: () => Radosgw): void {
  describe('S3 killed while documents are formed', () => {
    let product: TestProduct;
    let office: OfficeProcesses;
    let templatesDir: string;
    let rup: Visitor;
    beforeAll(async () => {
      templatesDir = await quickTemplates();
      const { endpoint, accessKey, secretKey } = store();
      const s3 = { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey, S3_BUCKET: 'gare-outage' };
      product = await startTestProduct({ environment: { TEMPLATES_DIR: templatesDir, ...s3 } });
      office = new OfficeProcesses(product);
      await office.warm();
      rup = await product.signIn('rup@montone.example');
    });
    afterAll(async () => {
      await product.stop();
      await rm(templatesDir, { recursive: true, force: true });
    });

    it('says so, loses nothing that was acknowledged, and goes on by itself', async () => {
      const tender = await SmallTender.open(rup);
      const kept = await SmallTender.open(rup);
      await kept.generate('D03');
      await kept.settled('D03');
      office.signal(office.offices(), 'SIGSTOP');
      expect((await tender.generate('D03', 'D21')).status).toBe(202);
      await tender.converting('D03');
      await store().kill();
      office.signal(office.offices(), 'SIGCONT');
      try {
        expect(await (await fetch(`${product.url}/health/ready`)).json()).toMatchObject({
          parts: expect.arrayContaining([expect.objectContaining({ part: 'storage', ok: false })]) as unknown,
        });
        // What needs no file goes on.
        expect((await rup.get(`/api/dossiers/${tender.id}`)).status).toBe(200);
        await tender.until('D03', ({ job }) => (job?.progress ?? 0) >= 85);
        await sleep(outageMs);
        expect((await tender.document('D03')).state).toBe('GENERATING');
      } finally {
        await store().restart();
      }
      for (const [of, codes] of [
        [tender, ['D03', 'D21']],
        [kept, ['D03']],
      ] as const) {
        for (const code of codes) {
          const { state, current } = await of.settled(code);
          expect({ state, version: current?.version }).toEqual({ state: 'READY', version: 1 });
          expect(sha256(await of.download(code))).toBe(current?.sha256);
        }
      }
    }, 240_000);
  });
}
