import { FixedClock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { DossierReader, DossierTurns, OpenItemSources } from '@gare/dossiers';
import { SchedaWriter } from '@gare/scheda';
import { type Actor } from '@gare/domain/access/actor';
import { type OpenItem } from '@gare/domain/turn/open-item';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const opened = new Date('2026-11-02T08:00:00.000Z');
const hour = 3_600_000;
const perugia = demoEnteId('perugia');
const tuoro = demoEnteId('tuoro');

let product: TestProduct;
let rup: Visitor;
let official: Visitor;
const clock = new FixedClock(opened);
/** What a later feature would tell. */
const items = new Map<string, OpenItem[]>();

interface StayRow {
  state: string;
  waits_party: string;
  waits_role: string;
  cause: string;
  clock_stopped: boolean;
  from_at: Date;
  to_at: Date | null;
  waits_since: Date;
}

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  product.api.get(OpenItemSources).register('test', (_, dossier) => Promise.resolve(items.get(dossier.id) ?? []));
  [rup, official] = await Promise.all([product.signIn('rup@tuoro.example'), product.signIn('sua@perugia.example')]);
});
afterAll(() => product.stop());

const staysOf = (id: string): Promise<StayRow[]> =>
  product.services.query<StayRow>('select * from dossier_stays where dossier_id = $1 order by from_at, to_at nulls last', [id]);

const asSua = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  product.api.get(Database).transaction({ scope: 'sua', suaId: perugia }, work);

const director: Omit<Actor, 'suaId' | 'enteId'> = {
  ...{
    personId: tuoro,
    person: 'Marco Teste',
    ente: 'Provincia di Perugia',
    enteTipo: 'PROVINCIA',
    roles: ['DIR_SUA'],
    correlationId: 'test',
  },
};

/** As a feature does that has just opened or closed something. */
const refresh = (id: string): Promise<unknown> =>
  asSua(async (tx) => product.api.get(DossierTurns).refresh(tx, await product.api.get(DossierReader).require(tx, id)));

const request = (more: Partial<OpenItem> = {}): OpenItem => ({
  ...{ id: 'r1', code: 'INTEGRAZIONE', title: 'Integra il quadro economico', waitsOn: { party: 'SUA', role: 'FUNZ_SUA', personId: null } },
  ...{ since: clock.now(), due: null, takesTurn: true, stopsClock: true, screen: 'richieste', path: null },
  ...more,
});

