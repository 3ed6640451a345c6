import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { type DraftThreadsView } from '@gare/contracts/draft-threads';
import { type Problem } from '@gare/contracts/problem';
import { dbContext } from '@gare/identity';
import { DraftReader, DraftThreadReader, DraftThreadWriter } from '@gare/drafting';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { seedDraft } from '../harness/drafts.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addGrant, addPerson, addStudio, montone, perugia, studio } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-02T08:00:00Z'));
const code = 'D33';

let product: TestProduct;
let rup: Visitor;
let colleague: Visitor;
let official: Visitor;
let lawyer: Visitor;
let outside: Visitor;
let dossierId: string;
let path: string;
let draftId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  await addStudio(product);
  ids['colleague'] = await addPerson(product, 'dirigente@montone.example', montone, ['DIR_COMUNE']);
  ids['outside'] = await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
  [rup, official, lawyer, colleague] = (await Promise.all(
    ['rup@montone.example', 'sua@perugia.example', 'legale@perugia.example', 'dirigente@montone.example'].map((email) =>
      product.signIn(email),
    ),
  )) as [Visitor, Visitor, Visitor, Visitor];
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali', official, lawyer, colleague);
  await addGrant(product, dossierId, ids['outside']);
  outside = await product.signIn('avvocato@studio.example');
  await declareNoConflict(outside, dossierId);
  draftId = await seedDraft(product, { dossierId, code });
  path = `/api/dossiers/${dossierId}/drafts/${code}/threads`;
});
afterAll(() => product.stop());

const list = async (who: Visitor): Promise<DraftThreadsView> => {
  const { status, body } = await who.get<DraftThreadsView>(path);
  expect(status).toBe(200);
  return body;
};
const send = (who: Visitor, tail: string, body: object) =>
  who.post<DraftThreadsView & Problem>(`${path}${tail}`, { clientId: randomUUID(), ...body });
const open = (who: Visitor, body: object = {}) =>
  send(who, '', {
    visibilita: 'CONDIVISO',
    ancora: null,
    bloccoId: '0000000A',
    citazione: 'entro trenta giorni',
    testo: 'Perché trenta?',
    ...body,
  });

/** A passage of a document, as the editor sends its place. */
function anchorOf(text: string): { inizio: string; fine: string } {
  const shared = new Y.Doc().getText('testo');
  shared.insert(0, text);
  const [inizio = '', fine = ''] = [0, text.length].map((at) =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(shared, at))).toString('base64'),
  );
  return { inizio, fine };
}

