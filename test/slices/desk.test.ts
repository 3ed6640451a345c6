import { type AbsencesView, type DossierTeamView } from '@gare/contracts/assignments';
import { type getBoard, type listMyTurn, type TaskView } from '@gare/contracts/desk';
import { FixedClock } from '@gare/platform/clock';
import { type z } from 'zod';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, perugia } from '../security/two-provinces.js';

type Board = z.output<NonNullable<typeof getBoard.response>>;
type MyTurn = z.output<NonNullable<typeof listMyTurn.response>>;

const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
let product: TestProduct;
let rup: Visitor;
let montone: Visitor;
let sua: Visitor;
let director: Visitor;
let second: Visitor;
let secondId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  secondId = await addPerson(product, 'rup2@perugia.example', perugia, ['RUP_SUA', 'FUNZ_SUA', 'VERIFICATORE', 'COLLAUD']);
  [rup, montone, sua, director, second] = (await Promise.all(
    ['rup@tuoro.example', 'rup@montone.example', 'sua@perugia.example', 'dirigente@perugia.example', 'rup2@perugia.example'].map((email) =>
      product.signIn(email),
    ),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => product.stop());

/** In ISTRUTTORIA it waits on the SUA; written directly, as the way there is told elsewhere. */
async function inExamination(oggetto: string): Promise<string> {
  const id = await openDossier(rup, oggetto, director, sua, second);
  await product.services.query(`update dossiers set state = 'ISTRUTTORIA' where id = $1`, [id]);
  return id;
}
const team = async (visitor: Visitor, id: string): Promise<DossierTeamView> =>
  (await visitor.get<DossierTeamView>(`/api/dossiers/${id}/assignments`)).body;
const assign = (
  visitor: Visitor,
  id: string,
  given: { personId: string; role: string; facts?: object | undefined },
): ReturnType<Visitor['post']> => visitor.post(`/api/dossiers/${id}/assignments`, given);
const board = async (visitor: Visitor, query = ''): Promise<Board> => {
  const { status, body } = await visitor.get<Board>(`/api/board${query}`);
  expect(status).toBe(200);
  return body;
};
const cardOf = async (visitor: Visitor, id: string, query = ''): Promise<Board['columns'][number]['cards'][number] | undefined> =>
  (await board(visitor, query)).columns.flatMap(({ cards }) => cards).find((card) => card.id === id);
const suaId = async (email: string): Promise<string> =>
  (await product.services.query<{ id: string }>('select id from people where email = $1', [email]))[0]?.id ?? '';

describe('roles on one dossier', () => {
  let id: string;
  let officialId: string;

  beforeAll(async () => {
    id = await inExamination('Servizio di manutenzione del verde pubblico');
    officialId = await suaId('sua@perugia.example');
  });

  it('are given by each side to its own people, who hold them, and seen by both', async () => {
    const before = await team(director, id);
    expect(before).toMatchObject({ may: true, items: [] });
    expect(before.roles.find(({ code }) => code === 'RUP_SUA')?.candidates.map((one) => one.name)).toEqual([
      'Marco Teste',
      'Persona Di Prova',
    ]);
    expect(before.roles.map(({ code }) => code)).not.toContain('RUP_COMUNE');
    expect((await assign(director, id, { personId: officialId, role: 'RUP_SUA' })).status).toBe(201);
    const seen = await team(rup, id);
    expect(seen.items).toMatchObject([{ role: { code: 'RUP_SUA' }, person: { name: 'Marco Teste' }, own: false, away: null }]);
    expect(seen.toVerify.map(({ rule }) => rule)).toContain('RUP_DIPENDENTE');
    const { body } = await rup.get<{ turn: object }>(`/api/dossiers/${id}`);
    expect(body.turn).toMatchObject({ party: 'SUA', role: { code: 'RUP_SUA' }, person: { name: 'Marco Teste', insteadOf: null } });
  });

  it('change hands, which is in the history of the dossier with who had it before', async () => {
    clock.advance(60_000);
    expect(
      (await assign(director, id, { personId: secondId, role: 'RUP_SUA', facts: { dipendente: true, tecnico: true, condanna: false } }))
        .status,
    ).toBe(201);
    const { items } = await team(director, id);
    expect(items.map(({ person }) => person.id)).toEqual([secondId]);
    const { body } = await director.get<{ items: { action: string; summary: string }[] }>(`/api/dossiers/${id}/audit`);
    const entry = body.items.find(({ action }) => action === 'assignment.handed_over');
    expect(entry?.summary).toMatch(/^«RUP della SUA» su questo fascicolo passa da Marco Teste a /);
    const [stored] = await product.services.query<{ details: object }>(
      `select details from audit_entries where dossier_id = $1 and action = 'assignment.handed_over'`,
      [id],
    );
    expect(stored?.details).toMatchObject({ before: [{ personId: officialId }], after: { personId: secondId, facts: { tecnico: true } } });
    const [told] = await product.services.query<{ n: number }>(
      `select count(*)::int as n from notifications where person_id = $1 and dossier_id = $2 and code = 'TURNO.assegnato'`,
      [secondId, id],
    );
    expect(told?.n).toBe(1);
  });

  it('are not given to whoever does not hold them, nor by whoever may not', async () => {
    const stranger = await assign(director, id, { personId: officialId, role: 'DIR_SUA' });
    expect([stranger.status, stranger.body]).toMatchObject([422, { code: 'assignment.refused' }]);
    const ofOthers = await assign(rup, id, { personId: officialId, role: 'RUP_SUA' });
    expect(ofOthers.status).toBe(422);
    const outside = await assign(montone, id, { personId: officialId, role: 'RUP_SUA' });
    expect(outside.status).toBe(404);
  });

  it.each([
    ['two roles the law keeps apart', 'COLLAUD', { VERIFICATORE: true }, /devono essere persone diverse/],
    ['somebody convicted as RUP', 'RUP_SUA', { facts: { condanna: true } }, /condannato/],
  ])('are refused to %s', async (_, role, given, reason) => {
    if ('VERIFICATORE' in given) expect((await assign(director, id, { personId: secondId, role: 'VERIFICATORE' })).status).toBe(201);
    const { status, body } = await assign(director, id, { personId: secondId, role, facts: 'facts' in given ? given.facts : undefined });
    expect([status, body]).toMatchObject([422, { code: 'assignment.refused', detail: expect.stringMatching(reason) as string }]);
  });

  it('end only by hand of the same body, and then the whole office has them again', async () => {
    const { items } = await team(director, id);
    const held = items.find(({ role }) => role.code === 'RUP_SUA')?.id ?? '';
    expect((await rup.send('DELETE', `/api/dossiers/${id}/assignments/${held}`)).status).toBe(404);
    clock.advance(60_000);
    expect((await director.send('DELETE', `/api/dossiers/${id}/assignments/${held}`)).status).toBe(200);
    expect((await rup.get<{ turn: object }>(`/api/dossiers/${id}`)).body.turn).toMatchObject({ party: 'SUA', person: null });
  });
});

describe('absence', () => {
  let id: string;
  let officialId: string;
  const away = (visitor: Visitor, body: object): ReturnType<Visitor['post']> => visitor.post('/api/absences', body);

  beforeAll(async () => {
    officialId = await suaId('sua@perugia.example');
    id = await inExamination('Fornitura di carta per gli uffici comunali');
    expect((await assign(director, id, { personId: officialId, role: 'RUP_SUA' })).status).toBe(201);
  });

  it.each([
    ['that ends before it begins', { from: '2026-12-10', to: '2026-12-01' }, 'to'],
    ['that is over', { from: '2026-11-01', to: '2026-11-22' }, 'to'],
  ])('%s is refused', async (_, days, path) => {
    const { status, body } = await away(sua, { substituteId: null, ...days });
    expect([status, body]).toMatchObject([422, { code: 'absence.refused', issues: [{ path }] }]);
  });

  it('asks for a substitute who holds a role in the same body', async () => {
    const directorId = await suaId('dirigente@perugia.example');
    const refused = await away(sua, { substituteId: directorId, from: '2026-11-24', to: '2026-11-27' });
    expect(refused.status).toBe(422);
    const ofAnother = await away(sua, { personId: directorId, substituteId: null, from: '2026-11-24', to: '2026-11-27' });
    expect(ofAnother.status).toBe(403);
  });

  it('is not given to whoever has a part that does not go with it on one of the dossiers', async () => {
    const third = await addPerson(product, 'terzo@perugia.example', perugia, ['VERIFICATORE', 'COLLAUD', 'DL']);
    const clash = await inExamination('Lavori di rifacimento del tetto della scuola');
    expect((await assign(director, clash, { personId: secondId, role: 'VERIFICATORE' })).status).toBe(201);
    expect((await assign(director, clash, { personId: third, role: 'DL' })).status).toBe(201);
    const { status, body } = await away(director, { personId: secondId, substituteId: third, from: '2026-11-24', to: '2026-11-27' });
    expect([status, body]).toMatchObject([422, { code: 'absence.refused', issues: [{ path: 'substituteId' }] }]);
    const [dossier] = await product.services.query<{ codice: string }>('select codice_appalto as codice from dossiers where id = $1', [
      clash,
    ]);
    expect(JSON.stringify(body)).toContain(dossier?.codice ?? '?');
  });

  it('shows the substitute while it lasts, to both sides, and is in the register of the body', async () => {
    const { status, body } = await away(sua, { substituteId: secondId, from: '2026-11-24', to: '2026-11-27' });
    expect(status).toBe(201);
    expect((body as AbsencesView).items).toMatchObject([{ person: { id: officialId }, substitute: { id: secondId }, current: false }]);
    expect((await away(sua, { substituteId: null, from: '2026-11-26', to: '2026-11-30' })).status).toBe(422);
    expect(await cardOf(sua, id)).toMatchObject({ onMe: true, turn: { person: { id: officialId } } });
    expect(await cardOf(second, id)).toMatchObject({ onMe: false });
    const acts = await product.services.query<{ action: string }>(
      `select action from registry_acts where ente_id = $1 and action = 'absence.recorded'`,
      [demoEnteId('perugia')],
    );
    expect(acts).toHaveLength(1);
  });

  it('moves the turn with the days and back', async () => {
    clock.advance(24 * 3_600_000);
    [rup, sua, second, director] = (await Promise.all(
      ['rup@tuoro.example', 'sua@perugia.example', 'rup2@perugia.example', 'dirigente@perugia.example'].map((email) =>
        product.signIn(email),
      ),
    )) as [Visitor, Visitor, Visitor, Visitor];
    expect(await cardOf(sua, id)).toMatchObject({ onMe: false });
    expect(await cardOf(second, id)).toMatchObject({ onMe: true, turn: { person: { id: secondId, insteadOf: 'Marco Teste' } } });
    const { body } = await rup.get<{ turn: { reason: string; person: object } }>(`/api/dossiers/${id}`);
    expect(body.turn.person).toMatchObject({ id: secondId, insteadOf: 'Marco Teste' });
    expect(body.turn.reason).toContain('27 novembre 2026');
    expect((await team(rup, id)).items).toMatchObject([{ away: { until: '2026-11-27', substitute: { id: secondId } } }]);
    const tasks = await second.get<{ items: TaskView[] }>(`/api/dossiers/${id}/tasks`);
    expect(tasks.body.items.at(-1)).toMatchObject({ sort: 'PASSO', mine: true, person: { id: secondId, insteadOf: 'Marco Teste' } });
    const mine = await second.get<MyTurn>('/api/my-turn');
    expect(mine.body.items.find((item) => item.id === id)?.nextAction.title).not.toBe('');
    const [own] = (await sua.get<AbsencesView>('/api/absences')).body.items;
    expect((await sua.send('DELETE', `/api/absences/${own?.id ?? ''}`)).status).toBe(200);
    expect(await cardOf(sua, id)).toMatchObject({ onMe: true });
  });
});

describe('the board', () => {
  let id: string;
  beforeAll(async () => {
    montone = await product.signIn('rup@montone.example');
    id = await openDossier(montone, 'Lavori di rifacimento della segnaletica', sua);
  });

  it('has the open dossiers by phase, in the order of the process, with counts that agree', async () => {
    const whole = await board(director);
    expect(whole.columns.reduce((sum, { count }) => sum + count, 0)).toBe(whole.counts.all);
    expect(whole.counts.onComune + whole.counts.onSua + whole.counts.onOthers).toBe(whole.counts.all);
    const phases = whole.columns.map(({ phase }) => phase);
    expect(phases.indexOf('Istanza')).toBeLessThan(phases.indexOf('Istruttoria'));
    const card = await cardOf(director, id);
    expect(card).toMatchObject({ onMe: false, turn: { party: 'COMUNE', label: 'Comune di Montone' }, waitedDays: 0 });
  });

  it('tells each side what waits on it, and a comune nothing of another', async () => {
    const own = await board(montone);
    expect(own.columns.flatMap(({ cards }) => cards).map(({ ente }) => ente.denominazione)).toEqual(['Comune di Montone']);
    expect(own.counts).toMatchObject({ all: 1, onMe: 1, onComune: 1, onSua: 0 });
    expect(await cardOf(montone, id, '?onMe=true')).toMatchObject({ onMe: true });
    expect((await board(director, `?enteId=${demoEnteId('montone')}`)).counts.all).toBe(1);
    expect(
      (await board(director, '?party=COMUNE')).columns.flatMap(({ cards }) => cards).every(({ turn }) => turn.party === 'COMUNE'),
    ).toBe(true);
    const mine = await board(sua, '?mine=true');
    expect(mine.columns.flatMap(({ cards }) => cards).map((card) => card.id)).not.toContain(id);
    expect(mine.counts.mine).toBe(1);
  });

  it('counts working days of waiting and the term that falls first', async () => {
    await product.services.query(`update dossiers set scadenza_offerte = '2026-11-20T11:00:00Z' where id = $1`, [id]);
    clock.advance(7 * 24 * 3_600_000);
    director = await product.signIn('dirigente@perugia.example');
    expect(await cardOf(director, id)).toMatchObject({
      waitedDays: 5,
      term: { title: 'Scadenza delle offerte', due: '2026-11-20', over: true },
    });
  });

  it('leaves out what is over, and cards beyond those asked for', async () => {
    montone = await product.signIn('rup@montone.example');
    const step = { event: 'annulla', motivation: 'Il comune rinuncia alla gara per mancanza di fondi.' };
    expect((await montone.post(`/api/dossiers/${id}/transitions`, step)).status).toBe(200);
    expect(await cardOf(montone, id)).toBeUndefined();
    expect((await board(montone)).counts.all).toBe(0);
    const few = await board(director, '?cards=1');
    expect(few.columns.every(({ cards }) => cards.length <= 1)).toBe(true);
  });
});

describe('the RUP of the Province', () => {
  let officialId: string;
  beforeAll(async () => {
    [rup, sua, director, second] = (await Promise.all(
      ['rup@tuoro.example', 'sua@perugia.example', 'dirigente@perugia.example', 'rup2@perugia.example'].map((email) =>
        product.signIn(email),
      ),
    )) as [Visitor, Visitor, Visitor, Visitor];
    officialId = await suaId('sua@perugia.example');
  });

  it('must be a technician for services of architecture and engineering (CPV 71), not for others', async () => {
    const rulesOf = async (cpvPrevalente: string): Promise<string[]> => {
      const services = await openDossier(rup, 'Servizio di progettazione della nuova scuola', director, sua, second);
      const lotti = [{ id: 'LOT-0001', oggettoContratto: 'services', cpvPrevalente }];
      expect(await writeScheda(rup, services, changesOf({ lotti }))).toBe(200);
      await product.services.query(`update dossiers set state = 'ISTRUTTORIA' where id = $1`, [services]);
      const given = { personId: officialId, role: 'RUP_SUA', facts: { dipendente: true, condanna: false } };
      expect((await assign(director, services, given)).status).toBe(201);
      const notOne = await assign(director, services, { ...given, facts: { ...given.facts, tecnico: false } });
      expect(notOne.status).toBe(cpvPrevalente.startsWith('71') ? 422 : 201);
      return (await team(director, services)).toVerify.map(({ rule }) => rule);
    };
    expect(await rulesOf('71221000-3')).toContain('RUP_TECNICO');
    expect(await rulesOf('90911200-8')).not.toContain('RUP_TECNICO');
  });
});
