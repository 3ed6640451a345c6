import { createHash } from 'node:crypto';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FixedClock } from '@gare/platform/clock';
import { createHttpApplication } from '@gare/platform/runtime';
import { freePorts } from '@gare/platform/services';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { ForgingProvider, type Forgery } from '../harness/forging-provider.js';
import { startOpenidProvider, type OpenidProvider } from '../harness/openid-provider.js';
import { cookieHeader, cookiesOf, step, type Step } from '../harness/steps-between-sites.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const publicUrl = 'https://gare.provincia.example';
const lucia = 'BNCLCU80A41F629R';
const marco = 'TSTMRC75A01G478C';
const level2 = 'https://www.spid.gov.it/SpidL2';

interface SeenSession {
  readonly utente: { readonly email: string };
  readonly ruoli: string[];
  readonly metodo: string;
  readonly csrfToken: string;
}
const begin = (url: string, torna = '/'): Promise<Step> => step(`${url}/api/session/oidc/start?torna=${encodeURIComponent(torna)}`);
const back = (url: string, { location, cookies }: Step): Promise<Step> =>
  step(`${url}${location.replace(publicUrl, '')}`, { gare_oidc: cookies['gare_oidc'] ?? '' });
const ruleIn = ({ location }: Step): string => new URL(location, publicUrl).searchParams.get('motivo') ?? location;

