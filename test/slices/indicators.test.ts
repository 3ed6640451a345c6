import { type IndicatorsView } from '@gare/contracts/indicators';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { pastDossier, type PastStep } from '../harness/past-dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let head: Visitor;
let tuoro: Visitor;

const published = (from: string, to: string): readonly PastStep[] => [
  { state: 'ISTANZA', phase: 'Istanza', party: 'COMUNE', on: from },
  { state: 'PUBBLICATA', phase: 'Pubblicazione', party: 'SUA', on: to },
  { state: 'CONCLUSA', phase: 'Chiusura', party: 'NESSUNO', on: to },
];

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  [head, tuoro] = await Promise.all([product.signIn('dirigente@perugia.example'), product.signIn('rup@tuoro.example')]);
});
afterAll(() => product.stop());

async function shown(visitor: Visitor, query = ''): Promise<IndicatorsView> {
  const { status, body } = await visitor.get<IndicatorsView>(`/api/indicators${query}`);
  expect(status).toBe(200);
  return body;
}

it('says that nothing is there yet, before the first dossier', async () => {
  expect(await shown(head)).toMatchObject({ baseline: null, backlog: [], waiting: [], kind: { code: 'GARA' } });
});

describe('with dossiers of two years', () => {
  beforeAll(async () => {
    await openDossier(tuoro, 'Fornitura di arredi scolastici di oggi');
    await pastDossier(product, 'tuoro', published('2025-01-10', '2025-02-19'));
    await pastDossier(product, 'tuoro', published('2026-01-10', '2026-02-09'));
    await pastDossier(product, 'montone', published('2026-01-10', '2026-03-01'));
    await pastDossier(product, 'montone', [
      { state: 'ISTRUTTORIA', phase: 'Istruttoria', party: 'SUA', on: '2026-01-01' },
      { state: 'ISTRUTTORIA', phase: 'Istruttoria', party: 'COMUNE', on: '2026-01-06', stopped: true },
      { state: 'CO_REDAZIONE', phase: 'Redazione', party: 'SUA', on: '2026-01-16' },
    ]);
  });
  const asked = '?from=2026-01-01&to=2026-06-30';

  it('holds the period against the first six months of use, for all and for each body', async () => {
    const view = await shown(head, asked);
    expect(view.baseline).toEqual({ from: '2025-01-10', to: '2025-07-09', complete: true });
    const kpi = view.kpis.find(({ code }) => code === 'giorniAllaPubblicazione');
    expect(kpi).toMatchObject({ now: { n: 2, p50: 40, p90: 48 }, baseline: { n: 1, p50: 40, p90: 40 } });
    expect(kpi?.byEnte.map(({ ente, now }) => [ente.denominazione, now.p50])).toEqual([
      ['Comune di Montone', 50],
      ['Comune di Tuoro sul Trasimeno', 30],
    ]);
    expect(view.phases.find(({ phase }) => phase === 'Istruttoria')).toMatchObject({ gross: { p50: 15 }, net: { p50: 5 } });
  });

  it('attributes all the time of the period, and counts what is late', async () => {
    const view = await shown(head, asked);
    expect(view.waiting.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(view.backlog.find(({ state }) => state === 'CO_REDAZIONE')).toMatchObject({ open: 1, late: 1 });
    expect(view.workload.byEnte.map(({ ente, open }) => [ente.denominazione, open])).toContainEqual(['Comune di Montone', 1]);
    expect(view.months.map(({ opened, concluded }) => [opened, concluded])).toEqual([
      [3, 0],
      [0, 1],
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('shows a comune its own dossiers only, and refuses those of another', async () => {
    const own = await shown(tuoro, asked);
    expect(own.kpis.find(({ code }) => code === 'giorniAllaPubblicazione')?.now).toMatchObject({ n: 1, p50: 30 });
    expect(JSON.stringify(own)).not.toContain('Montone');
    const { status, body } = await tuoro.get<{ code: string }>(`/api/indicators?enteId=${demoEnteId('montone')}`);
    expect([status, body.code]).toEqual([403, 'access.denied']);
  });

  it('gives the same figures as CSV, one a line', async () => {
    const bytes = await head.download(`/api/indicators/csv${asked}&formato=macchina`);
    const lines = bytes.toString('utf8').split('\n');
    expect(lines).toContain('indicatore,Giorni dall’istanza alla pubblicazione,,p50,40,2,2026-01-01,2026-06-30');
    expect(lines).toContain('indicatore,Giorni dall’istanza alla pubblicazione,Comune di Montone,p50,50,1,2026-01-01,2026-06-30');
    expect(lines).toContain('indicatore,Giorni dall’istanza alla pubblicazione,,p50_partenza,40,1,2025-01-10,2025-07-09');
  });

  it('refuses a period that ends before it begins, at the field', async () => {
    const { status, body } = await head.get<{ issues: { path: string }[] }>('/api/indicators?from=2026-02-01&to=2026-01-01');
    expect(status).toBe(400);
    expect(JSON.stringify(body.issues)).toContain('to');
  });
});
