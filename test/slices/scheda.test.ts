import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';

let product: TestProduct;
let comune: Visitor;
let sua: Visitor;
let path: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  comune = await product.signIn('rup@montone.example');
  sua = await product.signIn('sua@perugia.example');
});
afterAll(() => product.stop());

beforeEach(async () => {
  path = `/api/dossiers/${await openDossier(comune, 'Servizio di trasporto scolastico comunale', sua)}`;
});

const edit = (visitor: Visitor, baseRevision: number, changes: { path: string; value: unknown }[]): ReturnType<Visitor['send']> =>
  visitor.send('PATCH', `${path}/scheda`, { baseRevision, changes });

describe('the scheda', () => {
  it('starts with what the platform already knows', async () => {
    const { body } = await comune.get<{ revision: number; values: Record<string, unknown> }>(`${path}/scheda`);
    expect(body.revision).toBe(1);
    expect(body.values).toMatchObject({
      oggetto: 'Servizio di trasporto scolastico comunale',
      comune: { denominazione: 'Comune di Montone', codiceFiscale: '81000430546' },
      provincia: { ipaCode: 'p_pg' },
      convenzione: { stato: 'ATTIVA' },
    });
  });

  it('keeps edits of different fields made at the same time', async () => {
    expect((await edit(comune, 1, [{ path: 'oggetto', value: 'Servizio di trasporto scolastico 2027-2030' }])).status).toBe(200);
    const second = await edit(sua, 1, [{ path: 'tipoProcedura', value: 'open' }]);
    expect(second.body).toMatchObject({ revision: 3, merged: [{ path: 'oggetto', value: 'Servizio di trasporto scolastico 2027-2030' }] });
    const { body } = await comune.get(`${path}/scheda`);
    expect(body['values']).toMatchObject({ oggetto: 'Servizio di trasporto scolastico 2027-2030', tipoProcedura: 'open' });
  });

  it('asks the second editor of the same field, with both values, and applies nothing of his save', async () => {
    await edit(comune, 1, [{ path: 'oggetto', value: 'Trasporto scolastico, testo del comune' }]);
    const second = await edit(sua, 1, [
      { path: 'oggetto', value: 'Trasporto scolastico, testo della SUA' },
      { path: 'tipoProcedura', value: 'open' },
    ]);
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: 'scheda.conflict',
      details: {
        conflicts: [
          {
            path: 'oggetto',
            mine: 'Trasporto scolastico, testo della SUA',
            theirs: 'Trasporto scolastico, testo del comune',
            by: 'Lucia Bianchi',
          },
        ],
      },
    });
    const { body } = await sua.get(`${path}/scheda`);
    expect(body['values']).not.toHaveProperty('tipoProcedura');
  });

  it('refuses what is malformed, at its place and in Italian, and keeps drafts incomplete', async () => {
    const refused = await edit(comune, 1, [{ path: 'comune/codiceFiscale', value: '81000430547' }]);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'scheda.malformed', issues: [{ path: 'comune/codiceFiscale' }] });
    const unknown = await edit(comune, 1, [{ path: 'campoInventato', value: 1 }]);
    expect(unknown.status).toBe(422);
    const { body } = await comune.get<{ revision: number }>(`${path}/scheda`);
    expect(body.revision).toBe(1);
  });

  it('writes row, history, audit and job together or not at all', async () => {
    await edit(comune, 1, [{ path: 'oggetto', value: 'Servizio di trasporto scolastico 2027-2031' }]);
    const { body } = await comune.get<{ items: { action: string }[] }>(`${path}/audit`);
    expect(body.items.map((entry) => entry.action)).toEqual([
      'scheda.changed',
      'conflict.declared',
      'conflict.declared',
      'dossier.created',
    ]);
    const dossierId = path.split('/').at(-1);
    const [jobs] = await product.services.query<{ n: number }>(
      `select count(*)::int as n from jobs where dossier_id = $1 and name = 'checks.run'`,
      [dossierId],
    );
    expect(jobs?.n).toBe(1);
    const before = await product.services.query('select count(*)::int as n from jobs');
    await product.services.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
    );
    await product.services.query('create trigger refuse_audit before insert on audit_entries for each row execute function refuse()');
    try {
      const failed = await edit(comune, 2, [{ path: 'tipoProcedura', value: 'open' }]);
      expect(failed.status).toBe(500);
    } finally {
      await product.services.query('drop trigger refuse_audit on audit_entries');
      await product.services.query('drop function refuse');
    }
    const { body: after } = await comune.get<{ revision: number; values: object }>(`${path}/scheda`);
    expect(after.revision).toBe(2);
    expect(after.values).not.toHaveProperty('tipoProcedura');
    expect(await product.services.query('select count(*)::int as n from jobs')).toEqual(before);
  });
});