describe('a shared comment', () => {
  it('is seen where it was put by both sides and by who reviews from outside, also when it is sent twice', async () => {
    const clientId = randomUUID();
    const ancora = anchorOf('entro trenta giorni');
    const both = await Promise.all([open(rup, { clientId, ancora }), open(rup, { clientId, ancora })]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    for (const who of [rup, official, outside]) {
      expect((await list(who)).threads).toMatchObject([
        {
          ...{ visibilita: 'CONDIVISO', ente: null, peso: null, ancora, bloccoId: '0000000A', citazione: 'entro trenta giorni' },
          messaggi: [{ testo: 'Perché trenta?', autore: { nome: 'Lucia Bianchi', ente: 'Comune di Montone' }, proprio: who === rup }],
          ...{ risolto: null, mio: who === rup },
        },
      ]);
    }
  });

  it('is refused with a place that is none', async () => {
    const { status, body } = await open(rup, { ancora: { inizio: 'AAAA', fine: Buffer.from([0xff, 0xff, 0xff]).toString('base64') } });
    expect([status, body.code]).toEqual([422, 'comment.anchor_malformed']);
  });

  it('is answered, corrected and withdrawn by who wrote it alone; nothing said is lost from the record', async () => {
    const [thread] = (await list(rup)).threads;
    const at = `/${thread?.id ?? ''}`;
    const mine = `${at}/messages/${thread?.messaggi[0]?.id ?? ''}`;
    expect((await send(official, `${mine}/correction`, { testo: 'Altro' })).body.code).toBe('comment.not_yours');
    clock.advance(60_000);
    expect((await send(rup, `${mine}/correction`, { testo: 'Perché non quindici?' })).status).toBe(201);
    const answered = await send(official, `${at}/messages`, { testo: 'Lo dice l’articolo 71.' });
    expect(answered.body.threads[0]?.messaggi).toMatchObject([
      { testo: 'Perché non quindici?', precedenti: [{ testo: 'Perché trenta?' }], ritirato: null },
      { testo: 'Lo dice l’articolo 71.', autore: { ente: 'Provincia di Perugia' }, proprio: true },
    ]);
    expect((await send(rup, `${mine}/withdrawal`, {})).body.threads[0]?.messaggi[0]).toMatchObject({
      ...{ testo: null, precedenti: [], ritirato: clock.now().toISOString() },
    });
    expect((await send(rup, `${mine}/correction`, { testo: 'Ancora' })).body.code).toBe('comment.withdrawn');
    const kept = await product.services.query<{ kind: string; text: string | null }>(
      'select kind, text from draft_thread_acts where thread_id = $1 order by position',
      [thread?.id],
    );
    expect(kept).toEqual([
      { kind: 'MESSAGGIO', text: 'Perché trenta?' },
      { kind: 'CORREZIONE', text: 'Perché non quindici?' },
      { kind: 'MESSAGGIO', text: 'Lo dice l’articolo 71.' },
      { kind: 'RITIRO', text: null },
    ]);
    const history = await product.services.query<{ action: string; details: { before: string | null; after: string | null } }>(
      `select action, details from audit_entries where dossier_id = $1 and action like 'draft.%' order by sequence`,
      [dossierId],
    );
    expect(history.map(({ action, details: { before, after } }) => [action, before, after])).toEqual([
      ['draft.commented', null, 'Perché trenta?'],
      ['draft.comment_corrected', 'Perché trenta?', 'Perché non quindici?'],
      ['draft.commented', null, 'Lo dice l’articolo 71.'],
      ['draft.comment_withdrawn', 'Perché non quindici?', null],
    ]);
  });

  it('is resolved and opened again, with who and when', async () => {
    const [thread] = (await list(rup)).threads;
    const settle = (who: Visitor, risolto: boolean) => send(who, `/${thread?.id ?? ''}/settlement`, { risolto });
    expect((await settle(official, true)).body.threads[0]?.risolto).toEqual({
      ...{ da: 'Marco Teste', ente: 'Provincia di Perugia', at: clock.now().toISOString() },
    });
    expect((await settle(rup, true)).body.code).toBe('comment.settled');
    expect((await settle(rup, false)).body.threads[0]?.risolto).toBeNull();
  });
});

describe('an internal comment', () => {
  const secret = 'Da dire solo tra noi';
  let threadId: string;

  it('is seen by the people of its body, and of it nobody else gets a word, a number or a sign', async () => {
    const [before, heard] = [(await list(official)).threads.length, await listening(official, colleague)];
    const opened = await open(rup, { visibilita: 'INTERNO', testo: secret, citazione: 'passo discusso in giunta' });
    expect(opened.status).toBe(201);
    const mine = opened.body.threads.find(({ visibilita }) => visibilita === 'INTERNO');
    threadId = mine?.id ?? '';
    expect(mine).toMatchObject({ ente: 'Comune di Montone', messaggi: [{ testo: secret }] });
    expect((await list(colleague)).threads.map(({ id }) => id)).toContain(threadId);
    for (const who of [official, lawyer, outside]) {
      expect((await list(who)).threads).toHaveLength(before);
      for (const tail of ['', '/audit', '/documents', `/drafts/${code}/threads`]) {
        const { body } = await who.get<object>(`/api/dossiers/${dossierId}${tail}`);
        expect(JSON.stringify(body)).not.toMatch(new RegExp(`${secret}|discusso in giunta|${threadId}`));
      }
      const answers = await Promise.all([
        send(who, `/${threadId}/messages`, { testo: 'Vi leggo' }),
        send(who, `/${threadId}/settlement`, { risolto: true }),
      ]);
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [404, 'comment.not_found'],
        [404, 'comment.not_found'],
      ]);
    }
    expect(await heard()).toEqual([false, true]);
  });

  it('leaves no entry in the history both sides read, and its whole record in rows that stay', async () => {
    const inHistory = await product.services.query('select 1 from audit_entries where dossier_id = $1 and details::text like $2', [
      dossierId,
      `%${threadId}%`,
    ]);
    expect(inHistory).toEqual([]);
    const kept = await product.services.query<Record<string, unknown>>(
      'select kind, text, person, role, acting_ente, request_id is not null as request from draft_thread_acts where thread_id = $1',
      [threadId],
    );
    expect(kept).toEqual([
      { kind: 'MESSAGGIO', text: secret, person: 'Lucia Bianchi', role: 'RUP_COMUNE', acting_ente: 'Comune di Montone', request: true },
    ]);
  });

  it('is kept from whoever reviews from outside as a writer too: what they say is for the parties', async () => {
    expect((await list(outside)).interniDi).toBeNull();
    const { status, body } = await open(outside, { visibilita: 'INTERNO' });
    expect([status, body.code]).toEqual([403, 'comment.internal_denied']);
    expect((await open(outside, { testo: 'Il termine va motivato.' })).status).toBe(201);
  });

  it('cannot be smuggled into the thread of another body past the program', async () => {
    const asSua = { scope: 'sua', suaId: perugia.suaId } as const;
    const forged = product.api.get(Database).transaction(asSua, (tx) =>
      tx.query(
        `insert into draft_thread_acts (id, sua_id, ente_id, dossier_id, thread_id, internal_to, position, kind, mentions, client_id, at, person_id, person, acting_ente_id, acting_ente)
         select $1, sua_id, ente_id, id, $2, null, 9, 'MESSAGGIO', '[]', $1, now(), $1, 'X', sua_id, 'X' from dossiers where id = $3`,
        [randomUUID(), threadId, dossierId],
      ),
    );
    await expect(forged).rejects.toThrow('as internal as its thread');
  });
});

