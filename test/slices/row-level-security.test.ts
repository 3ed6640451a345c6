import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { Database, systemContext, type DbContext } from '@gare/platform/database';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let montoneDossier: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  const montone = await product.signIn('rup@montone.example');
  const { body } = await montone.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di pulizia degli uffici comunali' });
  montoneDossier = body.id;
});
afterAll(() => product.stop());

const suaId = demoEnteId('perugia');
const eyes = {
  montone: { scope: 'ente', suaId, enteIds: [demoEnteId('montone')] },
  tuoro: { scope: 'ente', suaId, enteIds: [demoEnteId('tuoro')] },
  province: { scope: 'sua', suaId },
  otherProvince: { scope: 'sua', suaId: '11111111-1111-4111-8111-111111111111' },
  system: systemContext,
} satisfies Record<string, DbContext>;

const tenderTables = ['dossiers', 'schede', 'audit_entries'];
/** Rows of the dossier of Montone; each comune also has its convenzione, a dossier too. */
const count = (context: DbContext, table: string): Promise<number> =>
  product.api.get(Database).read(context, async (reader) => {
    const [row] = await reader.query<{ n: number }[]>(
      `select count(*)::int as n from ${table} where ${table === 'dossiers' ? 'id' : 'dossier_id'} = $1`,
      [montoneDossier],
    );
    return row?.n ?? -1;
  });

describe('row-level security', () => {
  it.each(tenderTables)('shows rows of %s to their comune and its Province only', async (table) => {
    expect(await count(eyes.montone, table)).toBeGreaterThan(0);
    expect(await count(eyes.province, table)).toBeGreaterThan(0);
    expect(await count(eyes.tuoro, table)).toBe(0);
    expect(await count(eyes.otherProvince, table)).toBe(0);
    expect(await count(eyes.system, table)).toBe(0);
  });

  it('covers every table of the product, forced also on the owner', async () => {
    const bare = await product.services.query<{ relname: string }>(
      `select relname from pg_class join pg_namespace n on n.oid = relnamespace
       where nspname = 'public' and relkind = 'r' and relname <> 'schema_migrations' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(bare).toEqual([]);
  });

  it('gives the application role nothing it does not need', async () => {
    const [role] = await product.services.query<Record<string, boolean>>(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'gare_app'`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    const history = await product.services.query(
      `select table_name, privilege_type from information_schema.table_privileges where grantee = 'gare_app'
       and table_name in ('audit_entries', 'scheda_changes', 'document_versions') and privilege_type not in ('SELECT', 'INSERT')`,
    );
    expect(history).toEqual([]);
  });

  it('refuses a write for another comune even when the code forgets to ask', async () => {
    const intrusion = product.api
      .get(Database)
      .transaction(eyes.tuoro, (tx) =>
        tx.query(`insert into schede (dossier_id, sua_id, ente_id, revision, "values", changed_at) values ($1, $2, $3, 9, '{}', now())`, [
          montoneDossier,
          suaId,
          demoEnteId('montone'),
        ]),
      );
    await expect(intrusion).rejects.toThrow(/row-level security/);
    const changed = await product.api
      .get(Database)
      .transaction(eyes.tuoro, (tx) =>
        tx.query<[unknown[], number]>(`update dossiers set oggetto = 'rubato' where id = $1`, [montoneDossier]),
      );
    expect(changed[1]).toBe(0);
  });

  it('lets a comune write neither its Province’s row nor a convenzione, whatever its code forgets', async () => {
    const touched = (sql: string, values: unknown[]): Promise<number> =>
      product.api.get(Database).transaction(eyes.montone, async (tx) => (await tx.query<[unknown[], number]>(sql, values))[1]);
    expect(await touched('update enti set pec = $2 where id = $1', [suaId, 'presa@montone.example'])).toBe(0);
    expect(await touched('update enti set pec = pec where id = $1', [demoEnteId('montone')])).toBe(1);
    expect(await touched(`update convenzioni set funzioni_svolte = '{3}' where ente_id = $1`, [demoEnteId('montone')])).toBe(0);
    const seen = await product.api
      .get(Database)
      .read(eyes.montone, (reader) => reader.query<unknown[]>('select id from convenzioni where ente_id = $1', [demoEnteId('montone')]));
    expect(seen).toHaveLength(1);
  });

  it('ties what belongs to a dossier to whose the dossier is, also for who sees both bodies', async () => {
    const asMontones = (sql: string): Promise<unknown> =>
      product.api.get(Database).transaction({ scope: 'sua', suaId }, (tx) => tx.query(sql, [montoneDossier, suaId, demoEnteId('tuoro')]));
    const document = `insert into documents (id, dossier_id, sua_id, ente_id, code, state, updated_at) values (gen_random_uuid(), $1, $2, $3, 'D99', 'MISSING', now())`;
    await expect(asMontones(document)).rejects.toThrow(/fk_documents_dossier/);
    await expect(asMontones('update schede set ente_id = $3 where dossier_id = $1 and sua_id = $2')).rejects.toThrow(/fk_schede_dossier/);
  });

  it('does not show colleagues what signs somebody in', async () => {
    const secrets = await product.api
      .get(Database)
      .read({ scope: 'sua', suaId }, (reader) => reader.query<unknown[]>('select * from credentials'));
    expect(secrets).toEqual([]);
  });

  it('does not let a read transaction write', async () => {
    await expect(
      product.api.get(Database).read(eyes.montone, (reader) => reader.query(`update dossiers set oggetto = 'x'`)),
    ).rejects.toThrow(/read-only transaction/);
  });

  it('answers 404 to the other comune over HTTP, and shows the Province the dossier', async () => {
    const tuoro = await product.signIn('rup@tuoro.example');
    expect((await tuoro.get(`/api/dossiers/${montoneDossier}`)).status).toBe(404);
    expect((await tuoro.get<{ total: number }>('/api/dossiers')).body.total).toBe(0);
    const sua = await product.signIn('sua@perugia.example');
    expect((await sua.get(`/api/dossiers/${montoneDossier}`)).status).toBe(200);
  });
});
