import { randomUUID } from 'node:crypto';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct({ worker: false });
});
afterAll(() => product.stop());

const oggetto = 'Servizio di manutenzione del verde pubblico';
const opened = (): Promise<{ n: number }[]> =>
  product.services.query<{ n: number }>(
    `select count(*)::int as n from dossiers d join audit_entries a on a.dossier_id = d.id and a.action = 'dossier.created' where d.oggetto = $1`,
    [oggetto],
  );

describe('a request to open a dossier that is sent again', () => {
  it('opens one dossier, however close together the two come', async () => {
    const rup = await product.signIn('rup@montone.example');
    const body = { clientId: randomUUID(), oggetto, question: 'Possiamo cominciare?' };
    const both = await Promise.all([1, 2, 3].map(() => rup.post<{ id: string }>('/api/dossiers', body)));
    const later = await rup.post<{ id: string }>('/api/dossiers', body);
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set([...both, later].map((answer) => answer.body.id)).size).toBe(1);
    expect(await opened()).toEqual([{ n: 1 }]);
    const said = await product.services.query('select id from thread_messages where dossier_id = $1', [later.body.id]);
    expect(said).toHaveLength(1);
  });

  it('opens another one where something in it has changed, or another person sends it', async () => {
    const [rup, other] = [await product.signIn('rup@montone.example'), await product.signIn('rup@tuoro.example')];
    const body = { clientId: randomUUID(), oggetto: 'Fornitura di arredi per la biblioteca' };
    const ids = [
      await rup.post<{ id: string }>('/api/dossiers', body),
      await rup.post<{ id: string }>('/api/dossiers', { ...body, oggetto: `${body.oggetto} comunale` }),
      await other.post<{ id: string }>('/api/dossiers', body),
    ].map((answer) => answer.body.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('opens a new one each time without a draft to stay with', async () => {
    const rup = await product.signIn('rup@montone.example');
    const body = { oggetto: 'Servizio di pulizia delle palestre' };
    const [first, second] = [await rup.post<{ id: string }>('/api/dossiers', body), await rup.post<{ id: string }>('/api/dossiers', body)];
    expect(first.body.id).not.toBe(second.body.id);
  });
});
