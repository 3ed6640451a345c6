import { type AuditActView } from '@gare/contracts/audit';
import { DaySealing } from '@gare/platform/audit';
import { FixedClock } from '@gare/platform/clock';
import { AuditWorkerModule } from '@gare/audit/worker';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const clock = new FixedClock(new Date('2026-11-20T09:00:00Z'));

interface History {
  items: AuditActView[];
  total: number;
  matching: number;
  kinds: string[];
  people: { id: string; nome: string }[];
  sealed: { day: string; sequence: number } | null;
}

let product: TestProduct;
let rup: Visitor;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ clock });
  rup = await product.signIn('rup@montone.example');
  const sua = await product.signIn('sua@perugia.example');
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali', sua);
  await rup.post(`/api/dossiers/${dossierId}/transitions`, { event: 'preparaIstanza' });
  await writeScheda(rup, dossierId, [{ path: 'descrizione', value: 'Prima stesura' }]);
  await writeScheda(sua, dossierId, [{ path: 'descrizione', value: 'Seconda stesura' }]);
});
afterAll(() => product.stop());

const history = async (query = ''): Promise<History> => (await rup.get<History>(`/api/dossiers/${dossierId}/audit${query}`)).body;

it('shows original and changed values, the newest first', async () => {
  const { items, total, matching, kinds, people, sealed } = await history();
  expect(items.map(({ sequence }) => sequence)).toEqual(Array.from({ length: total }, (_, index) => total - index));
  expect(matching).toBe(total);
  expect(items[0]).toMatchObject({
    action: 'scheda.changed',
    person: 'Marco Teste',
    details: { changes: [{ path: 'descrizione', before: 'Prima stesura', after: 'Seconda stesura' }] },
  });
  expect(kinds).toEqual(expect.arrayContaining(['dossier', 'scheda']));
  expect(people.map(({ nome }) => nome)).toEqual(['Lucia Bianchi', 'Marco Teste']);
  expect(sealed).toBeNull();
});

it('filters by kind, person and words; the next page goes on where the last one ended', async () => {
  const scheda = await history('?kind=scheda');
  expect(scheda).toMatchObject({ matching: 2, items: [{ person: 'Marco Teste' }, { person: 'Lucia Bianchi' }] });
  const [marco] = scheda.items;
  expect(await history(`?personId=${marco?.personId ?? ''}`)).toMatchObject({
    matching: 2,
    items: [{ sequence: marco?.sequence }, { action: 'conflict.declared' }],
  });
  expect(await history('?text=APERTO')).toMatchObject({ matching: 1, items: [{ action: 'dossier.created' }] });
  expect((await history('?text=%25')).matching).toBe(0);
  const first = await history('?limit=1&kind=scheda');
  expect(first).toMatchObject({ matching: 2, items: [{ sequence: marco?.sequence }] });
  const next = await history(`?limit=1&kind=scheda&before=${first.items[0]?.sequence ?? 0}`);
  expect(next.items).toEqual([scheda.items[1]]);
});

it('says up to where a seal covers it', async () => {
  const { total } = await history();
  clock.advance(24 * 3_600_000);
  rup = await product.signIn('rup@montone.example');
  const worker = product.worker?.select(AuditWorkerModule).get(DaySealing, { strict: false });
  await worker?.sealPending((await product.services.query<{ id: string }>('select id from enti where id = sua_id'))[0]?.id ?? '');
  expect((await history()).sealed).toEqual({ day: '2026-11-20', sequence: total });
});

it('is not shown to another comune', async () => {
  const stranger = await product.signIn('rup@tuoro.example');
  expect((await stranger.get(`/api/dossiers/${dossierId}/audit`)).status).toBe(404);
});
