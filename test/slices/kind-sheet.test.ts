import { type Sheet } from '@gare/contracts/sheet';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

/** The sheet of a kind that is only data: form from its schema, edits field by field, history with the words of the schema. */

let product: TestProduct;
let comune: Visitor;
let sua: Visitor;
let path: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  comune = await product.signIn('sindaco@montone.example');
  sua = await product.signIn('affiancamento@perugia.example');
  const opened = await comune.post<{ id: string }>('/api/dossiers', {
    kind: 'RICHIESTA_AFFIANCAMENTO',
    oggetto: 'Affiancamento sulle autorizzazioni ambientali',
  });
  expect(opened.status).toBe(201);
  path = `/api/dossiers/${opened.body.id}/scheda`;
});
afterAll(() => product.stop());

const edit = (who: Visitor, baseRevision: number, changes: Readonly<Record<string, unknown>>): Promise<Answer> =>
  who.send('PATCH', path, { baseRevision, changes: Object.entries(changes).map(([field, value]) => ({ path: field, value })) });
const sheet = async (): Promise<Sheet> => (await comune.get<Sheet>(path)).body;

describe('the sheet of a kind that is data', () => {
  it('comes with the schema its form is drawn from', async () => {
    const { schema, values, writable } = await sheet();
    expect(values).toEqual({});
    expect(writable).toBe(true);
    expect(schema).toMatchObject({ type: 'object', properties: { procedura: { title: 'Procedura complessa' } } });
  });

  it('keeps edits of different fields, tells who wrote each, and asks the second editor of the same one', async () => {
    expect((await edit(comune, 1, { taskForce: 'AMBIENTE' })).status).toBe(200);
    expect((await edit(sua, 1, { arretrato: 41 })).body).toMatchObject({ revision: 3 });
    const conflict = await edit(sua, 1, { taskForce: 'EDILIZIA' });
    expect([conflict.status, conflict.body['code']]).toEqual([409, 'scheda.conflict']);
    const { values, stamps } = await sheet();
    expect(values).toEqual({ taskForce: 'AMBIENTE', arretrato: 41 });
    expect(stamps.find((stamp) => stamp.path === 'taskForce')?.by).toBe('Pietro Fioroni');
  });

  it('refuses what the schema does not admit, at its place and in Italian, and keeps drafts incomplete', async () => {
    const { revision } = await sheet();
    const cases: readonly [Record<string, unknown>, string][] = [
      [{ taskForce: 'INVENTATA' }, 'Valore non ammesso.'],
      [{ arretrato: -1 }, 'Il valore non può essere minore di 0.'],
      [{ descrizione: 'breve' }, 'Servono almeno 30 caratteri.'],
      [{ campoInventato: 1 }, 'La scheda non ha un campo «campoInventato».'],
      [{ 'descrizione/dentro': 'x' }, 'La scheda non ha un campo «descrizione/dentro».'],
    ];
    for (const [changes, message] of cases) {
      const { status, body } = await edit(comune, revision, changes);
      expect([status, body['issues']]).toEqual([422, [{ path: Object.keys(changes)[0], message }]]);
    }
    expect((await sheet()).revision).toBe(revision);
  });

  it('tells the history in the words of the schema', async () => {
    const { revision } = await sheet();
    expect((await edit(comune, revision, { referente: 'Anna Neri' })).status).toBe(200);
    const head = await product.signIn('dirigente@perugia.example');
    const { body } = await head.get<{ items: { summary: string }[] }>(`${path.replace('/scheda', '')}/audit`);
    expect(body.items.map(({ summary }) => summary)).toContain('Scheda modificata: Referente dell’ente');
  });
});
