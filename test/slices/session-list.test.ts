import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct({ worker: false });
});
afterAll(() => product.stop());

interface Session {
  id: string;
  current: boolean;
  client: string | null;
}
const own = async (visitor: Visitor): Promise<Session[]> => (await visitor.get<{ items: Session[] }>('/api/sessions')).body.items;
const revoke = (visitor: Visitor, session: Session | undefined): Promise<Answer> =>
  visitor.send('DELETE', `/api/sessions/${session?.id ?? 'none'}`);
async function personId(email: string): Promise<string> {
  const [row] = await product.services.query<{ id: string }>('select id from people where email = $1', [email]);
  return row?.id ?? '';
}

describe('open sessions', () => {
  it('of one’s own are listed and ended, and the ended one opens nothing', async () => {
    const office = await product.signIn('rup@montone.example');
    const home = await product.signIn('rup@montone.example');
    const sessions = await own(office);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(sessions[0]?.client).toBe('node');
    expect(JSON.stringify(sessions)).not.toMatch(/[0-9a-f]{64}/);
    const other = sessions.find(({ current }) => !current);
    expect((await revoke(office, other)).status).toBe(204);
    expect((await home.get('/api/dossiers')).status).toBe(401);
    expect((await office.get('/api/dossiers')).status).toBe(200);
    expect(await own(office)).toHaveLength(1);
    expect((await revoke(office, other)).body['code']).toBe('session.not_found');
  });

  it('of a colleague are not there, neither to see nor to end', async () => {
    const montone = await product.signIn('rup@montone.example');
    const tuoro = await product.signIn('rup@tuoro.example');
    const [session] = await own(montone);
    expect((await revoke(tuoro, session)).status).toBe(404);
    expect((await tuoro.get(`/api/people/${await personId('rup@montone.example')}/sessions`)).status).toBe(403);
    expect((await montone.get('/api/session')).status).toBe(200);
  });

  it('are listed and ended by the director of the SUA, which is recorded', async () => {
    const tuoro = await product.signIn('rup@tuoro.example');
    const director = await product.signIn('dirigente@perugia.example');
    const path = `/api/people/${await personId('rup@tuoro.example')}/sessions`;
    const { body } = await director.get<{ items: Session[] }>(path);
    expect(body.items.length).toBeGreaterThan(0);
    for (const session of body.items) expect((await revoke(director, session)).status).toBe(204);
    expect((await tuoro.get('/api/session')).status).toBe(401);
    expect((await director.get<{ items: Session[] }>(path)).body.items).toEqual([]);
    const [act] = await product.services.query(
      `select person, "role", details->>'personId' as "personId" from registry_acts where action = 'session.revoked' order by "at" desc limit 1`,
    );
    expect(act).toEqual({ person: 'Carla Palomba', role: 'DIR_SUA', personId: await personId('rup@tuoro.example') });
  });

  it('of a person of another Province are not there for the director', async () => {
    const director = await product.signIn('dirigente@perugia.example');
    const montone = await product.signIn('rup@montone.example');
    const [session] = await own(montone);
    await product.services.query(`update sessions set sua_id = gen_random_uuid() where id = $1`, [session?.id]);
    await product.services.query(`update people set sua_id = gen_random_uuid() where email = 'rup@montone.example'`);
    expect((await revoke(director, session)).status).toBe(404);
    expect((await director.get(`/api/people/${await personId('rup@montone.example')}/sessions`)).status).toBe(404);
  });
});
