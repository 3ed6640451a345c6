import { randomUUID } from 'node:crypto';
import { systemAsActor } from '@gare/domain/access/actor';
import { Notifier, type Notice } from '@gare/notifications';
import { FixedClock } from '@gare/platform/clock';
import { Database, type DbContext } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, addStudio, montone, perugia, studio } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
const suaId = demoEnteId('perugia');
const tuoro = demoEnteId('tuoro');
const ofProvince: DbContext = { scope: 'sua', suaId };

let product: TestProduct;
let rup: Visitor;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  rup = await product.signIn('rup@montone.example');
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali');
});
afterAll(() => product.stop());

const notice = (changes: Partial<Notice> = {}): Notice => ({
  code: 'RICHIESTA.aperta',
  dossierId,
  suaId,
  enteId: montone.enteId,
  to: { roles: [{ party: 'SUA', codes: ['RUP_SUA', 'DIR_SUA'] }] },
  title: 'Nuova richiesta',
  text: 'Il comune chiede un chiarimento.',
  path: `/fascicoli/${dossierId}/richieste`,
  dedupeKey: randomUUID(),
  ...changes,
});

/** Tells with the eyes of the comune, and gives the addresses of who was told. */
async function told(changes: Partial<Notice>, context: DbContext = ofProvince): Promise<string[]> {
  const actor = systemAsActor(suaId, randomUUID());
  const ids = await product.api.get(Database).transaction(context, (tx) => product.api.get(Notifier).tell(tx, actor, notice(changes)));
  return emails(ids);
}

async function emails(ids: readonly string[]): Promise<string[]> {
  const rows = await product.services.query<{ email: string }>('select email from people where id = any ($1) order by email', [ids]);
  return rows.map(({ email }) => email);
}

