import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { isPermission, roleCodes, type RoleCode } from '@gare/domain/access/permissions';
import { holders } from '@gare/domain/access/permission-holders';
import { routes } from '@gare/contracts/routes';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { ask, everythingKept, type Reply } from './asking.js';
import { routePlaces, type RoutePlace, type Victim } from './route-places.js';
import { contractOf, nameOf, runningRoutes, type RunningRoute } from './running-routes.js';
import { addGrant, addPerson, addStudio, addTerni, makeVictim, montone, narni, perugia, studio, terni } from './two-provinces.js';

type Headers = Record<string, string>;

let webDir: string;
let product: TestProduct;
/** What the router holds of the contracts, what ends a session last. */
let running: RunningRoute[];
const victims = {} as Record<'montone' | 'narni', Victim>;
const visitors: Record<string, Visitor> = {};

const comuneRoles = ['RUP_COMUNE', 'DIR_COMUNE'] as const;
const suaRoles = ['RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'] as const;
const visitor = (email: string): Visitor => {
  const found = visitors[email];
  if (!found) throw new Error(`${email} has not signed in`);
  return found;
};
async function comes(email: string): Promise<Visitor> {
  return (visitors[email] = await product.signIn(email));
}

/** Once sound, then spoiled while signed in: each of them was a RUP and director of Montone a moment before. */
const spoiled: Record<string, { says: string; spoil: (personId: string, who: Visitor) => Promise<unknown> }> = {
  'ruolo-scaduto@montone.example': {
    says: 'whose role has expired',
    spoil: (id) => product.services.query('update role_assignments set al = current_date - 2 where person_id = $1', [id]),
  },
  'ruolo-futuro@montone.example': {
    says: 'whose role has not begun',
    spoil: (id) => product.services.query('update role_assignments set dal = current_date + 2 where person_id = $1', [id]),
  },
  'ruolo-revocato@montone.example': {
    says: 'whose role was revoked',
    spoil: (id) => product.services.query('update role_assignments set revocato_dal = current_date - 2 where person_id = $1', [id]),
  },
  'senza-ruolo@montone.example': {
    says: 'without any role',
    spoil: (id) => product.services.query('delete from role_assignments where person_id = $1', [id]),
  },
  'disabilitata@montone.example': {
    says: 'who has been disabled',
    spoil: (id) => product.services.query('update people set disabled_at = now() where id = $1', [id]),
  },
  'sessione-scaduta@montone.example': {
    says: 'whose session has expired',
    spoil: (id) => product.services.query(`update sessions set expires_at = now() - interval '1 minute' where person_id = $1`, [id]),
  },
  'uscita@montone.example': {
    says: 'who has signed out and sends the cookie again',
    spoil: (_, who) => who.send('DELETE', '/api/session'),
  },
};

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'gare-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Gare insieme</title>');
  await writeFile(join(webDir, 'assets', 'app.js'), 'export {};');
  product = await startTestProduct({ worker: false, web: true, environment: { WEB_DIR: webDir } });
  await addTerni(product);
  const rups = {
    montone: await addPerson(product, 'rup2@montone.example', montone, comuneRoles),
    narni: await addPerson(product, 'rup@narni.example', narni, comuneRoles),
  };
  const bystander = await addPerson(product, 'ragioneria@montone.example', montone, ['RAG']);
  const otherBystander = await addPerson(product, 'ragioneria@narni.example', narni, ['RAG']);
  await addPerson(product, 'tutta-la-sua@perugia.example', perugia, suaRoles);
  await addPerson(product, 'tutta-la-sua@terni.example', terni, suaRoles);
  await addPerson(product, 'tecnico@montone.example', montone, ['COLLAUD']);
  const people = [
    'rup2@montone.example',
    'rup@narni.example',
    'rup@tuoro.example',
    'tutta-la-sua@perugia.example',
    'tutta-la-sua@terni.example',
  ];
  for (const email of [...people, 'tecnico@montone.example']) await comes(email);
  victims.montone = await makeVictim(product, 'zaffirodimontone', {
    ...{ visitor: visitor('rup2@montone.example'), personId: rups.montone, bystanderId: bystander, body: montone },
  });
  await declareNoConflict(visitor('tutta-la-sua@perugia.example'), victims.montone.dossierId);
  victims.narni = await makeVictim(product, 'smeraldodinarni', {
    ...{ visitor: visitor('rup@narni.example'), personId: rups.narni, bystanderId: otherBystander, body: narni },
  });
  await addStudio(product);
  const { dossierId } = victims.montone;
  const { body: other } = await visitor('rup@tuoro.example').post<{ id: string }>('/api/dossiers', {
    oggetto: 'Altro fascicolo, per il legale',
  });
  for (const [email, granted, days] of [
    ['avvocato@studio.example', dossierId, {}],
    ['incarico-scaduto@studio.example', dossierId, { al: '2026-01-01' }],
    ['incarico-futuro@studio.example', dossierId, { dal: '2099-01-01' }],
    ['incarico-revocato@studio.example', dossierId, { revocato_dal: '2026-01-01' }],
    ['altro-incarico@studio.example', other.id, {}],
  ] as const) {
    const id = await addPerson(product, email, studio, ['LEGAL']);
    await addGrant(product, granted, id, days);
    await comes(email);
  }
  for (const [email, { spoil }] of Object.entries(spoiled)) {
    const id = await addPerson(product, email, montone, comuneRoles);
    await spoil(id, await comes(email));
  }
  const last = ['moveDossier', 'revokeSession', 'signOut'];
  const rank = (route: RunningRoute): number => last.indexOf(contractOf(route)?.id ?? '');
  running = runningRoutes(product.api)
    .filter((route) => contractOf(route) !== undefined)
    .sort((a, b) => rank(a) - rank(b));
});
afterAll(async () => {
  await product.stop();
  await rm(webDir, { recursive: true, force: true });
});

