import { FixedClock } from '@gare/platform/clock';
import { type Answer, Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let director: Visitor;
let montone: Visitor;
const clock = new FixedClock(new Date('2026-11-22T10:00:00Z'));
const password = 'quattro parole senza nesso';
beforeAll(async () => {
  product = await startTestProduct({
    worker: false,
    clock,
    environment: { SESSION_HOURS: '1000', PUBLIC_URL: 'https://gare.provincia.example' },
  });
  director = await product.signIn('dirigente@perugia.example');
  montone = await product.signIn('rup@montone.example');
});
afterAll(() => product.stop());

interface Registered {
  person: { id: string; email: string; hasPassword: boolean; disabled: boolean; codiceFiscale: string | null };
  link: { url: string; expiresAt: string };
  code?: string;
  issues?: { path: string; message: string }[];
}
type Answered = Answer<Registered>;

const atto = { tipo: 'decreto', numero: '14', data: '2026-11-20', organo: 'Sindaco' };
const incarico = { enteId: demoEnteId('montone'), role: 'RUP_COMUNE', dal: '2026-11-22', atto };
const newcomer = {
  nome: 'Ada',
  cognome: 'Mori',
  email: 'Ada.Mori@montone.example',
  codiceFiscale: rightCode('MRODAA80A41H501X').toLowerCase(),
};

const open = (path: string, body: object): Promise<Response> =>
  fetch(`${product.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const tokenOf = ({ body }: Answered): string => new URL(body.link.url).hash.slice(1);
const people = async (): Promise<number> => (await product.services.query('select 1 from people')).length;
const actions = async (): Promise<string[]> =>
  (await product.services.query<{ action: string }>('select action from registry_acts order by "at", action')).map(({ action }) => action);

describe('registering somebody', () => {
  it('in a comune comes with a role in it, and with a link to choose a password', async () => {
    const before = await people();
    const bare: Answered = await montone.post('/api/people', newcomer);
    expect([bare.status, bare.body.issues?.[0]?.path]).toEqual([422, 'incarico']);
    const foreign: Answered = await montone.post('/api/people', { ...newcomer, incarico: { ...incarico, enteId: demoEnteId('tuoro') } });
    expect(foreign.status).toBe(403);
    const irregular: Answered = await montone.post('/api/people', { ...newcomer, incarico: { ...incarico, role: 'DIR_SUA' } });
    expect([irregular.status, irregular.body.code]).toEqual([422, 'role.refused']);
    expect(await people()).toBe(before);

    const wrong: Answered = await montone.post('/api/people', { ...newcomer, codiceFiscale: 'MRODAA80A41H501?', incarico });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'person.malformed']);
    const given: Answered = await montone.post('/api/people', { ...newcomer, incarico });
    expect(given.status).toBe(201);
    expect(given.body.person).toMatchObject({ email: 'ada.mori@montone.example', hasPassword: false, disabled: false });
    expect(given.body.link.url).toMatch(/^https:\/\/gare\.provincia\.example\/attivazione#[\w-]{43}$/);
    expect(await actions()).toEqual(expect.arrayContaining(['person.registered', 'role.assigned']));

    const token = tokenOf(given);
    expect(JSON.stringify(await product.services.query('select * from access_links'))).not.toContain(token);
    const checked = await open('/api/access-link/check', { token });
    expect(await checked.json()).toMatchObject({ email: 'ada.mori@montone.example', nome: 'Ada', cognome: 'Mori' });
    const weak = await open('/api/access-link', { token, password: 'ada.mori.2026' });
    expect([weak.status, ((await weak.json()) as { code: string }).code]).toEqual([422, 'account.weak_password']);
    const uses = await Promise.all([1, 2].map(() => open('/api/access-link', { token, password })));
    expect(uses.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect((await open('/api/access-link/check', { token })).status).toBe(404);
    const ada = await Visitor.signIn(product.url, 'ada.mori@montone.example', password);
    expect((await ada.get<{ ruoli: string[] }>('/api/session')).body.ruoli).toEqual(['RUP_COMUNE']);
  });

  it('who is registered already is refused, by e-mail and by codice fiscale', async () => {
    const same = (data: object): Promise<Answered> => director.post('/api/people', { nome: 'Ada', cognome: 'Mori', ...data });
    const byEmail = await same({ email: 'ADA.mori@montone.example' });
    expect([byEmail.status, byEmail.body.code, byEmail.body.issues?.[0]?.path]).toEqual([409, 'person.duplicate', 'email']);
    const byCode = await same({ email: 'altra@montone.example', codiceFiscale: newcomer.codiceFiscale });
    expect([byCode.status, byCode.body.issues?.[0]?.path]).toEqual([409, 'codiceFiscale']);
    const twins = await Promise.all([1, 2, 3].map(() => same({ email: 'gemella@perugia.example' })));
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const sua = await product.signIn('sua@perugia.example');
    expect((await sua.post('/api/people', { nome: 'Ada', cognome: 'Mori', email: 'nuova@perugia.example' })).status).toBe(403);
  });
});

describe('a link to choose a password', () => {
  it('counts seven days, only the latest, and not for who has been kept out', async () => {
    const given: Answered = await director.post('/api/people', { nome: 'Ugo', cognome: 'Neri', email: 'ugo.neri@perugia.example' });
    const path = `/api/people/${given.body.person.id}`;
    const second = await director.post<Registered['link']>(`${path}/access-link`);
    expect((await open('/api/access-link/check', { token: tokenOf(given) })).status).toBe(404);
    const token = new URL(second.body.url).hash.slice(1);
    expect((await open('/api/access-link/check', { token })).status).toBe(200);
    await director.post(`${path}/disable`, { motivation: 'Mai entrato in servizio' });
    expect((await open('/api/access-link', { token, password })).status).toBe(404);
    expect((await director.post(`${path}/access-link`)).status).toBe(409);
    await director.post(`${path}/enable`, { motivation: 'Entrato in servizio' });
    clock.advance(7 * 24 * 3_600_000 + 1);
    expect((await open('/api/access-link', { token, password })).status).toBe(404);
    const third = await director.post<Registered['link']>(`${path}/access-link`);
    expect((await open('/api/access-link', { token: new URL(third.body.url).hash.slice(1), password })).status).toBe(204);
    expect((await director.get<Registered['person']>(path)).body.hasPassword).toBe(true);
  });

  it('that is guessed is refused, and the guessing slowed down', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 41; guess += 1) statuses.push((await open('/api/access-link/check', { token: 'A'.repeat(43) })).status);
    expect([...new Set(statuses)]).toEqual([404, 429]);
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(40);
    clock.advance(16 * 60_000);
  });
});

describe('an account', () => {
  const idOf = async (email: string): Promise<string> =>
    (await product.services.query<{ id: string }>('select id from people where email = $1', [email]))[0]?.id ?? '';

  it('is shut at once and opened again; the person and what they did stay', async () => {
    const tuoro = await product.signIn('rup@tuoro.example');
    const path = `/api/people/${await idOf('rup@tuoro.example')}`;
    const shut = await director.post<Registered['person']>(`${path}/disable`, { motivation: 'In aspettativa' });
    expect([shut.status, shut.body.disabled]).toEqual([200, true]);
    expect((await tuoro.get('/api/session')).status).toBe(401);
    await expect(product.signIn('rup@tuoro.example')).rejects.toThrow(/401/);
    const listed = async (query: string): Promise<string[]> =>
      (await director.get<{ items: { email: string }[] }>(`/api/people?text=elena&${query}`)).body.items.map(({ email }) => email);
    expect(await listed('')).toEqual([]);
    expect(await listed('disabled=true')).toEqual(['rup@tuoro.example']);
    await director.post(`${path}/enable`, { motivation: 'Rientrata' });
    expect((await (await product.signIn('rup@tuoro.example')).get('/api/session')).status).toBe(200);
    const acts = await product.services.query(
      `select action, details->>'motivation' as why from registry_acts where action in ('person.disabled', 'person.enabled') and details->>'personId' = $1 order by "at", action`,
      [await idOf('rup@tuoro.example')],
    );
    expect(acts).toEqual([
      { action: 'person.disabled', why: 'In aspettativa' },
      { action: 'person.enabled', why: 'Rientrata' },
    ]);
  });

  it('is corrected by the director, with the values of before in the register', async () => {
    const path = `/api/people/${await idOf('rup@tuoro.example')}`;
    const code = rightCode('CNTLNE75D52F844A');
    const changed = await director.send('PATCH', path, { codiceFiscale: code, cognome: 'Conti Rossi' });
    expect([changed.status, changed.body]).toMatchObject([200, { codiceFiscale: code, cognome: 'Conti Rossi', nome: 'Elena' }]);
    expect((await director.send('PATCH', path, { email: 'rup@montone.example' })).status).toBe(409);
    expect((await montone.send('PATCH', path, { nome: 'Altra' })).status).toBe(403);
    const [act] = await product.services.query(`select details->'before' as before from registry_acts where action = 'person.changed'`);
    expect(act).toEqual({ before: { nome: 'Elena', cognome: 'Conti', email: 'rup@tuoro.example', codiceFiscale: null } });
  });

  it('of oneself is not shut', async () => {
    const own = await director.post<Registered>(`/api/people/${await idOf('dirigente@perugia.example')}/disable`, { motivation: 'Prova' });
    expect([own.status, own.body.code]).toEqual([409, 'person.self']);
  });

  it('of the last director is not shut, even when two directors shut each other out at once', async () => {
    const assigned = await director.post(`/api/enti/${demoEnteId('perugia')}/roles`, {
      ...{ personId: await idOf('sua@perugia.example'), role: 'DIR_SUA', dal: '2026-11-22', atto },
    });
    expect(assigned.status).toBe(201);
    const second = await product.signIn('sua@perugia.example');
    const ids = [await idOf('sua@perugia.example'), await idOf('dirigente@perugia.example')];
    const answers = await Promise.all(
      [director, second].map((visitor, at) => visitor.post(`/api/people/${ids[at] ?? ''}/disable`, { motivation: 'Prova' })),
    );
    expect(answers.map(({ status }) => status).sort()[0]).toBe(200);
    const left = await product.services.query('select id from people where id = any ($1) and disabled_at is null', [ids]);
    expect(left).toHaveLength(1);
    await product.services.query('update people set disabled_at = null where id = any ($1)', [ids]);
    director = await product.signIn('dirigente@perugia.example');
  });
});

describe('working for several bodies', () => {
  it('goes on for another one with the same session, other rights and another CSRF token', async () => {
    const given = await (
      await product.signIn('sua@perugia.example')
    ).post(`/api/enti/${demoEnteId('tuoro')}/roles`, {
      ...{ personId: (await product.services.query<{ id: string }>(`select id from people where email = 'rup@montone.example'`))[0]?.id },
      ...{ role: 'SEG_COM', dal: '2026-11-22', atto },
    });
    expect(given.status).toBe(201);
    interface Session {
      ente: { id: string; denominazione: string };
      ruoli: string[];
      csrfToken: string;
      incarichi: { ente: { denominazione: string }; ruoli: string[] }[];
    }
    const before = (await montone.get<Session>('/api/session')).body;
    expect(before.incarichi.map(({ ente, ruoli }) => [ente.denominazione, ruoli])).toEqual([
      ['Comune di Montone', ['DIR_COMUNE', 'RUP_COMUNE']],
      ['Comune di Tuoro sul Trasimeno', ['SEG_COM']],
    ]);
    const sessionsBefore = (await montone.get<{ items: { id: string; current: boolean }[] }>('/api/sessions')).body.items;
    const refused = await montone.post('/api/session/ente', { enteId: demoEnteId('massaMartana') });
    expect(refused.status).toBe(403);
    const answer = await fetch(`${product.url}/api/session/ente`, {
      method: 'POST',
      headers: { ...montone.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ enteId: demoEnteId('tuoro') }),
    });
    const after = (await answer.json()) as Session;
    expect([answer.status, after.ente.denominazione, after.ruoli]).toEqual([200, 'Comune di Tuoro sul Trasimeno', ['SEG_COM']]);
    expect(after.csrfToken).not.toBe(before.csrfToken);
    expect(answer.headers.get('set-cookie')).toMatch(/gare_session=.*HttpOnly.*SameSite=Strict/);
    // The old cookie is gone with the old token.
    expect((await montone.get('/api/session')).status).toBe(401);
    const cookie = /gare_session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
    const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${product.url}${path}`, { ...init, headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': after.csrfToken } });
    const sessions = (await (await ask('/api/sessions')).json()) as { items: { id: string; current: boolean; ente: string }[] };
    const own = sessions.items.find(({ current }) => current);
    expect(own).toMatchObject({ id: sessionsBefore.find(({ current }) => current)?.id, ente: 'Comune di Tuoro sul Trasimeno' });
    expect(
      (await ask('/api/dossiers', { method: 'POST', body: JSON.stringify({ oggetto: 'Servizio di pulizia degli uffici' }) })).status,
    ).toBe(403);
    const [act] = await product.services.query(
      `select person, acting_ente as ente, details from registry_acts where action = 'session.moved'`,
    );
    expect(act).toMatchObject({ person: 'Lucia Bianchi', ente: 'Comune di Montone', details: { after: { enteId: demoEnteId('tuoro') } } });
    // Whoever signs in again goes on where they were.
    const later = await product.signIn('rup@montone.example');
    expect((await later.get<Session>('/api/session')).body.ente.denominazione).toBe('Comune di Tuoro sul Trasimeno');
  });

  it('ends all other sessions, and says how many', async () => {
    const one = await product.signIn('legale@perugia.example');
    const two = await product.signIn('legale@perugia.example');
    await product.signIn('legale@perugia.example');
    expect((await one.send('DELETE', '/api/sessions')).body).toEqual({ ended: 2 });
    expect((await two.get('/api/session')).status).toBe(401);
    expect((await one.get('/api/session')).status).toBe(200);
    expect((await one.send('DELETE', '/api/sessions')).body).toEqual({ ended: 0 });
  });
});

/** The code with its right last letter, worked out again from its definition (D.M. 23 December 1976). */
function rightCode(code: string): string {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const value = (letter: string): number => (/\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65);
  const sum = Array.from(code.slice(0, 15)).reduce(
    (total, letter, at) => total + (at % 2 === 0 ? (odd[value(letter)] ?? 0) : value(letter)),
    0,
  );
  return `${code.slice(0, 15)}${String.fromCharCode(65 + (sum % 26))}`;
}