async function sessionsOf(product: TestProduct): Promise<number> {
  return (await product.services.query('select 1 from sessions')).length;
}
const sessionCookieOf = ({ cookies }: Step): string => `gare_session=${cookies['gare_session'] ?? ''}`;
async function viewOf(product: Pick<TestProduct, 'url'>, signedIn: Step): Promise<SeenSession> {
  const answer = await fetch(`${product.url}/api/session`, { headers: { cookie: sessionCookieOf(signedIn) } });
  return (await answer.json()) as SeenSession;
}
/** The answer to «Esci», which must succeed. */
async function signOutOf(product: Pick<TestProduct, 'url'>, signedIn: Step): Promise<{ provider: { url: string | null } | null }> {
  const { csrfToken } = await viewOf(product, signedIn);
  const headers = { cookie: sessionCookieOf(signedIn), 'x-csrf-token': csrfToken };
  const answer = await fetch(`${product.url}/api/session`, { method: 'DELETE', headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Awaited<ReturnType<typeof signOutOf>>;
}
async function giveCode(product: TestProduct, email: string, code: string): Promise<void> {
  await product.services.query('update people set codice_fiscale = $2 where email = $1', [email, code]);
}

describe('with a real OpenID provider', () => {
  let provider: OpenidProvider;
  let product: TestProduct;
  let secondApi: NestFastifyApplication;
  const clock = new FixedClock(new Date());

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    provider = await startOpenidProvider({
      ...{ host: '127.0.0.1', port, redirectUri: `${publicUrl}/api/session/oidc/callback` },
      afterSignOut: `${publicUrl}/accesso`,
      people: {
        lucia: { fiscalNumber: `TINIT-${lucia}` },
        marco: { fiscalNumber: marco },
        estranea: { fiscalNumber: 'TINIT-RSSMRA80A01H501U' },
      },
    });
    product = await startTestProduct({
      worker: false,
      clock,
      environment: { ...provider.environment, PUBLIC_URL: publicUrl, OIDC_LABEL: 'Entra con SPID' },
    });
    await giveCode(product, 'rup@montone.example', lucia);
    await giveCode(product, 'sua@perugia.example', marco);
    secondApi = await createHttpApplication(ApiModule.with(product.services.config, { clock }), { web: false });
    await secondApi.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await secondApi.close();
    await product.stop();
    await provider.stop();
  });

  /** Goes through the pages of the provider as a browser does, until it sends back. */
  async function atProvider(started: Step, form: Record<string, string>): Promise<Step & { there: Record<string, string> }> {
    let at = await step(started.location);
    const origin = provider.environment['OIDC_ISSUER'] ?? '';
    for (let hops = 0; hops < 8 && !at.location.startsWith(publicUrl); hops += 1) {
      const url = new URL(at.location, origin).href;
      at = await step(url, at.cookies, url.includes('/interaction/') ? form : undefined);
    }
    return { ...at, cookies: started.cookies, there: at.cookies };
  }

  it('says that it is there, and what its button says', async () => {
    const answer = await fetch(`${product.url}/api/session/methods`);
    expect(await answer.json()).toEqual({ oidc: { label: 'Entra con SPID' } });
  });

  it('opens a session for the person with the codice fiscale, at the page that was asked for', async () => {
    const started = await begin(product.url, '/fascicoli/nuovo?a=1');
    const asked = new URL(started.location);
    expect(asked.origin).toBe(provider.environment['OIDC_ISSUER']);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' },
      redirect_uri: `${publicUrl}/api/session/oidc/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    expect(started.raw.join()).toMatch(/gare_oidc=.*Path=\/api\/session\/oidc; HttpOnly; Secure; SameSite=Lax/);
    const returned = await back(product.url, await atProvider(started, { sub: 'lucia', step: 'login' }));
    expect(returned.location).toBe('/fascicoli/nuovo?a=1');
    expect(returned.raw.join()).toMatch(/gare_session=[\w-]{43};.*HttpOnly; Secure; SameSite=Strict/);
    expect(await viewOf(product, returned)).toMatchObject({
      ...{ utente: { email: 'rup@montone.example' }, metodo: 'oidc', ruoli: ['DIR_COMUNE', 'RUP_COMUNE'] },
    });
  });

  it('is finished by another api process than the one that began it', async () => {
    const coming = await atProvider(await begin(product.url), { sub: 'marco', step: 'login' });
    const returned = await back((await secondApi.getUrl()).replace('[::1]', '127.0.0.1'), coming);
    expect(await viewOf(product, returned)).toMatchObject({ utente: { email: 'sua@perugia.example' } });
  });

  it.each(['https://altrove.example/', '//altrove.example', '/\\altrove.example'])('leads to no other site: %s', async (torna) => {
    const returned = await back(product.url, await atProvider(await begin(product.url, torna), { sub: 'lucia', step: 'login' }));
    expect(returned.location).toBe('/');
  });

  it('lets the person choose where there are several bodies', async () => {
    await product.services.query(
      `insert into role_assignments (id, sua_id, ente_id, person_id, role, dal) select gen_random_uuid(), sua_id, $1, id, 'RAG', '2026-01-01' from people where email = 'sua@perugia.example'`,
      [demoEnteId('tuoro')],
    );
    const returned = await back(
      product.url,
      await atProvider(await begin(product.url, '/fascicoli/nuovo'), { sub: 'marco', step: 'login' }),
    );
    expect(returned.location).toBe('/accesso/ente?torna=%2Ffascicoli%2Fnuovo');
  });

  describe('opens no session', () => {
    let before = 0;
    beforeEach(async () => {
      before = await sessionsOf(product);
    });
    afterEach(async () => {
      expect(await sessionsOf(product)).toBe(before);
    });
    const attempts = async (): Promise<number> =>
      (await product.services.query(`select 1 from sign_in_attempts where key like 'address:%'`)).length;

    it('for who is not registered, and says so', async () => {
      const counted = await attempts();
      const returned = await back(product.url, await atProvider(await begin(product.url), { sub: 'estranea', step: 'login' }));
      expect([ruleIn(returned), returned.cookies['gare_session']]).toEqual(['OIDC_PERSON', undefined]);
      expect(await attempts()).toBe(counted + 1);
      expect(await product.services.query(`select 1 from people where codice_fiscale = 'RSSMRA80A01H501U'`)).toEqual([]);
    });

    it('for who goes back without signing in', async () => {
      const counted = await attempts();
      expect(ruleIn(await back(product.url, await atProvider(await begin(product.url), { sub: '', step: 'cancel' })))).toBe(
        'OIDC_CANCELLED',
      );
      expect(await attempts()).toBe(counted);
    });

    it.each([
      [
        'disabled',
        'OIDC_DISABLED',
        `update people set disabled_at = now() where email = 'rup@montone.example'`,
        `update people set disabled_at = null`,
      ],
      [
        'without a role in force',
        'OIDC_NO_ROLE',
        `update role_assignments set al = '2026-01-31' where ente_id = '${demoEnteId('montone')}'`,
        `update role_assignments set al = null`,
      ],
    ])('for a person %s; the register of the SUA keeps it', async (_, rule, spoil, mend) => {
      await product.services.query(spoil);
      try {
        expect(ruleIn(await back(product.url, await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' })))).toBe(rule);
      } finally {
        await product.services.query(mend);
      }
      const acts = await product.services.query(
        `select person, ente_id = sua_id as sua from registry_acts where action = 'session.refused' and details->>'rule' = $1`,
        [rule],
      );
      expect(acts).toEqual([{ person: 'Lucia Bianchi', sua: true }]);
    });

    it('in another browser than the one that began, with the state of another sign-in, or too late', async () => {
      const mine = await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' });
      const other = await begin(product.url);
      expect(ruleIn(await back(product.url, { ...mine, cookies: {} }))).toBe('OIDC_STATE');
      expect(ruleIn(await back(product.url, { ...mine, cookies: other.cookies }))).toBe('OIDC_STATE');
      const changed = (mine.cookies['gare_oidc'] ?? '').replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
      expect(ruleIn(await back(product.url, { ...mine, cookies: { gare_oidc: changed } }))).toBe('OIDC_STATE');
      const forged = new URL(mine.location);
      forged.searchParams.set('state', 'A'.repeat(43));
      expect(ruleIn(await back(product.url, { ...mine, location: forged.href }))).toBe('OIDC_STATE');
      clock.advance(16 * 60_000);
      expect(ruleIn(await back(product.url, mine))).toBe('OIDC_STATE');
    });
  });

  it('an answer that comes again opens nothing, also when it comes twice at once', async () => {
    const before = await sessionsOf(product);
    const coming = await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' });
    const rules = (await Promise.all([1, 2, 3].map(() => back(product.url, coming)))).map(ruleIn);
    expect(rules.sort()).toEqual(['/', 'OIDC_REPLAY', 'OIDC_REPLAY']);
    expect(ruleIn(await back(product.url, coming))).toBe('OIDC_REPLAY');
    expect(await sessionsOf(product)).toBe(before + 1);
  });

  it('leads to a page also when something here does not work', async () => {
    const coming = await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' });
    await product.services.query('alter table used_sign_in_states rename to used_sign_in_states_away');
    try {
      expect(ruleIn(await back(product.url, coming))).toBe('OIDC_UNAVAILABLE');
    } finally {
      await product.services.query('alter table used_sign_in_states_away rename to used_sign_in_states');
    }
  });

  describe('at the end of a session', () => {
    async function storedToken({ cookies }: Step): Promise<unknown> {
      const hash = createHash('sha256')
        .update(cookies['gare_session'] ?? '')
        .digest('hex');
      const [row] = await product.services.query<{ provider_token: unknown }>('select provider_token from sessions where token_hash = $1', [
        hash,
      ]);
      return row?.provider_token;
    }

    it('ends it at the provider too, where one was let in without a question until then', async () => {
      const coming = await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' });
      const returned = await back(product.url, coming);
      const again = await step((await begin(product.url)).location, coming.there);
      expect(again.location).toMatch(/callback\?code=/);
      const stored = await storedToken(returned);
      expect(stored).toMatch(/^[\w-]{200,}$/);

      const { url } = (await signOutOf(product, returned)).provider ?? {};
      const wayOut = new URL(url ?? '');
      expect(wayOut.origin).toBe(provider.environment['OIDC_ISSUER']);
      expect(wayOut.searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/accesso`);
      expect(stored).not.toContain(wayOut.searchParams.get('id_token_hint'));
      expect(await storedToken(returned)).toBeNull();

      const asked = await fetch(wayOut, { headers: { cookie: cookieHeader(again.cookies) } });
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.text())?.[1] ?? '';
      const cookies = { ...again.cookies, ...cookiesOf(asked) };
      const left = await step(`${wayOut.origin}/session/end/confirm`, cookies, { xsrf, logout: 'yes' });
      expect(left.location).toBe(`${publicUrl}/accesso`);
      expect((await step((await begin(product.url)).location, left.cookies)).location).toMatch(/\/interaction\//);
    });

    it('is ended here also where the provider does not answer, and the person is told', async () => {
      const returned = await back(product.url, await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' }));
      const mute = await createHttpApplication(
        ApiModule.with(
          {
            ...product.services.config,
            oidc: product.services.config.oidc && { ...product.services.config.oidc, issuer: 'http://127.0.0.1:9' },
          },
          { clock },
        ),
        { web: false },
      );
      try {
        await mute.listen(0, '127.0.0.1');
        const url = (await mute.getUrl()).replace('[::1]', '127.0.0.1');
        expect(await signOutOf({ url }, returned)).toEqual({ provider: { url: null } });
      } finally {
        await mute.close();
      }
      expect((await fetch(`${product.url}/api/session`, { headers: { cookie: sessionCookieOf(returned) } })).status).toBe(401);
    });

    it('ended elsewhere keeps no token either', async () => {
      const returned = await back(product.url, await atProvider(await begin(product.url), { sub: 'lucia', step: 'login' }));
      expect(await storedToken(returned)).not.toBeNull();
      const other = await product.signIn('rup@montone.example');
      expect((await other.send('DELETE', '/api/sessions')).status).toBe(200);
      expect(await product.services.query('select 1 from sessions where provider_token is not null and revoked_at is not null')).toEqual(
        [],
      );
      expect((await fetch(`${product.url}/api/session`, { headers: { cookie: sessionCookieOf(returned) } })).status).toBe(401);
    });
  });

  it('that has gone away is told apart from a refusal, and comes back by itself', async () => {
    const [port = 0] = await freePorts(1);
    const options = {
      host: '127.0.0.1' as const,
      port,
      redirectUri: `${publicUrl}/api/session/oidc/callback`,
      afterSignOut: `${publicUrl}/accesso`,
      people: { lucia: { fiscalNumber: lucia } },
    };
    const environment = {
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: 'gare-insieme',
      OIDC_CLIENT_SECRET: 'segreto-di-prova',
      PUBLIC_URL: publicUrl,
    };
    const lonely = await startTestProduct({ worker: false, environment });
    try {
      const refused = await begin(lonely.url, '/fascicoli/nuovo');
      expect(refused.location).toBe('/accesso?motivo=OIDC_UNREACHABLE&torna=%2Ffascicoli%2Fnuovo');
      const local = await lonely.signIn('rup@montone.example');
      expect(await local.get('/api/session')).toMatchObject({ status: 200, body: { utente: { email: 'rup@montone.example' } } });
      const late = await startOpenidProvider(options);
      expect((await begin(lonely.url)).location).toContain(`127.0.0.1:${port}/auth?`);
      await late.stop();
    } finally {
      await lonely.stop();
    }
  });
});

