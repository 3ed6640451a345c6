import { FixedClock } from '@gare/platform/clock';
import { Database, type DbContext } from '@gare/platform/database';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { demoPassword, startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let dirigente: Visitor;
const clock = new FixedClock(new Date('2026-11-22T10:00:00Z'));
const montone = demoEnteId('montone');
const tuoro = demoEnteId('tuoro');
const perugia = demoEnteId('perugia');

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock, environment: { SESSION_HOURS: '168' } });
  dirigente = await product.signIn('dirigente@perugia.example');
});
afterAll(() => product.stop());

interface Assignment {
  id: string;
  role: string;
  persona: { id: string; nome: string };
  inForce: boolean;
}
type Roles = Answer<{ items: Assignment[]; code?: string; details?: { findings: { rule: string }[] } }>;

const act = { tipo: 'decreto', numero: '14', data: '2026-11-20', organo: 'Sindaco' };
async function personId(email: string): Promise<string> {
  const [row] = await product.services.query<{ id: string }>('select id from people where email = $1', [email]);
  return row?.id ?? '';
}
const assign = async (visitor: Visitor, ente: string, email: string, given: object): Promise<Roles> =>
  visitor.post(`/api/enti/${ente}/roles`, { personId: await personId(email), dal: '2026-11-22', atto: act, ...given });
const rules = ({ body }: Roles): string[] => body.details?.findings.map(({ rule }) => rule) ?? [];
const roles = async (ente: string): Promise<Assignment[]> =>
  (await dirigente.get<{ items: Assignment[] }>(`/api/enti/${ente}/roles`)).body.items;

/** The one assignment of somebody in a role. */
async function assignmentOf(ente: string, nome: string, role: string): Promise<Assignment> {
  const found = (await roles(ente)).find((one) => one.persona.nome === nome && one.role === role);
  if (!found) throw new Error(`${nome} has no role ${role}`);
  return found;
}

describe('giving a role', () => {
  it('needs what the rules ask, and says every rule that is broken', async () => {
    const email = 'rup@tuoro.example';
    expect(rules(await assign(dirigente, tuoro, email, { role: 'RUP_SUA' }))).toEqual(['ENTE']);
    expect(rules(await assign(dirigente, tuoro, email, { role: 'SEG_COM', atto: null }))).toEqual(['ATTO']);
    expect(rules(await assign(dirigente, tuoro, email, { role: 'SEG_COM', dal: '2026-11-19', al: '2026-11-18' }))).toEqual([
      'PERIODO',
      'ATTO_DATA',
    ]);
    const twin = await assign(dirigente, tuoro, email, { role: 'DIR_COMUNE' });
    expect([twin.status, rules(twin)]).toEqual([422, ['DOPPIO']]);
    expect((await roles(tuoro)).map(({ role }) => role).sort()).toEqual(['DIR_COMUNE', 'RUP_COMUNE']);
  });

  it('given twice at once goes in once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => assign(dirigente, tuoro, 'rup@tuoro.example', { role: 'SEG_COM' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const acts = await product.services.query(`select person, "role" from registry_acts where action = 'role.assigned'`);
    expect(acts).toEqual([{ person: 'Carla Palomba', role: 'DIR_SUA' }]);
  });

  it('is for the director of the SUA, and for that of a comune in its own body', async () => {
    const comune = await product.signIn('rup@montone.example');
    const own = await assign(comune, montone, 'rup@montone.example', { role: 'RPCT' });
    expect(own.status).toBe(201);
    expect(own.body.items.map(({ persona }) => persona.nome)).toContain('Lucia Bianchi');
    expect((await assign(comune, tuoro, 'rup@tuoro.example', { role: 'RPCT' })).status).toBe(403);
    expect((await assign(comune, montone, 'rup@tuoro.example', { role: 'RPCT' })).body.code).toBe('person.not_found');
    const sua = await product.signIn('sua@perugia.example');
    expect((await assign(sua, montone, 'rup@montone.example', { role: 'DPO' })).status).toBe(403);
  });
});

describe('the people a role can be given to', () => {
  const surnames = async (visitor: Visitor, text = ''): Promise<string[]> => {
    const { body } = await visitor.get<{ items: { cognome: string }[] }>(`/api/people?text=${encodeURIComponent(text)}`);
    return body.items.map(({ cognome }) => cognome);
  };

  it('are those of the SUA for the SUA, and those of the body for a comune', async () => {
    expect(await surnames(dirigente)).toEqual([
      'Bianchi',
      'Conti',
      'Ferri',
      'Fioroni',
      'Gatti',
      'Mazzi',
      'Palomba',
      'Renzi',
      'Teste',
      'Vitali',
    ]);
    expect(await surnames(dirigente, 'lucia b')).toEqual(['Bianchi']);
    expect(await surnames(dirigente, '%')).toEqual([]);
    expect(await surnames(await product.signIn('rup@montone.example'))).toEqual(['Bianchi', 'Fioroni', 'Mazzi']);
  });
});