describe('a mention', () => {
  const notices = async (): Promise<{ email: string; title: string; text: string; path: string }[]> =>
    product.services.query(
      `select p.email, n.title, n.text, n.path from notifications n join people p on p.id = n.person_id
       where n.dossier_id = $1 and n.code = 'RICHIESTA.menzione' order by n.created_at, p.email`,
      [dossierId],
    );
  const idOf = async (who: Visitor, visibility: string, name: string): Promise<string | undefined> => {
    const { body } = await who.get<{ people: { personId: string; nome: string; ente: string }[] }>(
      `${path}/people?visibilita=${visibility}`,
    );
    return body.people.find(({ nome, ente }) => `${nome} (${ente})`.startsWith(name))?.personId;
  };

  it('offers who would see the comment, and tells each once, without a word of it', async () => {
    const marco = await idOf(rup, 'CONDIVISO', 'Marco Teste');
    expect(await idOf(rup, 'INTERNO', 'Marco Teste')).toBeUndefined();
    expect(await idOf(rup, 'CONDIVISO', 'Persona Di Prova (Studio legale')).toBe(ids['outside']);
    const clientId = randomUUID();
    const comment = { clientId, testo: '@Marco Teste che ne dici?', menzioni: [marco, marco] };
    const sent = [await open(rup, comment), await open(rup, comment)];
    const thread = sent[1]?.body.threads.find(({ messaggi }) => messaggi[0]?.testo === comment.testo);
    expect(thread?.messaggi[0]?.menzioni).toEqual([{ personId: marco, nome: 'Marco Teste' }]);
    const told = {
      ...{
        email: 'sua@perugia.example',
        title: 'Sei in un commento alla bozza D33',
        text: 'Ha scritto Lucia Bianchi (Comune di Montone).',
      },
      path: `/fascicoli/${dossierId}/redazione/D33?pannello=commenti&commento=${thread?.id ?? ''}`,
    };
    expect(await notices()).toEqual([told]);
    expect((await list(official)).threads.find(({ id }) => id === thread?.id)).toMatchObject({ mio: true });
    // A correction that names the same person tells nothing new, one that names another tells them.
    const at = `/${thread?.id ?? ''}/messages/${thread?.messaggi[0]?.id ?? ''}/correction`;
    await send(rup, at, { testo: '@Marco Teste e tutti, che ne dite?', menzioni: [marco, ids['outside']] });
    expect((await notices()).map(({ email }) => email)).toEqual(['avvocato@studio.example', 'sua@perugia.example']);
  });

  it('in an internal comment never reaches the other body, also where somebody of it stands in', async () => {
    const before = await notices();
    const marco = await idOf(rup, 'CONDIVISO', 'Marco Teste');
    const internal = { visibilita: 'INTERNO', testo: 'Tra noi' };
    const { status, body } = await open(rup, { ...internal, menzioni: [marco] });
    expect([status, body.code]).toEqual([422, 'comment.mention_unknown']);
    await product.services.query(
      `insert into absences (id, sua_id, ente_id, person_id, person, substitute_id, substitute, roles, from_on, to_on, recorded_by, recorded_by_name, recorded_at)
       values ($1, $2, $3, $4, 'Persona Di Prova', $5, 'Marco Teste', '{}', '2026-01-01', '2035-12-31', $4, 'Persona Di Prova', now())`,
      [randomUUID(), perugia.suaId, montone.enteId, ids['colleague'], marco],
    );
    expect((await open(rup, { ...internal, menzioni: [ids['colleague']] })).status).toBe(201);
    const after = await notices();
    expect(after.map(({ email }) => email).filter((email) => email.endsWith('@montone.example'))).toEqual(['dirigente@montone.example']);
    expect(after).toHaveLength(before.length + 1);
  });
});