describe('a token that is not as it must be', () => {
  let provider: ForgingProvider;
  let product: TestProduct;
  const good = { fiscalNumber: lucia, acr: level2, gruppi: ['rup-montone', 'sconosciuto'] };

  beforeAll(async () => {
    provider = await ForgingProvider.start();
    product = await startTestProduct({
      worker: false,
      environment: {
        ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'gare-insieme', OIDC_CLIENT_SECRET: 'segreto-di-prova', PUBLIC_URL: publicUrl },
        ...{ OIDC_ACR_VALUES: `${level2} https://www.spid.gov.it/SpidL3`, OIDC_ROLE_CLAIM: 'gruppi' },
        OIDC_ROLE_MAP: 'rup-montone=RUP_COMUNE@c_f685;direzione-sua=DIR_SUA@p_pg;rup-tuoro=RUP_COMUNE@c_l466',
      },
    });
    await giveCode(product, 'rup@montone.example', lucia);
  });
  afterAll(async () => {
    await product.stop();
    await provider.stop();
  });

  async function signIn(forgery: Forgery): Promise<Step> {
    const started = await begin(product.url);
    const asked = new URL(started.location).searchParams;
    provider.nonce = asked.get('nonce') ?? '';
    provider.forgery = { ...forgery, claims: { ...good, ...forgery.claims } };
    const answer = new URLSearchParams({ code: 'qualunque', state: asked.get('state') ?? '' });
    const returned = await back(product.url, { ...started, location: `/api/session/oidc/callback?${answer.toString()}` });
    provider.forgery = {};
    return returned;
  }

  it('passes where it is, with the roles that both sides confirm and no others', async () => {
    const returned = await signIn({});
    expect(returned.location).toBe('/');
    expect(await viewOf(product, returned)).toMatchObject({ ruoli: ['RUP_COMUNE'], metodo: 'oidc' });
    // This one describes no end of sessions: the person must hear that the one there stays open.
    expect(await signOutOf(product, returned)).toEqual({ provider: { url: null } });
  });

  it.each<[string, string, Forgery]>([
    ['of another issuer', 'OIDC_ISSUER', { claims: { iss: 'https://altrove.example' } }],
    ['for another client', 'OIDC_AUDIENCE', { claims: { aud: 'altra-applicazione' } }],
    ['for others too', 'OIDC_AUDIENCE', { claims: { aud: ['gare-insieme', 'altra-applicazione'] } }],
    ['issued to another client', 'OIDC_AUDIENCE', { claims: { aud: ['gare-insieme', 'altra-applicazione'], azp: 'altra-applicazione' } }],
    ['of another sign-in', 'OIDC_NONCE', { claims: { nonce: 'A'.repeat(43) } }],
    ['without a nonce', 'OIDC_NONCE', { without: ['nonce'] }],
    ['that has expired', 'OIDC_EXPIRED', { claims: { exp: 1_700_000_000 } }],
    ['that is not valid yet', 'OIDC_EXPIRED', { claims: { nbf: 4_000_000_000 } }],
    ['signed with a foreign key', 'OIDC_SIGNATURE', { foreignKey: true }],
    ['without a signature', 'OIDC_SIGNATURE', { unsigned: true }],
    ['that is refused by the token endpoint', 'OIDC_PROVIDER', { tokenStatus: 400 }],
    ['of a lower level of assurance', 'OIDC_ACR', { claims: { acr: 'https://www.spid.gov.it/SpidL1' } }],
    ['without a level of assurance', 'OIDC_ACR', { without: ['acr'] }],
    ['without a codice fiscale', 'OIDC_CODICE_FISCALE', { without: ['fiscalNumber'] }],
    ['with a codice fiscale that cannot be', 'OIDC_CODICE_FISCALE', { claims: { fiscalNumber: 'BNCLCU80A41F629A' } }],
    ['of a group that gives roles nobody assigned here', 'OIDC_ROLE', { claims: { gruppi: ['direzione-sua', 'rup-tuoro'] } }],
    ['without groups', 'OIDC_ROLE', { without: ['gruppi'] }],
  ])('%s: %s, no session, counted', async (_, rule, forgery) => {
    const before = await sessionsOf(product);
    await product.services.query('delete from sign_in_attempts');
    const returned = await signIn(forgery);
    expect(ruleIn(returned)).toBe(rule);
    expect(returned.cookies['gare_session']).toBeUndefined();
    expect(await sessionsOf(product)).toBe(before);
    expect(await product.services.query('select 1 from sign_in_attempts')).toHaveLength(1);
  });

  it('slows down who keeps trying', async () => {
    await product.services.query(`insert into sign_in_attempts (key, "at") select 'address:127.0.0.1', now() from generate_series(1, 40)`);
    expect(ruleIn(await signIn({}))).toBe('OIDC_THROTTLED');
    await product.services.query('delete from sign_in_attempts');
  });

  it('may come from nobody who calls himself otherwise in his own description', async () => {
    const suspicious = await ForgingProvider.start();
    suspicious.forgery = { issuer: 'https://altrove.example' };
    const environment = { OIDC_ISSUER: suspicious.issuer, OIDC_CLIENT_ID: 'gare-insieme', OIDC_CLIENT_SECRET: 'segreto-di-prova' };
    const other = await startTestProduct({ worker: false, environment });
    try {
      expect(ruleIn(await begin(other.url))).toBe('OIDC_ISSUER');
    } finally {
      await other.stop();
      await suspicious.stop();
    }
  });
});

describe('without a provider', () => {
  it('only local accounts are offered, and the way there leads back', async () => {
    const product = await startTestProduct({ worker: false });
    try {
      expect(await (await fetch(`${product.url}/api/session/methods`)).json()).toEqual({ oidc: null });
      expect(ruleIn(await begin(product.url))).toBe('OIDC_NONE');
    } finally {
      await product.stop();
    }
  });
});
