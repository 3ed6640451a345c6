import { randomUUID } from 'node:crypto';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type IntegrationRequestsView, type SuggestionsView } from '@gare/contracts/integration-requests';
import { type Problem } from '@gare/contracts/problem';
import { type ThreadView } from '@gare/contracts/thread';
import { DossierSteps } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { RequestsChanged } from '@gare/requests';
import { RequestExpiry } from '../../libs/requests/src/request-expiry.js';
import { RequestRules } from '../../libs/requests/src/request-rules.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

// A Monday.
const start = new Date('2026-11-02T08:00:00.000Z');
const hour = 3_600_000;
const day = 24 * hour;
const perugia = demoEnteId('perugia');
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let product: TestProduct;
let rup: Visitor;
let secretary: Visitor;
let stranger: Visitor;
let official: Visitor;
let director: Visitor;
const clock = new FixedClock(start);

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  await signInAll();
});
afterAll(() => product.stop());

async function signInAll(): Promise<void> {
  [rup, secretary, stranger, official, director] = (await Promise.all(
    ['rup@montone.example', 'segretario@montone.example', 'rup@tuoro.example', 'sua@perugia.example', 'dirigente@perugia.example'].map(
      (email) => product.signIn(email),
    ),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
}

/** Sessions end overnight: everybody signs in again. */
async function daysLater(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await signInAll();
}

const thread = async (visitor: Visitor, id: string): Promise<ThreadView> =>
  (await visitor.get<ThreadView>(`/api/dossiers/${id}/thread`)).body;
const say = (visitor: Visitor, id: string, body: object) =>
  visitor.post<ThreadView & Problem>(`/api/dossiers/${id}/thread`, { clientId: randomUUID(), ...body });
const detail = async (visitor: Visitor, id: string): Promise<DossierDetail> =>
  (await visitor.get<DossierDetail>(`/api/dossiers/${id}`)).body;
const requests = async (visitor: Visitor, id: string): Promise<IntegrationRequestsView> =>
  (await visitor.get<IntegrationRequestsView>(`/api/dossiers/${id}/requests`)).body;
const move = (visitor: Visitor, id: string, body: object) => visitor.post<Problem>(`/api/dossiers/${id}/transitions`, body);

const point = { documento: { tipo: 'DOCUMENTO', oggetto: 'D10', testo: 'Trasmettere la relazione firmata' } } as const;
const asked = {
  testo: 'La relazione manca e non si capisce la durata del servizio.',
  punti: [
    point.documento,
    { tipo: 'CAMPO', oggetto: 'descrizione', testo: 'Descrivere il servizio richiesto' },
    { tipo: 'LIBERO', oggetto: null, testo: 'Spiegare perché il servizio comincia a maggio' },
  ],
};
const ask = (visitor: Visitor, id: string, more: object = {}) =>
  visitor.post<IntegrationRequestsView & Problem>(`/api/dossiers/${id}/requests`, { clientId: randomUUID(), ...asked, ...more });

/** A tender whose istanza the SUA is looking at. */
async function inIstruttoria(oggetto: string): Promise<string> {
  const id = await openDossier(rup, oggetto, official);
  await product.services.query(`update dossiers set state = 'ISTRUTTORIA', previous_state = 'ISTANZA' where id = $1`, [id]);
  return id;
}

/** As the worker does every few minutes. */
const expire = (): Promise<void> => {
  const [database, steps, rules, changed, audit] = [Database, DossierSteps, RequestRules, RequestsChanged, Audit].map((one) =>
    product.api.get<unknown>(one, { strict: false }),
  ) as [Database, DossierSteps, RequestRules, RequestsChanged, Audit];
  return new RequestExpiry(database, steps, rules, changed, audit, clock).follow(perugia, new AbortController().signal);
};

describe('the informal phase', () => {
  let id: string;

  it('begins with the object and a question, and waits on the SUA for five working days', async () => {
    const { status, body } = await rup.post<DossierDetail>('/api/dossiers', {
      oggetto: 'Servizio di pulizia degli uffici comunali',
      question: 'Vorremmo affidare la pulizia da maggio: siete in tempo?',
    });
    expect(status).toBe(201);
    id = body.id;
    const { messaggi, domanda } = await thread(official, id);
    expect(messaggi).toMatchObject([
      {
        testo: 'Vorremmo affidare la pulizia da maggio: siete in tempo?',
        at: start.toISOString(),
        autore: { nome: 'Lucia Bianchi', ente: 'Comune di Montone', parte: 'COMUNE' },
        precedenti: [],
      },
    ]);
    expect(domanda).toEqual({ aspetta: 'SUA', da: start.toISOString(), entro: '2026-11-09', scaduta: false });
    expect((await detail(rup, id)).turn).toMatchObject({ party: 'SUA', clockStopped: false });
  });

  it('keeps one message where the connection broke and it was sent again', async () => {
    const again = { clientId: randomUUID(), testo: 'Aggiungo che gli edifici sono tre.' };
    expect((await rup.post(`/api/dossiers/${id}/thread`, again)).body).toMatchObject({ code: 'access.declare_first' });
    await rup.post(`/api/dossiers/${id}/conflict-declaration`, { answer: 'ASSENTE' });
    await official.post(`/api/dossiers/${id}/conflict-declaration`, { answer: 'ASSENTE' });
    const both = await Promise.all([rup.post(`/api/dossiers/${id}/thread`, again), rup.post(`/api/dossiers/${id}/thread`, again)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect((await thread(rup, id)).messaggi).toHaveLength(2);
  });

  it('is answered: the turn goes back to the comune', async () => {
    clock.advance(hour);
    const { status, body } = await say(official, id, { testo: 'Sì: presentate l’istanza entro gennaio.' });
    expect([status, body.domanda]).toEqual([201, null]);
    expect((await detail(rup, id)).turn.party).toBe('COMUNE');
    const told = await product.services.query<{ email: string; code: string }>(
      `select p.email, n.code from notifications n join people p on p.id = n.person_id where n.dossier_id = $1 order by n.created_at, p.email`,
      [id],
    );
    expect(told).toContainEqual({ email: 'rup@montone.example', code: 'RICHIESTA.messaggio' });
    expect(told).toContainEqual({ email: 'sua@perugia.example', code: 'RICHIESTA.messaggio' });
  });

  it('takes a correction beside what was said, once, and from who said it', async () => {
    const last = (await thread(official, id)).messaggi.at(-1);
    const correction = { testo: 'Sì: presentate l’istanza entro febbraio.', corregge: last?.id };
    expect((await say(rup, id, correction)).body.code).toBe('thread.not_yours');
    expect((await say(official, id, correction)).status).toBe(201);
    expect((await say(official, id, correction)).body.code).toBe('thread.corrected');
    const shown = (await thread(rup, id)).messaggi;
    expect(shown).toHaveLength(3);
    expect(shown.at(-1)).toMatchObject({ testo: correction.testo, precedenti: [{ testo: 'Sì: presentate l’istanza entro gennaio.' }] });
  });

  it('never shows the notes of a side to the other, nor their words in the history', async () => {
    const note = (visitor: Visitor, testo: string) => visitor.post(`/api/dossiers/${id}/notes`, { clientId: randomUUID(), testo });
    expect((await note(official, 'Il comune è in ritardo come sempre.')).status).toBe(201);
    expect((await note(rup, 'Sentire il sindaco prima di rispondere.')).status).toBe(201);
    const [ofSua, ofComune] = [await thread(official, id), await thread(rup, id)];
    expect(ofSua.note.map(({ testo }) => testo)).toEqual(['Il comune è in ritardo come sempre.']);
    expect(ofComune.note.map(({ testo }) => testo)).toEqual(['Sentire il sindaco prima di rispondere.']);
    const { body } = await rup.get<{ items: unknown[] }>(`/api/dossiers/${id}/audit`);
    expect(JSON.stringify(body)).toContain('note.written');
    expect(JSON.stringify(body)).not.toContain('in ritardo');
    // Behind the api as well: each side’s table is out of the other’s sight.
    const database = product.api.get(Database);
    const montone = { scope: 'ente', suaId: perugia, enteIds: [demoEnteId('montone')] } as const;
    const seen = await database.read(montone, (reader) => reader.query<{ n: number }[]>('select count(*)::int as n from notes_of_sua'));
    const mirrored = await database.read({ scope: 'sua', suaId: perugia }, (reader) =>
      reader.query<{ n: number }[]>('select count(*)::int as n from notes_of_comune'),
    );
    expect([seen[0]?.n, mirrored[0]?.n]).toEqual([0, 0]);
  });

  it('takes files after looking into them, and gives them out once they are sent', async () => {
    const path = `/api/dossiers/${id}/thread/attachments`;
    const hostile = await rup.upload(path, {
      name: 'planimetria.docx',
      bytes: Buffer.from('MZ\u0000\u0000not a document'),
      type: wordType,
    });
    expect([hostile.status, hostile.body['code']]).toEqual([422, 'upload.refused']);
    const bytes = wordBody(wordParagraph('Elenco degli edifici'));
    const sent = await rup.upload(path, { name: 'elenco edifici.docx', bytes, type: wordType });
    expect(sent.status).toBe(201);
    const file = `${path}/${String(sent.body['id'])}/file`;
    expect((await official.get(file)).status).toBe(404);
    expect((await say(official, id, { testo: 'Vedi allegato.', allegati: [sent.body['id']] })).body.code).toBe('thread.attachment_unknown');
    clock.advance(1000);
    const { body } = await say(rup, id, { testo: 'Ecco l’elenco degli edifici.', allegati: [sent.body['id']] });
    expect(body.messaggi.at(-1)?.allegati).toMatchObject([{ fileName: 'elenco edifici.docx' }]);
    expect((await official.download(file)).equals(bytes)).toBe(true);
    const [stranded] = [await stranger.get(file)];
    expect([403, 404]).toContain(stranded.status);
  });

  it('takes words over into an empty field of the sheet, and never over what is there', async () => {
    const [first, second] = (await thread(rup, id)).messaggi;
    const mark = (messageId: string | undefined, body: object) =>
      rup.post<ThreadView & Problem>(`/api/dossiers/${id}/thread/${messageId}/mark`, body);
    const marked = await mark(first?.id, { nelFascicolo: true, campo: 'descrizione' });
    expect(marked.status).toBe(201);
    expect(marked.body.messaggi[0]).toMatchObject({ nelFascicolo: true, campo: 'descrizione' });
    const { body: sheet } = await rup.get<{ values: { descrizione?: string } }>(`/api/dossiers/${id}/scheda`);
    expect(sheet.values.descrizione).toBe(first?.testo);
    expect((await mark(second?.id, { nelFascicolo: true, campo: 'descrizione' })).body.code).toBe('thread.field_taken');
    expect((await mark(second?.id, { nelFascicolo: true, campo: 'oggetto' })).body.code).toBe('thread.field_unknown');
  });

  it('is closed to strangers, and to who only watches it is open to read', async () => {
    expect((await say(secretary, id, { testo: 'Controllo io.' })).body.code).toBe('access.denied');
    expect((await secretary.get(`/api/dossiers/${id}/thread`)).status).toBe(200);
    expect([403, 404]).toContain((await stranger.get(`/api/dossiers/${id}/thread`)).status);
  });
});

describe('a request for integration', () => {
  let id: string;
  let requestId: string;

  beforeAll(async () => {
    id = await inIstruttoria('Servizio di trasporto scolastico con accompagnamento');
  });

  it('is proposed from what is missing, with a day for the answer', async () => {
    const { body } = await official.get<SuggestionsView>(`/api/dossiers/${id}/requests/suggestions`);
    expect(body.punti).toContainEqual(expect.objectContaining({ tipo: 'DOCUMENTO', oggetto: 'D03' }));
    expect(body.punti.some(({ oggetto }) => oggetto?.startsWith('rupSua') === true)).toBe(false);
    expect(body.entro).toMatchObject({ giorni: 10, unita: 'gg', giorno: '2026-11-12', fonte: 'convenzione' });
    expect((await rup.get<Problem>(`/api/dossiers/${id}/requests/suggestions`)).body.code).toBe('access.denied');
  });

  it('cannot be skipped: the step of the kind alone is refused', async () => {
    const { status, body } = await move(official, id, {
      event: 'chiediIntegrazioni',
      motivation: 'Mancano la relazione e la durata del servizio',
    });
    expect([status, body.code]).toEqual([409, 'integration.content_required']);
    expect((await detail(official, id)).state.code).toBe('ISTRUTTORIA');
  });

  it('is made by the SUA alone, with points that exist, each once, and a day the law allows', async () => {
    expect((await ask(rup, id)).body.code).toBe('access.denied');
    expect((await ask(director, id)).body.code).toBe('access.denied');
    const unknown = [{ tipo: 'DOCUMENTO', oggetto: 'D99', testo: 'Trasmettere altro' }];
    expect((await ask(official, id, { punti: unknown })).body.code).toBe('integration.bad_points');
    expect((await ask(official, id, { punti: [point.documento, point.documento] })).body).toMatchObject({
      code: 'integration.bad_points',
      issues: [{ path: 'punti/1' }],
    });
    expect((await ask(official, id, { entro: '2026-11-02' })).body.code).toBe('integration.bad_day');
    expect((await ask(official, id, { entro: '2027-03-01' })).body.detail).toContain('al massimo 30 giorni');
    expect((await requests(official, id)).richieste).toEqual([]);
  });

  it('moves the dossier, stops the clock and waits on the comune, once however often it is sent', async () => {
    clock.advance(hour);
    const body = { clientId: randomUUID(), ...asked };
    const path = `/api/dossiers/${id}/requests`;
    expect((await official.post(path, body)).status).toBe(201);
    expect((await official.post(path, body)).status).toBe(201);
    const { richieste, orologio, giri } = await requests(rup, id);
    expect(richieste).toMatchObject([
      {
        ...{ giro: 1, stato: 'APERTA', entro: '2026-11-12', entroIniziale: '2026-11-12' },
        aperta: { at: clock.now().toISOString(), persona: 'Marco Teste' },
        punti: [{ stato: 'APERTO', titolo: 'Relazione tecnico-illustrativa' }, { stato: 'APERTO' }, { stato: 'APERTO' }],
      },
    ]);
    requestId = richieste[0]?.id ?? '';
    expect([orologio.fermo, orologio.giorni, giri]).toMatchObject([true, 0, { fatti: 1, massimo: 2 }]);
    expect(await detail(rup, id)).toMatchObject({ state: { code: 'ISTANZA' }, turn: { party: 'COMUNE', clockStopped: true } });
    expect((await ask(official, id)).body.code).toBe('integration.not_now');
  });

  it('keeps the hour of its opening: the application may not write it, nor what was asked', async () => {
    const attempts = [
      `update integration_requests set opened_at = opened_at - interval '3 days' where id = $1`,
      `update integration_requests set testo = 'altro' where id = $1`,
      `update integration_points set testo = 'altro' where request_id = $1`,
      `update integration_points set baseline = '{}' where request_id = $1`,
      `delete from integration_requests where id = $1`,
    ];
    for (const sql of attempts) {
      const tried = product.api.get(Database).transaction({ scope: 'sua', suaId: perugia }, (tx) => tx.query(sql, [requestId]));
      await expect(tried).rejects.toThrow(/permission denied/);
    }
    const question = product.api
      .get(Database)
      .transaction({ scope: 'sua', suaId: perugia }, (tx) => tx.query(`update thread_questions set opened_at = now()`));
    await expect(question).rejects.toThrow(/permission denied/);
  });

  it('has points that are met by what is done, said, or not owed', async () => {
    await daysLater(2 * day);
    expect(await writeScheda(rup, id, [{ path: 'descrizione', value: 'Trasporto di 40 alunni su due linee' }])).toBe(200);
    const [documento, campo, libero] = (await requests(rup, id)).richieste[0]?.punti ?? [];
    expect([documento?.stato, campo?.stato, libero?.stato]).toEqual(['APERTO', 'SODDISFATTO', 'APERTO']);
    const answer = (pointId: string | undefined, body: object) =>
      rup.post<IntegrationRequestsView & Problem>(`/api/dossiers/${id}/requests/${requestId}/points/${pointId}`, body);
    expect((await answer(documento?.id, { stato: 'SODDISFATTO', risposta: 'L’ho mandata per posta' })).body.code).toBe(
      'integration.by_itself',
    );
    expect((await answer(documento?.id, { stato: 'NON_DOVUTO', risposta: 'no' })).body.code).toBe('integration.reason_required');
    const notOwed = 'La relazione è già dentro il capitolato, alle pagine 2 e 3.';
    expect((await answer(documento?.id, { stato: 'NON_DOVUTO', risposta: notOwed })).status).toBe(201);
    expect((await requests(official, id)).richieste[0]?.punti[0]).toMatchObject({
      ...{ stato: 'NON_DOVUTO', risposta: notOwed, rispostoDa: { persona: 'Lucia Bianchi', at: clock.now().toISOString() } },
    });
    expect((await answer(documento?.id, { stato: 'APERTO' })).body.richieste[0]?.punti[0]).toMatchObject({
      stato: 'APERTO',
      risposta: null,
    });
  });

  it('is not handed in while a point has no answer, by whatever way', async () => {
    const { status, body } = await rup.post<Problem>(`/api/dossiers/${id}/requests/${requestId}/answer`, {});
    expect([status, body.code, body.issues?.length]).toEqual([409, 'integration.points_open', 2]);
    const handed = await move(rup, id, { event: 'presentaIstanza' });
    expect(handed.status).toBe(409);
    expect(await detail(rup, id)).toMatchObject({ state: { code: 'ISTANZA' } });
    expect(
      (await move(official, id, { event: 'riprendiIstruttoria', motivation: 'Si prosegue con quello che c’è agli atti' })).body.code,
    ).toBe('integration.close_first');
  });

  it('runs out at the end of its day in Italy: the clock runs again and the SUA has the turn', async () => {
    await daysLater(Date.parse('2026-11-12T22:30:00Z') - clock.now().getTime());
    await expire();
    expect((await requests(rup, id)).richieste[0]?.stato).toBe('APERTA');
    await daysLater(10 * hour);
    await expire();
    await expire();
    const { richieste, orologio } = await requests(rup, id);
    expect([richieste[0]?.stato, orologio.fermo, orologio.giorni]).toEqual(['SCADUTA', false, 11]);
    expect((await detail(rup, id)).turn).toMatchObject({ party: 'SUA', clockStopped: false });
    const trail = await product.services.query<{ n: number }>(
      `select count(*)::int as n from audit_entries where dossier_id = $1 and action = 'request.expired'`,
      [id],
    );
    expect(trail[0]?.n).toBe(1);
  });

  it('is given another day by the SUA, within the longest stop, and holds the clock again', async () => {
    const prolong = (visitor: Visitor, entro: string) =>
      visitor.post<IntegrationRequestsView & Problem>(`/api/dossiers/${id}/requests/${requestId}/prolong`, {
        entro,
        motivazione: 'Il comune ha chiesto tempo per la relazione',
      });
    expect((await prolong(rup, '2026-11-27')).body.code).toBe('access.denied');
    expect((await prolong(official, '2026-12-24')).body.code).toBe('integration.bad_day');
    const { status, body } = await prolong(official, '2026-11-27');
    expect([status, body.richieste[0]?.stato, body.richieste[0]?.entro, body.richieste[0]?.entroIniziale]).toEqual([
      ...[201, 'APERTA', '2026-11-27', '2026-11-12'],
    ]);
    await daysLater(2 * day);
    // Eleven days up to its first end, and two more since it was given another.
    expect((await requests(rup, id)).orologio).toMatchObject({ fermo: true, giorni: 13 });
    expect((await detail(rup, id)).turn).toMatchObject({ party: 'COMUNE', clockStopped: true });
  });

  it('is closed by the SUA with its reasons: the dossier goes on with what is there', async () => {
    const { status, body } = await official.post<IntegrationRequestsView>(`/api/dossiers/${id}/requests/${requestId}/close`, {
      motivazione: 'La relazione si trova nel capitolato',
    });
    expect([status, body.richieste[0]?.stato, body.orologio.fermo]).toEqual([201, 'CHIUSA', false]);
    expect(await detail(official, id)).toMatchObject({ state: { code: 'ISTRUTTORIA' }, turn: { party: 'SUA', clockStopped: false } });
    const late = await rup.post<Problem>(`/api/dossiers/${id}/requests/${requestId}/answer`, {});
    expect(late.body.code).toBe('integration.concluded');
  });

  it('is made twice at most', async () => {
    const second = await ask(official, id, { entro: '2026-11-30' });
    expect([second.status, second.body.richieste[0]?.giro]).toEqual([201, 2]);
    const secondId = second.body.richieste[0]?.id ?? '';
    await official.post(`/api/dossiers/${id}/requests/${secondId}/close`, { motivazione: 'Il comune ha chiarito al telefono' });
    const { body } = await ask(official, id, { entro: '2026-12-05' });
    expect([body.code, body.detail]).toEqual(['integration.not_now', expect.stringContaining('2 volte')]);
    expect((await requests(official, id)).percheNo.chiedere).toContain('2 volte');
  });

  it('ends with the dossier that is given back', async () => {
    const other = await inIstruttoria('Fornitura di arredi per la biblioteca comunale');
    expect((await ask(official, other, { entro: '2026-12-01' })).status).toBe(201);
    expect((await move(official, other, { event: 'restituisci', motivation: 'L’istanza è da rifare per intero' })).status).toBe(200);
    expect((await requests(rup, other)).richieste[0]).toMatchObject({
      stato: 'CHIUSA',
      esito: expect.stringContaining('Restituita') as string,
    });
  });

  it('attributes every moment of the dossier to one party', async () => {
    const stays = await product.services.query<{ from_at: Date; to_at: Date | null; waits_party: string; clock_stopped: boolean }>(
      'select from_at, to_at, waits_party, clock_stopped from dossier_stays where dossier_id = $1 order by from_at, to_at nulls last',
      [id],
    );
    expect(stays.at(-1)?.to_at).toBeNull();
    stays.slice(1).forEach((stay, index) => {
      expect(stay.from_at).toEqual(stays[index]?.to_at);
    });
    const stopped = stays.filter(({ clock_stopped }) => clock_stopped);
    expect(new Set(stopped.map(({ waits_party }) => waits_party))).toEqual(new Set(['COMUNE']));
  });
});

describe('the desk of requests', () => {
  it('lists what waits on us and on them, and what is late, for who may see it', async () => {
    const { body } = await official.get<{
      items: { tipo: string; aspetta: string | null; scaduta: boolean }[];
      counts: object;
      total: number;
    }>('/api/requests?aspetta=CONCLUSE');
    expect(body.items.length).toBeGreaterThan(2);
    expect(body.items.every(({ aspetta }) => aspetta === null)).toBe(true);
    const waiting = await inIstruttoria('Servizio di manutenzione del verde pubblico');
    await ask(official, waiting, { entro: '2026-12-01' });
    await say(rup, waiting, { testo: 'Basta una relazione sola per tutti i parchi?', chiedeRisposta: true });
    const mine = await official.get<{ items: { fascicolo: { id: string }; tipo: string }[]; counts: { noi: number; loro: number } }>(
      '/api/requests?aspetta=NOI',
    );
    expect(mine.body.items).toMatchObject([{ fascicolo: { id: waiting }, tipo: 'DOMANDA' }]);
    const theirs = await rup.get<{ items: { fascicolo: { id: string }; tipo: string; punti: object }[] }>('/api/requests?aspetta=NOI');
    expect(theirs.body.items).toMatchObject([{ fascicolo: { id: waiting }, tipo: 'INTEGRAZIONE', punti: { fatti: 0, tutti: 3 } }]);
    await daysLater(10 * day);
    const late = await official.get<{ items: { scaduta: boolean }[]; counts: { scadute: number } }>('/api/requests?scadute=true');
    expect(late.body.items.every(({ scaduta }) => scaduta)).toBe(true);
    expect(late.body.counts.scadute).toBe(late.body.items.length);
    expect((await stranger.get<{ total: number }>('/api/requests')).body.total).toBe(0);
    const found = await official.get<{ total: number }>(`/api/requests?testo=${encodeURIComponent('TUTTI I PARCHI')}`);
    expect(found.body.total).toBe(1);
  });
});