const placeOf = (route: RunningRoute): RoutePlace => {
  const place = routePlaces[contractOf(route)?.id ?? ''];
  if (!place) throw new Error(`${nameOf(route)} has no place in this test`);
  return place;
};
const accessOf = (route: RunningRoute): string => contractOf(route)?.access ?? '';
const changes = ({ method }: RunningRoute): boolean => method !== 'GET' && method !== 'HEAD';
const guarded = (): RunningRoute[] => running.filter((route) => accessOf(route) !== 'public');
/** Those that answer who is signed in: a HEAD of the stream of changes opens the stream and never ends, and signing out ends all. */
const answering = (): RunningRoute[] =>
  guarded().filter((route) => contractOf(route)?.id !== 'signOut' && !(route.method === 'HEAD' && contractOf(route)?.id === 'events'));

const put = (route: RunningRoute, victim: Victim, headers: Headers): Promise<Reply> =>
  ask(product, { route, place: placeOf(route), victim }, headers);

/** What is wrong with a refusal; null where it is one, in the form of the product, that tells nothing. */
function flaw(reply: Reply, victim: Victim, statuses: readonly number[] = [401, 403, 404]): string | null {
  const told = victim.words.filter((word) => reply.text.includes(word));
  if (told.length > 0) return `tells ${told.join(', ')}`;
  if (!statuses.includes(reply.status)) return `answers ${reply.status}`;
  return reply.type.startsWith('application/problem+json') ? null : `answers with ${reply.type}`;
}

/** Asks every given route and lists what was not as it must be, and what was written. */
async function flawsOf(
  asked: readonly RunningRoute[],
  judge: (route: RunningRoute) => Promise<string | null>,
): Promise<{ flaws: string[]; written: string[] }> {
  const before = await everythingKept(product);
  const flaws: string[] = [];
  for (const route of asked) {
    const found = await judge(route);
    if (found !== null) flaws.push(`${nameOf(route)} ${found}`);
  }
  const after = await everythingKept(product);
  return { flaws, written: Object.keys(after).filter((name) => after[name] !== before[name]) };
}
const nothing = { flaws: [], written: [] };

