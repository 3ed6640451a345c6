import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Actor } from '@gare/domain/access/actor';
import { dossierPermissions, roleCodes, type RoleCode } from '@gare/domain/access/permissions';
import { DossierAccessReader, DossierEntity, DossierScopes } from '@gare/dossiers';
import { FixedClock } from '@gare/platform/clock';
import { Database, type DbContext } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
const suaId = demoEnteId('perugia');
const montone = demoEnteId('montone');
const tuoro = demoEnteId('tuoro');
const ofProvince: DbContext = { scope: 'sua', suaId };

let product: TestProduct;
let people: string[];
let dossiers: string[];

const matrix = { D03: { RUP_COMUNE: 'dS', LEGAL: 'r' }, D21: { FUNZ_SUA: 'd', COMM_PRES: 'r' }, D33: { DIR_COMUNE: 'ca', RAG: 'p' } };

/** Copies a dossier with some columns changed, so that there is one of each sort. */
async function another(id: string, changes: Record<string, unknown>): Promise<string> {
  const copy = randomUUID();
  await product.services.query(
    `insert into dossiers select (jsonb_populate_record(null::dossiers, to_jsonb(d) || $2::jsonb)).* from dossiers d where d.id = $1`,
    [id, JSON.stringify({ id: copy, codice_appalto: copy, ...changes })],
  );
  return copy;
}

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  const comune = await product.signIn('rup@montone.example');
  const first = await openDossier(comune, 'Servizio di pulizia degli uffici comunali');
  const [pinned] = await product.services.query<{ convenzione_id: string }>('select convenzione_id from dossiers where id = $1', [first]);
  expect(pinned?.convenzione_id).toMatch(/^[0-9a-f-]{36}$/);
  const states = [
    'CONTATTO',
    'CO_REDAZIONE',
    'DECISIONE',
    'CIG',
    'FASCICOLO_PUBBLICAZIONE',
    'PUBBLICATA',
    'STANDSTILL',
    'SOSPESA',
    'CONCLUSA',
    'ANNULLATA',
  ];
  dossiers = [first];
  for (const state of states) {
    dossiers.push(await another(first, { state, convenzione_id: null }));
    dossiers.push(await another(first, { state, ente_id: tuoro, convenzione_id: null, previous_state: 'PUBBLICATA' }));
    dossiers.push(await another(first, { state, ente_id: suaId, convenzione_id: null }));
  }
  dossiers.push(
    await another(first, { kind_code: 'RICHIESTA_AFFIANCAMENTO', kind_version: '1.0.0', state: 'BOZZA', convenzione_id: null }),
  );
  await product.services.query(`update convenzioni set funzioni_svolte = '{4,1}' where ente_id = $1`, [tuoro]);
  people = (await product.services.query<{ id: string }>('select id from people order by email limit 3')).map(({ id }) => id);
  let hour = 0;
  for (const [place, dossierId] of dossiers.entries()) {
    for (const answer of [['ASSENTE'], ['PRESENTE'], ['PRESENTE', 'ASSENTE'], ['ASSENTE', 'PRESENTE'], []][place % 5] ?? []) {
      await product.services.query(
        `insert into conflict_declarations (id, sua_id, ente_id, dossier_id, person_id, person, answer, "at", "role", acting_ente_id, acting_ente)
         select $1, sua_id, ente_id, id, $3, 'Prova', $4, $5, 'RUP_SUA', sua_id, 'Prova' from dossiers where id = $2`,
        [randomUUID(), dossierId, people[0], answer, new Date(Date.UTC(2026, 10, 1, (hour += 1)))],
      );
    }
  }
});
afterAll(() => product.stop());

const anyActor = fc
  .record({
    roles: fc.subarray<RoleCode>([...roleCodes], { maxLength: 3 }),
    from: fc.constantFrom<Pick<Actor, 'enteId' | 'enteTipo'>>(
      { enteId: suaId, enteTipo: 'PROVINCIA' },
      { enteId: montone, enteTipo: 'COMUNE' },
      { enteId: tuoro, enteTipo: 'COMUNE' },
      { enteId: randomUUID(), enteTipo: 'ALTRO' },
    ),
    person: fc.nat(2),
    granted: fc.option(fc.record({ place: fc.nat(25), al: fc.constantFrom('2026-11-22', '2026-11-23') })),
  })
  .map(({ roles, from, person, granted }): Actor => {
    const personId = people[person] ?? '';
    const leave = { dal: '2026-11-01', revocatoDal: null };
    const grants =
      granted === null ? [] : [{ ...leave, personId, al: granted.al, dossierId: dossiers[granted.place % dossiers.length] ?? '' }];
    return { ...from, personId, person: 'Prova', suaId, ente: 'Prova', roles, grants, correlationId: 'prova' };
  });

/** States a convenzione of Montone and Tuoro can be in while dossiers run under it. */
const anyAgreement = fc.record({
  stato: fc.constantFrom('ATTIVA', 'ATTIVA', 'SOSPESA', 'SCADUTA', 'RECESSO_IN_CORSO', 'IN_FIRMA'),
  al: fc.constantFrom('2028-02-13', '2026-11-23', '2026-11-22'),
  ultrattivita: fc.boolean(),
  sospensione: fc.constantFrom(null, { dal: '2026-11-01', fascicoliAperti: 'PROSEGUONO' }),
  matrice: fc.constantFrom(null, matrix),
});

/** One actor of the Province for each of twelve roles: whatever chance brings, these are asked, and most of them find something. */
const certainActors = (): Actor[] =>
  roleCodes.slice(0, 12).map((role) => ({
    enteId: suaId,
    enteTipo: 'PROVINCIA',
    personId: people[0] ?? '',
    person: 'Prova',
    suaId,
    ente: 'Prova',
    roles: [role],
    grants: [],
    correlationId: 'prova',
  }));
const agreementInForce = { stato: 'ATTIVA', al: '2028-02-13', ultrattivita: false, sospensione: null, matrice: null } as const;

it('one query finds the dossiers that the policy allows, for whoever asks and whatever they ask', async () => {
  const scopes = product.api.get(DossierScopes);
  const policy = product.api.get(DossierAccessReader);
  let certainlyFound = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyActor, { minLength: 12, maxLength: 12 }), anyAgreement, async (actors, agreement) => {
      await product.services.query('update convenzioni set stato = $1, al = $2, ultrattivita = $3, sospensione = $4, matrice = $5', [
        agreement.stato,
        agreement.al,
        agreement.ultrattivita,
        agreement.sospensione,
        agreement.matrice,
      ]);
      await product.api.get(Database).read(ofProvince, async (reader) => {
        const rows = await reader.find(DossierEntity);
        for (const [place, actor] of actors.entries()) {
          const permission = dossierPermissions[(place + agreement.stato.length) % dossierPermissions.length] ?? 'dossier.read';
          const allowed: string[] = [];
          for (const row of rows) if ((await policy.before(reader, actor, row)).may(permission)) allowed.push(row.id);
          const ids = await scopes.ids(reader, actor, permission);
          const whole = scopes.condition(actor, permission) === null;
          const own = rows.filter(({ enteId }) => actor.enteTipo === 'PROVINCIA' || enteId === actor.enteId).map(({ id }) => id);
          expect({ permission, ids: (whole ? own : ids).sort() }).toEqual({ permission, ids: allowed.sort() });
          if (agreement === agreementInForce) certainlyFound += allowed.length;
        }
      });
    }),
    { numRuns: 20, examples: [[certainActors(), agreementInForce]] },
  );
  expect(certainlyFound).toBeGreaterThan(0);
});
