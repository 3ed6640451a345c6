import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

interface List {
  items: { id: string; oggetto: string; ente: { denominazione: string } }[];
  total: number;
  counts: { all: number; mine: number; blocked: number; dueSoon: number };
}

let product: TestProduct;
let official: Visitor;
let tuoro: Visitor;
let montone: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  [official, tuoro, montone] = await Promise.all([
    product.signIn('sua@perugia.example'),
    product.signIn('rup@tuoro.example'),
    product.signIn('rup@montone.example'),
  ]);
});
afterAll(() => product.stop());

const list = async (visitor: Visitor, query = ''): Promise<List> => {
  const { status, body } = await visitor.get<List>(`/api/dossiers${query}`);
  expect(status).toBe(200);
  return body;
};

/** What the counts say and what there is, as texts that must be equal. */
async function keptAndReal(): Promise<[kept: unknown, real: unknown]> {
  const columns = 'ente_id, kind_code, state, turn, blocked';
  const kept = await product.services.query(`select ${columns}, dossiers from dossier_counts where dossiers <> 0 order by ${columns}`);
  const real = await product.services.query(
    `select ${columns}, count(*)::int as dossiers from (select *, blocks > 0 as blocked from dossiers) d group by ${columns} order by ${columns}`,
  );
  return [kept, real];
}

describe('the list of dossiers', () => {
  it('is empty, with counters at nothing, before anybody has opened one', async () => {
    expect(await list(official)).toMatchObject({ items: [], total: 0, counts: { all: 0, mine: 0, blocked: 0, dueSoon: 0 } });
  });

  it('counts what was opened, moved and blocked, also by many at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 12 }, (_, index) => openDossier(index % 3 === 0 ? montone : tuoro, `Fornitura di arredi scolastici ${index}`)),
    );
    const steps = opened.slice(0, 8).map((id, index) => {
      const visitor = index % 3 === 0 ? montone : tuoro;
      return visitor.post(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' });
    });
    await Promise.all([
      ...steps,
      ...opened.map((id, index) => product.services.query('update dossiers set blocks = $2 where id = $1', [id, index % 4])),
    ]);
    await product.services.query("update dossiers set scadenza_offerte = now() + interval '3 days' where id = any($1)", [
      opened.slice(2, 5),
    ]);
    const [kept, real] = await keptAndReal();
    expect(kept).toEqual(real);
    expect(kept).not.toEqual([]);
    const whole = await list(official);
    expect(whole.counts).toEqual({ all: 12, mine: 0, blocked: 9, dueSoon: 3 });
    expect(whole.total).toBe(12);
    const own = await list(tuoro);
    expect(own.counts).toMatchObject({ all: 8, mine: 8 });
    expect(new Set(own.items.map(({ ente }) => ente.denominazione))).toEqual(new Set(['Comune di Tuoro sul Trasimeno']));
  });

  it('has the total of its filters, whoever can answer it', async () => {
    for (const query of [
      '?blocked=true',
      '?blocked=false',
      '?state=ISTANZA',
      '?turn=COMUNE',
      `?enteId=${demoEnteId('montone')}`,
      '?dueSoon=true',
      '?text=arredi%20scolastici%201',
    ]) {
      const { total, items } = await list(official, query);
      expect({ query, total }).toEqual({ query, total: items.length });
      expect({ query, some: total > 0 }).toEqual({ query, some: true });
    }
    expect(await list(official, '?text=montone&sort=ente')).toMatchObject({ total: 4 });
    expect((await list(official, '?text=%25')).total).toBe(0);
  });

  it('gives pages without repeating or losing a row', async () => {
    const ids = new Set<string>();
    for (const page of [1, 2, 3]) for (const { id } of (await list(official, `?sort=ente&pageSize=5&page=${page}`)).items) ids.add(id);
    expect(ids.size).toBe(12);
  });

  it('leaves out what has a list of its own, unless asked for it', async () => {
    const [dossier] = (await list(official, '?pageSize=1')).items;
    await product.services.query(`update dossiers set kind_code = 'CONVENZIONE_ADESIONE' where id = $1`, [dossier?.id]);
    try {
      const { total, counts } = await list(official);
      expect({ total, all: counts.all }).toEqual({ total: 11, all: 11 });
      const [count] = await product.services.query<{ dossiers: number }>(
        `select sum(dossiers)::int as dossiers from dossier_counts where kind_code = 'CONVENZIONE_ADESIONE'`,
      );
      // The three of the demo, and this one.
      expect(count?.dossiers).toBe(4);
    } finally {
      await product.services.query(`update dossiers set kind_code = 'GARA' where id = $1`, [dossier?.id]);
    }
  });
});