describe('the routes of the running api', () => {
  it('are those of the contracts, each with its permission and its place in this test, and the pages of the web', () => {
    const all = runningRoutes(product.api);
    const fromContracts = all.filter((route) => route.method !== 'HEAD' && contractOf(route) !== undefined).map(nameOf);
    expect(fromContracts.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    const pages = all.filter((route) => contractOf(route) === undefined).map(nameOf);
    expect(pages.sort()).toEqual(['GET *', 'GET /assets/app.js', 'GET /index.html', 'HEAD *', 'HEAD /assets/app.js', 'HEAD /index.html']);
    expect(Object.keys(routePlaces).sort()).toEqual(routes.map(({ id }) => id).sort());
    expect(routes.filter(({ access }) => access !== 'public' && access !== 'session' && !isPermission(access))).toEqual([]);
    const open = routes.filter(({ access }) => access === 'public').map(({ id }) => id);
    expect(open.sort()).toEqual(
      Object.keys(routePlaces)
        .filter((id) => routePlaces[id]?.about === 'public')
        .sort(),
    );
  });

  it('tell nobody anything of a tender where they are public', async () => {
    const found = await flawsOf(
      running.filter((route) => accessOf(route) === 'public'),
      async (route) => {
        const { text, status } = await put(route, victims.montone, {});
        const told = [...victims.montone.words, ...victims.narni.words].filter((word) => text.includes(word));
        return told.length > 0 || status >= 500 ? `${status} ${told.join(', ')}` : null;
      },
    );
    expect(found).toEqual(nothing);
  });
});

describe('refused everything that is not public, with nothing told and nothing written', () => {
  const refusal = (victim: Victim, headers: Headers, statuses?: readonly number[]) => async (route: RunningRoute) =>
    flaw(await put(route, victim, headers), victim, statuses);

  it('nobody', async () => {
    expect(await flawsOf(guarded(), refusal(victims.montone, {}, [401]))).toEqual(nothing);
  });

  it('a cookie that was never given out', async () => {
    const headers = { cookie: `gare_session=${'A'.repeat(43)}`, 'x-csrf-token': 'A'.repeat(43) };
    expect(await flawsOf(guarded(), refusal(victims.montone, headers, [401]))).toEqual(nothing);
  });

  it.each(Object.entries(spoiled).map(([email, { says }]) => [says, email] as const))('a person %s', async (_, email) => {
    expect(await flawsOf(guarded(), refusal(victims.montone, visitor(email).headers, [401, 403]))).toEqual(nothing);
  });

  it('a person without any role who signs in', async () => {
    await expect(product.signIn('senza-ruolo@montone.example')).rejects.toThrow(/refused: 403/);
    await expect(product.signIn('ruolo-scaduto@montone.example')).rejects.toThrow(/refused: 403/);
  });

  it.each([
    ['no CSRF token', () => ({})],
    ['a wrong CSRF token', () => ({ 'x-csrf-token': 'A'.repeat(43) })],
    [
      'the CSRF token of another session',
      () => ({ 'x-csrf-token': visitor('tutta-la-sua@perugia.example').headers['x-csrf-token'] ?? '' }),
    ],
  ])('who may, with %s', async (_, token) => {
    const { cookie = '' } = visitor('rup2@montone.example').headers;
    expect(await flawsOf(guarded().filter(changes), refusal(victims.montone, { cookie, ...token() }, [403]))).toEqual(nothing);
  });
});

describe('told nothing of a dossier that is not theirs, and writing nothing into it', () => {
  it.each([
    ['another comune of the Province', 'rup@tuoro.example', 'montone'],
    ['another Province', 'tutta-la-sua@terni.example', 'montone'],
    ['a comune of another Province', 'rup@narni.example', 'montone'],
    ['the Province of others', 'tutta-la-sua@perugia.example', 'narni'],
    ['a lawyer whose leave to review has expired', 'incarico-scaduto@studio.example', 'montone'],
    ['a lawyer whose leave has not begun', 'incarico-futuro@studio.example', 'montone'],
    ['a lawyer whose leave was revoked', 'incarico-revocato@studio.example', 'montone'],
    ['a lawyer with leave on another dossier', 'altro-incarico@studio.example', 'montone'],
  ] as const)('%s', async (_, email, name) => {
    const victim = victims[name];
    const { headers } = visitor(email);
    const found = await flawsOf(answering(), async (route) => {
      const reply = await put(route, victim, headers);
      const isHead = route.method === 'HEAD';
      if (placeOf(route).about === 'own') return flaw({ ...reply, type: 'application/problem+json' }, victim, [200, 400, 403]);
      return flaw(isHead ? { ...reply, type: 'application/problem+json' } : reply, victim);
    });
    expect(found).toEqual(nothing);
  });

  /** Opening a text to read it, or to propose in it, is part of reviewing. */
  const forReviewers = ['declareConflict', 'giveDraftTicket', 'openOffice', 'uploadWordReturn', 'mergeWordReturn'];

  it('a lawyer with leave to review reads the dossier, and writes nothing but the declaration', async () => {
    const victim = victims.montone;
    const { headers } = visitor('avvocato@studio.example');
    const seen: string[] = [];
    const found = await flawsOf(answering(), async (route) => {
      const reply = await put(route, victim, headers);
      const id = contractOf(route)?.id ?? '';
      if (route.method === 'GET' && reply.status === 200 && victim.words.some((word) => reply.text.includes(word))) seen.push(id);
      if (!changes(route) || placeOf(route).about === 'own' || forReviewers.includes(id))
        return reply.status < 500 ? null : `answers ${reply.status}`;
      return flaw(reply, { ...victim, words: [] });
    });
    expect(found.flaws).toEqual([]);
    expect(seen.sort()).toEqual(
      expect.arrayContaining(['downloadPackage', 'getDossier', 'getSheet', 'listDocuments', 'listDocumentVersions', 'listDossiers']),
    );
    const reviewing = ['draft_exports', 'draft_return_merges', 'draft_tickets', 'files'];
    expect(found.written.sort()).toEqual(['audit_entries', 'confidential_reads', 'conflict_declarations', ...reviewing]);
  });

  it('hears of its own changes alone', async () => {
    const victim = victims.montone;
    const listeners = ['rup2@montone.example', 'rup@tuoro.example', 'tutta-la-sua@terni.example', 'rup@narni.example'];
    const heard = await overheard(listeners, async () => {
      const rup = visitor('rup2@montone.example');
      await rup.post(`/api/dossiers/${victim.dossierId}/checks/run`);
    });
    expect(heard[0]).toContain(victim.dossierId);
    expect(heard.slice(1).filter((text) => text.includes(victim.dossierId))).toEqual([]);
  });

  it('hears nothing more after signing out', async () => {
    await addPerson(product, 'in-ascolto@montone.example', montone, comuneRoles);
    const listener = await comes('in-ascolto@montone.example');
    const heard = await overheard(['rup2@montone.example', 'in-ascolto@montone.example'], async () => {
      await listener.send('DELETE', '/api/session');
      await visitor('rup2@montone.example').post(`/api/dossiers/${victims.montone.dossierId}/checks/run`);
    });
    expect(heard[0]).toContain(victims.montone.dossierId);
    expect(heard[1]).not.toContain(victims.montone.dossierId);
  });
});

/** What each of them hears on the stream of changes while `act` happens. */
async function overheard(emails: readonly string[], act: () => Promise<void>): Promise<string[]> {
  const leaving = new AbortController();
  const heard: string[] = emails.map(() => '');
  const streams = await Promise.all(
    emails.map((email) => fetch(`${product.url}/api/events`, { headers: visitor(email).headers, signal: leaving.signal })),
  );
  const readings = streams.map(async ({ body }, index) => {
    if (body === null) return;
    for await (const text of body.pipeThrough(new TextDecoderStream())) heard[index] = `${heard[index] ?? ''}${text}`;
  });
  await act();
  for (let waited = 0; waited < 5000 && !(heard[0] ?? '').includes('event: change'); waited += 50) await sleep(50);
  // The others are served from the same notification; what they do not hear now they do not hear.
  await sleep(300);
  leaving.abort();
  await Promise.allSettled(readings);
  return heard;
}

describe('a role in the body itself', () => {
  const technician = 'tecnico@montone.example';
  const roleWithout = (access: string): RoleCode | undefined =>
    ['COLLAUD' as const, ...roleCodes].find((code) => isPermission(access) && !holders[access].includes(code));

  it('that does not hold the permission is refused', async () => {
    const asked = guarded().filter((route) => roleWithout(accessOf(route)) !== undefined);
    expect(asked.length).toBeGreaterThan(20);
    const flaws: string[] = [];
    const keptBut = async (): Promise<object> => ({ ...(await everythingKept(product)), role_assignments: 'changed by this test' });
    const kept = await keptBut();
    for (const route of asked) {
      await product.services.query(`update role_assignments set role = $1 where person_id = (select id from people where email = $2)`, [
        roleWithout(accessOf(route)),
        technician,
      ]);
      // A matrix may give the role a part in some dossier: a list then answers, without this one.
      const statuses = placeOf(route).about === 'own' ? [200, 403] : [403];
      const reply = await put(route, victims.montone, visitor(technician).headers);
      const found = flaw({ ...reply, ...(reply.status === 200 ? { type: 'application/problem+json' } : {}) }, victims.montone, statuses);
      if (found !== null) flaws.push(`${nameOf(route)} ${found}`);
      expect(await keptBut()).toEqual(kept);
    }
    expect(flaws).toEqual([]);
  });

  it('that may not read dossiers is told nothing of them in lists', async () => {
    await product.services.query(
      `update role_assignments set role = 'COLLAUD' where person_id = (select id from people where email = $1)`,
      [technician],
    );
    const asked = answering().filter((route) => accessOf(route) === 'session');
    const found = await flawsOf(asked, async (route) => {
      const { text } = await put(route, victims.montone, visitor(technician).headers);
      const told = victims.montone.words.filter((word) => text.includes(word));
      return told.length > 0 ? `tells ${told.join(', ')}` : null;
    });
    expect(found).toEqual(nothing);
  });
});

describe('a comune without a convenzione in force', () => {
  const dates: Record<string, string> = {
    'expired, and closed as such': `stato = 'SCADUTA', al = current_date - 30`,
    'past its last day, its state not yet moved on': `stato = 'ATTIVA', al = current_date - 30`,
    'not begun': `stato = 'ATTIVA', dal = current_date + 30`,
    'not yet concluded': `stato = 'BOZZA'`,
  };
  it.each(Object.entries(dates))('%s, is refused what the convenzione decides', async (_, set) => {
    const asked = guarded().filter((route) => placeOf(route).needsConvenzione);
    expect(asked.map((route) => contractOf(route)?.id)).toContain('createDossier');
    const before = await product.services.query<Headers>('select stato, dal::text, al::text from convenzioni where ente_id = $1', [
      montone.enteId,
    ]);
    await product.services.query(`update convenzioni set ${set} where ente_id = $1`, [montone.enteId]);
    try {
      for (const email of ['rup2@montone.example', 'tutta-la-sua@perugia.example']) {
        const found = await flawsOf(asked, async (route) =>
          flaw(await put(route, victims.montone, visitor(email).headers), victims.montone, [403, 409]),
        );
        expect({ email, ...found }).toEqual({ email, ...nothing });
      }
    } finally {
      const { stato, dal, al } = before[0] ?? {};
      await product.services.query('update convenzioni set stato = $2, dal = $3, al = $4 where ente_id = $1', [
        montone.enteId,
        stato,
        dal,
        al,
      ]);
    }
  });
});

describe('who may', () => {
  it('is let through everywhere, and sees the words that others must not', async () => {
    const flaws: string[] = [];
    for (const route of guarded().filter(({ method }) => method !== 'HEAD')) {
      const place = placeOf(route);
      const email = place.mayAsk === 'sua' ? 'tutta-la-sua@perugia.example' : 'rup2@montone.example';
      // The session that was revoked just before was their own.
      if (contractOf(route)?.id === 'signOut') await comes(email);
      const { status, text } = await put(route, victims.montone, visitor(email).headers);
      if ([401, 403, 404].includes(status) || status >= 500) flaws.push(`${nameOf(route)} answers ${status} ${text.slice(-300)}`);
      if (place.shows && !victims.montone.words.some((word) => text.includes(word))) flaws.push(`${nameOf(route)} shows none of the words`);
    }
    expect(flaws).toEqual([]);
  });
});