describe('whom a notice is for', () => {
  it('is who holds the roles in the body of the party, also where a comune tells with its own eyes', async () => {
    const asComune: DbContext = { scope: 'ente', suaId, enteIds: [montone.enteId] };
    expect(await told({}, asComune)).toEqual(['dirigente@perugia.example', 'sua@perugia.example']);
    expect(await told({ to: { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] } })).toEqual(['rup@montone.example']);
    // A role of another kind stands for who acts for the party.
    expect(await told({ to: { roles: [{ party: 'COMUNE', codes: ['UNKNOWN_ROLE'] }] } })).toEqual(['rup@montone.example']);
  });

  it('is told once per key, and a rolled back act tells nobody', async () => {
    const dedupeKey = randomUUID();
    expect(await told({ dedupeKey })).toHaveLength(2);
    expect(await told({ dedupeKey })).toEqual([]);
    const lost = randomUUID();
    const actor = systemAsActor(suaId, randomUUID());
    const failing = product.api.get(Database).transaction(ofProvince, async (tx) => {
      await product.api.get(Notifier).tell(tx, actor, notice({ dedupeKey: lost }));
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await product.services.query('select 1 from notifications where dedupe_key = $1', [lost])).toEqual([]);
  });

  it('leaves out who may not read the dossier, whose account is disabled, and whose role has ended', async () => {
    const [stranger] = await product.services.query<{ id: string }>(`select id from people where email = 'rup@tuoro.example'`);
    const disabled = await addPerson(product, 'disabilitata@montone.example', montone, ['RUP_COMUNE']);
    await product.services.query('update people set disabled_at = now() where id = $1', [disabled]);
    const ended = await addPerson(product, 'cessata@montone.example', montone, ['RUP_COMUNE']);
    await product.services.query(`update role_assignments set al = '2026-11-22' where person_id = $1`, [ended]);
    expect(await told({ to: { people: [stranger?.id ?? '', disabled, ended] } })).toEqual([]);
    expect(await told({ to: { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] } })).toEqual(['rup@montone.example']);
    // The same person is told of what is their own body's.
    expect(await told({ dossierId: null, enteId: tuoro, to: { people: [stranger?.id ?? ''] } })).toEqual(['rup@tuoro.example']);
  });

  it('includes an outside lawyer with leave on the dossier while the leave lasts', async () => {
    await addStudio(product);
    const lawyer = await addPerson(product, 'avvocata@studio.example', studio, ['LEGAL']);
    const legal = { roles: [{ party: 'SUA', codes: ['LEGAL'] }] } as const;
    expect(await told({ to: legal })).toEqual(['legale@perugia.example']);
    await product.services.query(
      `insert into review_grants (id, sua_id, ente_id, dossier_id, person_id, person, dal, al, reason, granted_by, granted_by_name, granted_at)
       select gen_random_uuid(), sua_id, ente_id, id, $2, 'Avvocata', '2026-11-01', '2026-11-30', 'Parere', $2, 'Prova', now() from dossiers where id = $1`,
      [dossierId, lawyer],
    );
    expect(await told({ to: legal })).toEqual(['avvocata@studio.example', 'legale@perugia.example']);
    await product.services.query(`update review_grants set revocato_dal = '2026-11-23' where person_id = $1`, [lawyer]);
    expect(await told({ to: legal })).toEqual(['legale@perugia.example']);
  });

  it('is narrowed to who is assigned, and goes to who stands in for somebody away', async () => {
    const second = await addPerson(product, 'altro-rup@perugia.example', perugia, ['RUP_SUA']);
    const rups = { roles: [{ party: 'SUA', codes: ['RUP_SUA'] }] } as const;
    expect(await told({ to: rups })).toEqual(['altro-rup@perugia.example', 'sua@perugia.example']);
    await product.services.query(
      `insert into dossier_assignments (id, sua_id, ente_id, dossier_id, person_id, person, "role", acting_ente_id, assigned_by, assigned_by_name, from_at)
       select gen_random_uuid(), sua_id, ente_id, id, $2, 'Persona', 'RUP_SUA', sua_id, $2, 'Persona', now() from dossiers where id = $1`,
      [dossierId, second],
    );
    expect(await told({ to: rups })).toEqual(['altro-rup@perugia.example']);
    await product.services.query(
      `insert into absences (id, sua_id, ente_id, person_id, person, substitute_id, substitute, roles, from_on, to_on, recorded_by, recorded_by_name, recorded_at)
       select gen_random_uuid(), $1, $1, $2, 'Persona', p.id, 'Carla Palomba', '{RUP_SUA}', '2026-11-20', '2026-11-23', $2, 'Persona', now()
       from people p where p.email = 'dirigente@perugia.example'`,
      [suaId, second],
    );
    expect(await told({ to: rups })).toEqual(['dirigente@perugia.example']);
    await product.services.query(`update role_assignments set al = '2026-11-22' where person_id = $1`, [second]);
    expect(await told({ to: rups })).toEqual(['sua@perugia.example']);
    await product.services.query('update absences set revoked_at = now()');
  });
});

describe('steps of a dossier', () => {
  it('tell who the kind names, and not whoever takes them', async () => {
    const sua = await product.signIn('sua@perugia.example');
    const id = await openDossier(rup, 'Fornitura di arredi scolastici per la primaria', sua);
    await product.services.query(`update dossiers set state = 'ISTRUTTORIA' where id = $1`, [id]);
    const step = await sua.post<{ detail?: string }>(`/api/dossiers/${id}/transitions`, {
      event: 'restituisci',
      motivation: 'Il comune ha chiesto di riprendere l’istanza da capo',
    });
    expect([step.status, step.body.detail]).toEqual([200, undefined]);
    const rows = await product.services.query<Record<string, unknown>>(
      `select p.email, n.code, n.path, n.title, n.text, n.mail, n.in_app from notifications n join people p on p.id = n.person_id where n.dossier_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        email: 'rup@montone.example',
        code: 'PASSO.restituisci',
        path: `/fascicoli/${id}`,
        title: expect.stringMatching(/^SUA-PG-2026-\d{6}: /) as string,
        text: 'La SUA ha restituito il fascicolo.',
        mail: 'NO',
        in_app: true,
      },
    ]);
  });
});