describe('a comment of the legal review', () => {
  it('blocks until who may block lifts it, and is told to the features that wait on it', async () => {
    expect((await open(rup, { peso: 'BLOCCA' })).body.code).toBe('comment.weight_denied');
    const opened = await open(lawyer, { peso: 'BLOCCA', testo: 'Manca la clausola sociale.' });
    const thread = opened.body.threads.find(({ peso }) => peso === 'BLOCCA');
    await open(lawyer, { peso: 'AVVISA', testo: 'Meglio dirlo prima.' });
    const blocking = (of?: string) =>
      product.api
        .get(Database)
        .read({ scope: 'sua', suaId: perugia.suaId }, (reader) => product.api.get(DraftThreadReader).openBlocking(reader, dossierId, of));
    expect(await blocking(code)).toMatchObject([{ threadId: thread?.id, draftId, code, text: 'Manca la clausola sociale.' }]);
    expect(await blocking('D21')).toEqual([]);
    const settle = (who: Visitor) => send(who, `/${thread?.id ?? ''}/settlement`, { risolto: true });
    expect((await settle(rup)).body.code).toBe('comment.blocks');
    expect((await settle(lawyer)).status).toBe(201);
    expect(await blocking()).toEqual([]);
  });
});

describe('a comment of a Word file', () => {
  it('keeps the author and the date the file names, and is nobody’s to correct', async () => {
    const actor = {
      ...{
        personId: (await product.services.query<{ id: string }>(`select id from people where email = 'sua@perugia.example'`))[0]?.id ?? '',
      },
      ...{ person: 'Marco Teste', suaId: perugia.suaId, enteId: perugia.enteId, ente: 'Provincia di Perugia', correlationId: 'word' },
      ...{ enteTipo: 'PROVINCIA' as const, roles: ['FUNZ_SUA' as const] },
    };
    const threadId = await product.api.get(Database).transaction(dbContext(actor), async (tx) => {
      const draft = await product.api.get(DraftReader).ofDocument(tx, dossierId, code);
      if (draft === null) throw new Error('no draft');
      const by = { actor, role: 'FUNZ_SUA', draft };
      const thread = { clientId: randomUUID(), internal: false, weight: null, anchor: null, blockId: '0000000B', quote: 'la garanzia' };
      const from = { author: 'Avv. Esterna', at: new Date('2026-10-01T10:00:00Z') };
      return product.api.get(DraftThreadWriter).open(tx, by, thread, { text: 'Quale importo?', from });
    });
    const thread = (await list(official)).threads.find(({ id }) => id === threadId);
    expect(thread?.messaggi).toMatchObject([
      {
        ...{ testo: 'Quale importo?', at: '2026-10-01T10:00:00.000Z', proprio: false },
        autore: { personId: null, nome: 'Avv. Esterna', inseritoDa: 'Marco Teste' },
      },
    ]);
    const at = `/${threadId}/messages/${thread?.messaggi[0]?.id ?? ''}/withdrawal`;
    expect((await send(official, at, {})).body.code).toBe('comment.not_yours');
  });
});

/** Who of them hears of a change of comments from now on: ends when asked, after the last of them has heard something. */
async function listening(...visitors: readonly Visitor[]): Promise<() => Promise<boolean[]>> {
  const leaving = new AbortController();
  const heard = visitors.map(() => '');
  const streams = await Promise.all(visitors.map(({ url, headers }) => fetch(`${url}/api/events`, { headers, signal: leaving.signal })));
  let wake = (): void => undefined;
  const readings = streams.map(async ({ body }, index) => {
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      heard[index] = `${heard[index] ?? ''}${text}`;
      wake();
    }
  });
  return async () => {
    // The stream of the last is served from the same notification: once it has come there, it has come to all.
    while (!(heard.at(-1) ?? '').includes('"topic":"comments"')) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    leaving.abort();
    await Promise.allSettled(readings);
    return heard.map((text) => text.includes('"topic":"comments"'));
  };
}
