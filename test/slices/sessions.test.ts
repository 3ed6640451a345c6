import { type ServerResponse } from 'node:http';
import { Client } from 'pg';
import { until } from '../harness/draft-client.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct({ worker: false });
});
afterAll(() => product.stop());

const signIn = (email: string, password: string): Promise<Response> =>
  fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

describe('signing in', () => {
  it('opens a session for a demo account, with a cookie no script can read', async () => {
    const visitor = await product.signIn('rup@montone.example');
    const { status, body } = await visitor.get('/api/session');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ente: { denominazione: 'Comune di Montone' }, ruoli: ['DIR_COMUNE', 'RUP_COMUNE'] });
    const answer = await signIn('rup@montone.example', 'password-di-prova-2026');
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(answer.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
  });

  it('keeps no password and no token in the clear', async () => {
    await product.signIn('rup@montone.example');
    const [person] = await product.services.query<{ password_hash: string }>(`select password_hash from credentials limit 1`);
    expect(person?.password_hash).toMatch(/^\$argon2id\$/);
    const [session] = await product.services.query<{ token_hash: string }>('select token_hash from sessions limit 1');
    expect(session?.token_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('ends with signing out', async () => {
    const visitor = await product.signIn('rup@tuoro.example');
    expect(await visitor.send('DELETE', '/api/session')).toMatchObject({ status: 200, body: { provider: null } });
    expect((await visitor.get('/api/session')).status).toBe(401);
  });

  it('answers the same to a wrong password and to an unknown person', async () => {
    const wrong = (await (await signIn('rup@tuoro.example', 'sbagliata')).json()) as { code: string; detail: string };
    const unknown = (await (await signIn('nessuno@tuoro.example', 'sbagliata')).json()) as { code: string; detail: string };
    expect(wrong.code).toBe('session.bad_credentials');
    expect(unknown.detail).toBe(wrong.detail);
  });

  it('slows down whoever guesses', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn('dirigente@perugia.example', `tentativo ${attempt}`);
    const refused = await signIn('dirigente@perugia.example', 'password-di-prova-2026');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'session.throttled', remedy: expect.stringContaining('Aspetta') as string });
  });

  it('refuses a sign-in posted by a foreign page', async () => {
    const answer = await fetch(`${product.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ email: 'rup@tuoro.example', password: 'password-di-prova-2026' }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('the stream of changes', () => {
  it('that was left while its session was looked up is not kept open for nobody', async () => {
    const visitor = await product.signIn('rup@tuoro.example');
    const asked = new Promise<ServerResponse>((resolve) => {
      product.api.getHttpServer().once('request', (_request: unknown, response: ServerResponse) => {
        resolve(response);
      });
    });
    const waits = `select 1 from pg_locks where relation = 'sessions'::regclass and not granted`;
    const page = new AbortController();
    const blocker = new Client({ connectionString: product.services.ownerUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table sessions in access exclusive mode');
    const stream = fetch(`${product.url}/api/events`, { headers: visitor.headers, signal: page.signal });
    const left = expect(stream).rejects.toMatchObject({ name: 'AbortError' });
    try {
      await until('the session is looked up', async () => (await product.services.query(waits)).length > 0);
      page.abort();
      const response = await asked;
      await until('the page is gone', () => response.destroyed);
    } finally {
      await blocker.end();
    }
    await left;
    const response = await asked;
    await until('the request is answered', () => response.headersSent);
    expect(response.writableEnded).toBe(true);
  });
});
