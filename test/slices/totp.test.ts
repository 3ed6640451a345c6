import { Secret, TOTP } from 'otpauth';
import { FixedClock } from '@gare/platform/clock';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoPassword, startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
const clock = new FixedClock(new Date('2026-11-22T10:00:00Z'));
beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock, environment: { SESSION_HOURS: '168' } });
});
afterAll(() => product.stop());

type Problem = Answer<{ code: string; detail: string; remedy: string }>;

const stepMs = 30_000;
const codeNow = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });

async function signIn(email: string, rest: object): Promise<{ status: number; code: string; detail: string; cookie: string }> {
  const answer = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword, ...rest }),
  });
  const { code = '', detail = '' } = (await answer.json()) as { code?: string; detail?: string };
  return { status: answer.status, code, detail, cookie: answer.headers.get('set-cookie') ?? '' };
}

/** Switches the second factor on as a person does. */
async function enrol(visitor: Visitor): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await visitor.post<{ secret: string; uri: string }>('/api/account/second-factor', { password: demoPassword });
  const { secret } = begun.body;
  const confirmed = await visitor.post<{ recoveryCodes: string[] }>('/api/account/second-factor/confirm', { code: codeNow(secret) });
  expect([begun.status, confirmed.status]).toEqual([200, 200]);
  clock.advance(stepMs);
  return { secret, recoveryCodes: confirmed.body.recoveryCodes };
}

async function kept(email: string): Promise<string> {
  const rows = await product.services.query(
    `select to_jsonb(c) as c, (select jsonb_agg(to_jsonb(r)) from recovery_codes r where r.person_id = c.person_id) as codes
     from credentials c join people p on p.id = c.person_id where p.email = $1`,
    [email],
  );
  return JSON.stringify(rows);
}
const acts = async (email: string): Promise<string[]> =>
  (
    await product.services.query<{ action: string }>(
      `select action from registry_acts where person_id = (select id from people where email = $1) order by "at", action`,
      [email],
    )
  ).map(({ action }) => action);