describe('the eyes of a comune', () => {
  const inSight = (sql: string, enteId: string): Promise<number> => {
    const context: DbContext = { scope: 'ente', suaId: perugia, enteIds: [enteId] };
    return product.api.get(Database).read(context, async (reader) => (await reader.query<{ n: number }[]>(sql))[0]?.n ?? -1);
  };

  it('see roles, people and acts of its own body only', async () => {
    const foreign = `where ente_id <> '${montone}'`;
    expect(await inSight('select count(*)::int as n from role_assignments', montone)).toBeGreaterThan(0);
    expect(await inSight(`select count(*)::int as n from role_assignments ${foreign}`, montone)).toBe(0);
    expect(await inSight(`select count(*)::int as n from registry_acts ${foreign}`, montone)).toBe(0);
    expect(await inSight('select count(*)::int as n from registry_acts', montone)).toBeGreaterThan(0);
    expect(await inSight('select count(*)::int as n from people', montone)).toBe(3);
  });

  it('may not change who somebody is, nor what was recorded', async () => {
    const context: DbContext = { scope: 'ente', suaId: perugia, enteIds: [montone] };
    const write = (sql: string): Promise<unknown> => product.api.get(Database).transaction(context, (tx) => tx.query(sql));
    await expect(write(`update people set email = 'altro@montone.example'`)).rejects.toThrow(/row-level security/);
    await expect(write(`update registry_acts set summary = 'altro'`)).rejects.toThrow(/permission denied/);
  });
});

describe('a role', () => {
  it('stops working on the day it is ended, in the session that is open', async () => {
    const rup = await product.signIn('rup@massamartana.example');
    const ente = demoEnteId('massaMartana');
    const open = { oggetto: 'Servizio di pulizia degli uffici comunali' };
    expect((await rup.post('/api/dossiers', open)).status).toBe(201);
    const end = async (role: string, dal: string): Promise<Roles> => {
      const { id } = await assignmentOf(ente, 'Paolo Ferri', role);
      return dirigente.post(`/api/enti/${ente}/roles/${id}/end`, { dal, motivation: 'Trasferito ad altro ufficio' });
    };
    expect(rules(await end('RUP_COMUNE', '2026-11-21'))).toEqual(['PASSATO']);
    expect((await end('RUP_COMUNE', '2026-11-22')).status).toBe(200);
    expect(rules(await end('RUP_COMUNE', '2026-11-23'))).toEqual(['GIA_FINITO']);
    expect((await rup.get<{ ruoli: string[] }>('/api/session')).body.ruoli).toEqual(['DIR_COMUNE']);
    expect((await end('DIR_COMUNE', '2026-11-22')).status).toBe(200);
    expect((await rup.get('/api/session')).status).toBe(401);
    expect((await rup.post('/api/dossiers', open)).status).toBe(401);
    await expect(product.signIn('rup@massamartana.example')).rejects.toThrow(/403.*incarichi in vigore/);
  });

  it('works from its first to its last day, in Rome, and no longer', async () => {
    const given = await assign(dirigente, montone, 'rup@montone.example', { role: 'RGD', dal: '2026-11-24', al: '2026-11-25' });
    expect(given.status).toBe(201);
    const rup = await product.signIn('rup@montone.example');
    const has = async (): Promise<boolean> => (await rup.get<{ ruoli: string[] }>('/api/session')).body.ruoli.includes('RGD');
    const seen: Record<string, boolean> = {};
    // 22:59 and 23:01 in Greenwich are before and after midnight in Rome.
    const instants = ['2026-11-23T22:59:00Z', '2026-11-23T23:01:00Z', '2026-11-25T22:59:00Z', '2026-11-25T23:01:00Z'];
    for (const instant of instants) {
      clock.advance(Date.parse(instant) - clock.now().getTime());
      seen[instant] = await has();
    }
    clock.advance(Date.parse('2026-11-22T10:00:00Z') - clock.now().getTime());
    expect(Object.values(seen)).toEqual([false, true, true, false]);
  });

  it('of a delegate ends with the role it comes from', async () => {
    const holder = await assignmentOf(tuoro, 'Elena Conti', 'SEG_COM');
    const email = 'legale@perugia.example';
    const delegate = await assign(dirigente, tuoro, email, { role: 'SEG_COM', delegateOf: holder.id });
    expect(delegate.status).toBe(201);
    expect((await assignmentOf(tuoro, 'Sofia Renzi', 'SEG_COM')).inForce).toBe(true);
    await dirigente.post(`/api/enti/${tuoro}/roles/${holder.id}/end`, { dal: '2026-11-22', motivation: 'Fine incarico' });
    expect((await assignmentOf(tuoro, 'Sofia Renzi', 'SEG_COM')).inForce).toBe(false);
  });

  it('of a delegate signs nobody in once it has ended', async () => {
    const email = 'legale@perugia.example';
    const own = await assignmentOf(perugia, 'Sofia Renzi', 'LEGAL');
    await dirigente.post(`/api/enti/${perugia}/roles/${own.id}/end`, { dal: '2026-11-22', motivation: 'Fine incarico' });
    const answer = await fetch(`${product.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: demoPassword }),
    });
    expect(answer.status).toBe(403);
  });

  it('of the last director is not ended', async () => {
    const { id } = await assignmentOf(perugia, 'Carla Palomba', 'DIR_SUA');
    const end = (): Promise<Roles> =>
      dirigente.post(`/api/enti/${perugia}/roles/${id}/end`, { dal: '2026-11-22', motivation: 'Fine incarico' });
    expect((await end()).body.code).toBe('role.last');
    await assign(dirigente, perugia, 'sua@perugia.example', { role: 'DIR_SUA' });
    expect((await end()).status).toBe(200);
    expect((await dirigente.get('/api/session')).status).toBe(401);
  });
});
