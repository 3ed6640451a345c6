import { FixedClock } from '@gare/platform/clock';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let sua: Visitor;
let comune: Visitor;
const clock = new FixedClock(new Date('2026-11-22T10:00:00Z'));

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  sua = await product.signIn('sua@perugia.example');
  comune = await product.signIn('rup@montone.example');
});
afterAll(() => product.stop());

interface Detail {
  id: string;
  revision: number;
  stato: { code: string };
  contenuto: Record<string, unknown>;
  contentIssues: { path: string; message: string }[];
}

const open = (): Promise<{ status: number; body: Detail }> => sua.post<Detail>('/api/convenzioni', { enteId: demoEnteId('montone') });

describe('opening a convenzione', () => {
  let detail: Detail;
  beforeAll(async () => {
    const { status, body } = await open();
    expect([status, body]).toMatchObject([201, {}]);
    detail = body;
  });

  it('fills the sheet with what is known', () => {
    expect(detail.stato.code).toBe('BOZZA');
    expect(detail.contenuto).toMatchObject({
      parti: [
        { id: 'SUA', ruolo: 'SUA' },
        { id: 'COMUNE', enteId: demoEnteId('montone') },
      ],
      rapporti: { tariffe: [] },
    });
    expect(detail.contentIssues.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['contenuto/durata/inizio', 'contenuto/parti/SUA/rappresentante', 'contenuto/privacy/atto']),
    );
  });

  it('is made one at a time with a body', async () => {
    expect(await open()).toMatchObject({ status: 409, body: { code: 'convenzione.in_progress' } });
  });

  it('is in the list of both sides, with its group', async () => {
    for (const visitor of [sua, comune]) {
      const { body } = await visitor.get<{ items: Detail[]; counts: Record<string, number> }>('/api/convenzioni?gruppo=PREPARAZIONE');
      expect(body.items.map(({ id }) => id)).toEqual([detail.id]);
      expect(body.counts).toMatchObject({ PREPARAZIONE: 1 });
    }
  });
});