describe('a second factor', () => {
  const email = 'rup@montone.example';
  let visitor: Visitor;
  let secret = '';
  let recoveryCodes: string[] = [];
  beforeAll(async () => {
    visitor = await product.signIn(email);
  });

  it('needs the password, then a first code, and counts only from there', async () => {
    const wrong: Problem = await visitor.post('/api/account/second-factor', { password: 'non è questa' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'account.wrong_password']);
    const early: Problem = await visitor.post('/api/account/second-factor/confirm', { code: '123456' });
    expect(early.body.code).toBe('second_factor.not_begun');
    const { body } = await visitor.post<{ secret: string; uri: string }>('/api/account/second-factor', { password: demoPassword });
    expect(body.uri).toMatch(new RegExp(`^otpauth://totp/.*secret=${body.secret}`));
    const other = codeNow(body.secret) === '000000' ? '000001' : '000000';
    const refused: Problem = await visitor.post('/api/account/second-factor/confirm', { code: other });
    expect([refused.status, refused.body.code]).toEqual([422, 'second_factor.wrong_code']);
    expect((await signIn(email, {})).status).toBe(200);
  });

  it('is asked for after the password, and shows neither secret nor codes anywhere again', async () => {
    ({ secret, recoveryCodes } = await enrol(visitor));
    expect(recoveryCodes).toHaveLength(10);
    const stored = await kept(email);
    for (const hidden of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
      expect(stored).not.toContain(hidden);
    expect((await visitor.get('/api/account')).body).toMatchObject({ hasPassword: true, secondFactor: { recoveryCodesLeft: 10 } });
    const again: Problem = await visitor.post('/api/account/second-factor', { password: demoPassword });
    expect([again.status, again.body.code]).toEqual([409, 'second_factor.present']);
    expect(await signIn(email, {})).toMatchObject({ status: 401, code: 'session.second_factor', cookie: '' });
    expect(await signIn(email, { password: 'sbagliata', code: codeNow(secret) })).toMatchObject({ code: 'session.bad_credentials' });
    expect(await acts(email)).toContain('account.second_factor_on');
  });

  it('lets in with the code of now, once', async () => {
    const code = codeNow(secret);
    expect(await signIn(email, { code })).toMatchObject({ status: 200 });
    expect(await signIn(email, { code })).toMatchObject({
      status: 401,
      code: 'session.bad_code',
      detail: expect.stringContaining('già stato usato') as string,
    });
    clock.advance(stepMs);
    const both = await Promise.all([1, 2].map(() => signIn(email, { code: codeNow(secret) })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('refuses the code of before one that was accepted', async () => {
    const earlier = codeNow(secret);
    clock.advance(stepMs);
    expect(await signIn(email, { code: codeNow(secret) })).toMatchObject({ status: 200 });
    expect(await signIn(email, { code: earlier })).toMatchObject({ code: 'session.bad_code' });
  });

  it('takes each recovery code once', async () => {
    const [first = '', second = ''] = recoveryCodes;
    clock.advance(16 * 60_000);
    expect(await signIn(email, { code: first.toLowerCase().replace('-', ' ') })).toMatchObject({ status: 200 });
    expect(await signIn(email, { code: first })).toMatchObject({
      status: 401,
      detail: expect.stringContaining('già stato usato') as string,
    });
    expect(await signIn(email, { code: second })).toMatchObject({ status: 200 });
    expect((await visitor.get('/api/account')).body).toMatchObject({ secondFactor: { recoveryCodesLeft: 8 } });
  });

  it('slows down who guesses codes', async () => {
    clock.advance(16 * 60_000);
    const wrong = codeNow(secret) === '111111' ? '222222' : '111111';
    const guesses: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) guesses.push((await signIn(email, { code: wrong })).code);
    expect(guesses).toEqual([...Array.from({ length: 5 }, () => 'session.bad_code'), 'session.throttled']);
    expect(await signIn(email, { code: codeNow(secret) })).toMatchObject({ status: 429 });
    clock.advance(16 * 60_000);
    expect(await signIn(email, { code: codeNow(secret) })).toMatchObject({ status: 200 });
    clock.advance(stepMs);
  });

  it('is taken away with password and code', async () => {
    const without: Problem = await visitor.post('/api/account/second-factor/remove', { password: demoPassword, code: '000000' });
    expect([without.status, without.body.code]).toEqual([422, 'second_factor.wrong_code']);
    const removed = await visitor.post('/api/account/second-factor/remove', { password: demoPassword, code: codeNow(secret) });
    expect(removed.status).toBe(204);
    expect(await signIn(email, {})).toMatchObject({ status: 200 });
    expect(await kept(email)).toContain('"codes":null');
    expect(await acts(email)).toContain('account.second_factor_off');
  });
});

describe('the second factor of somebody else', () => {
  it('is reset by the director of the SUA, with a reason, and all sessions end', async () => {
    const email = 'rup@tuoro.example';
    const tuoro = await product.signIn(email);
    await enrol(tuoro);
    const [row] = await product.services.query<{ id: string }>('select id from people where email = $1', [email]);
    const path = `/api/people/${row?.id ?? ''}/second-factor/reset`;
    const colleague = await product.signIn('sua@perugia.example');
    expect((await colleague.post(path, { motivation: 'Telefono perso' })).status).toBe(403);
    const director = await product.signIn('dirigente@perugia.example');
    expect((await director.post(path, {})).status).toBe(400);
    const reset = await director.post<{ secondFactor: boolean }>(path, { motivation: 'Telefono perso' });
    expect([reset.status, reset.body.secondFactor]).toEqual([200, false]);
    expect((await tuoro.get('/api/session')).status).toBe(401);
    expect(await signIn(email, {})).toMatchObject({ status: 200 });
    const [act] = await product.services.query(
      `select person, "role", details->>'motivation' as why from registry_acts where action = 'person.second_factor_reset'`,
    );
    expect(act).toEqual({ person: 'Carla Palomba', role: 'DIR_SUA', why: 'Telefono perso' });
  });
});

describe('one’s own password', () => {
  const email = 'rup@massamartana.example';
  it('is changed with the old one, must be hard to guess, and ends all other sessions', async () => {
    const here = await product.signIn(email);
    const there = await product.signIn(email);
    const change = (current: string, password: string): Promise<Problem> => here.post('/api/account/password', { current, password });
    expect((await change('sbagliata', 'quattro parole senza nesso')).body.code).toBe('account.wrong_password');
    const weak = await change(demoPassword, 'corta');
    expect([weak.status, weak.body.code]).toEqual([422, 'account.weak_password']);
    expect(weak.body).toMatchObject({ details: { rule: 'PASSWORD_CORTA' }, issues: [{ path: 'password' }] });
    expect((await change(demoPassword, 'viva paolo ferri!')).body).toMatchObject({ details: { rule: 'PASSWORD_PERSONALE' } });
    const changed = await here.post('/api/account/password', { current: demoPassword, password: 'quattro parole senza nesso' });
    expect([changed.status, changed.body]).toEqual([200, { endedSessions: 1 }]);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await there.get('/api/session')).status).toBe(401);
    expect(await signIn(email, {})).toMatchObject({ code: 'session.bad_credentials' });
    expect(await signIn(email, { password: 'quattro parole senza nesso' })).toMatchObject({ status: 200 });
    expect(await acts(email)).toContain('account.password_changed');
    expect(JSON.stringify(await product.services.query('select details from registry_acts'))).not.toMatch(/quattro parole|argon2/);
  });
});