describe('on whom a dossier waits', () => {
  let id: string;

  it('is told from the opening on, with role, body and reason', async () => {
    id = await openDossier(rup, 'Fornitura di arredi per la scuola primaria');
    const { body } = await official.get<{ turn: unknown }>(`/api/dossiers/${id}`);
    expect(body.turn).toEqual({
      party: 'COMUNE',
      label: 'Comune di Tuoro sul Trasimeno',
      since: opened.toISOString(),
      role: { code: 'RUP_COMUNE', label: expect.any(String) as string },
      ente: { id: tuoro, denominazione: 'Comune di Tuoro sul Trasimeno' },
      person: null,
      clockStopped: false,
      reason: expect.stringContaining('spetta a') as string,
    });
    expect(await staysOf(id)).toMatchObject([{ waits_party: 'COMUNE', waits_role: 'RUP_COMUNE', from_at: opened, to_at: null }]);
  });

  it('changes with a step, at the time of the server, and with what is open', async () => {
    clock.advance(2 * hour);
    expect((await rup.post(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' })).status).toBe(200);
    clock.advance(hour);
    items.set(id, [request()]);
    await refresh(id);
    // The same again changes nothing.
    await refresh(id);
    clock.advance(2 * hour);
    items.set(id, [request(), request({ id: 'r2', stopsClock: false })]);
    await refresh(id);
    const { body } = await rup.get<{ items: { id: string; turn: object }[] }>('/api/dossiers?turn=SUA');
    expect(body.items.find((row) => row.id === id)?.turn).toMatchObject({
      party: 'SUA',
      label: 'SUA',
      clockStopped: true,
      role: { code: 'FUNZ_SUA' },
    });
    clock.advance(hour);
    items.delete(id);
    await refresh(id);
    const stays = await staysOf(id);
    expect(stays.map((stay) => [stay.state, stay.waits_party, stay.cause, stay.clock_stopped])).toEqual([
      ['CONTATTO', 'COMUNE', 'STATO', false],
      ['ISTANZA', 'COMUNE', 'STATO', false],
      ['ISTANZA', 'SUA', 'RICHIESTA', true],
      ['ISTANZA', 'COMUNE', 'STATO', false],
    ]);
    expect(stays.map(({ from_at: from, to_at: to }) => ((to ?? clock.now()).getTime() - from.getTime()) / hour)).toEqual([2, 1, 3, 0]);
  });

  it('follows the sheet at once where the sheet says who takes the step', async () => {
    const awarded = await openDossier(rup, 'Servizio di sgombero della neve');
    await product.services.query(`update dossiers set state = 'VERIFICA_REQUISITI' where id = $1`, [awarded]);
    await refresh(awarded);
    expect((await staysOf(awarded)).at(-1)).toMatchObject({ waits_party: 'SUA', waits_role: 'DIR_SUA' });
    clock.advance(hour);
    await asSua(async (tx) => {
      const dossier = await product.api.get(DossierReader).require(tx, awarded);
      const actor = { ...director, suaId: perugia, enteId: perugia };
      const changes = [{ path: 'convenzione/funzioniSvolte', value: ['4'] }];
      await product.api.get(SchedaWriter).write(tx, { actor, dossier, role: 'SISTEMA', changes });
    });
    const stays = await staysOf(awarded);
    expect(stays.at(-1)).toMatchObject({ waits_party: 'COMUNE', waits_role: 'DIR_COMUNE', to_at: null });
    expect(stays.at(-1)?.from_at).toEqual(clock.now());
  });

  it('adjoins, so that what is attributed sums to what elapsed', async () => {
    const stays = await staysOf(id);
    expect(stays.slice(1).map((stay) => stay.from_at)).toEqual(stays.slice(0, -1).map((stay) => stay.to_at));
    expect(stays[0]?.from_at).toEqual(opened);
    expect(stays.filter((stay) => stay.to_at === null)).toHaveLength(1);
  });

  it('takes no gap, no overlap and no second open stay', async () => {
    const insert = (from: string): Promise<unknown> =>
      asSua((tx) =>
        tx.query(
          `insert into dossier_stays (id, sua_id, ente_id, dossier_id, kind_code, state, phase, waits_party, cause, clock_stopped, reason, waits_since, from_at)
           values (gen_random_uuid(), $1, $2, $3, 'GARA', 'ISTANZA', 'Istanza', 'SUA', 'STATO', false, '', $4, $4)`,
          [perugia, tuoro, id, from],
        ),
      );
    await expect(insert('2026-11-01T08:00:00Z')).rejects.toThrow('a stay starts where the one before it ends');
    const [{ due } = { due: '' }] = await product.services.query<{ due: string }>(
      'select max(to_at)::text as due from dossier_stays where dossier_id = $1',
      [id],
    );
    await expect(insert(due)).rejects.toThrow('dossier_stays_open');
  });
});

describe('the times of a dossier', () => {
  let id: string;
  beforeAll(async () => {
    // The session of before has ended in the hours that went by.
    rup = await product.signIn('rup@tuoro.example');
    id = await openDossier(rup, 'Servizio di pulizia degli uffici comunali');
  });

  it.each([
    ['the start of a stay', `update dossier_stays set from_at = from_at - interval '1 day' where dossier_id = $1`, /permission denied/],
    ['the party of a stay', `update dossier_stays set waits_party = 'SUA' where dossier_id = $1`, /permission denied/],
    ['a stay itself', 'delete from dossier_stays where dossier_id = $1', /permission denied/],
    ['the opening', `update dossiers set created_at = created_at - interval '1 day' where id = $1`, /is not changed/],
    ['who opened it', 'update dossiers set created_by = gen_random_uuid() where id = $1', /is not changed/],
    ['the dossier itself', 'delete from dossiers where id = $1', /permission denied/],
  ])('cannot be altered by the application: %s', async (_, sql, refusal) => {
    await expect(asSua((tx) => tx.query(sql, [id]))).rejects.toThrow(refusal);
  });

  it('go on: a stay ends only where another begins, and once, whoever writes', async () => {
    await expect(asSua((tx) => tx.query('update dossier_stays set to_at = from_at where dossier_id = $1', [id]))).rejects.toThrow(
      'a stay ends where another begins',
    );
    clock.advance(hour);
    expect((await rup.post(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' })).status).toBe(200);
    const later = `update dossier_stays set to_at = to_at + interval '1 day' where dossier_id = $1 and to_at is not null`;
    await expect(product.services.query(later, [id])).rejects.toThrow('only its end is written, once');
  });
});
