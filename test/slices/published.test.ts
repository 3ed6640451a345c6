import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { type Actor } from '@gare/domain/access/actor';
import { DossierEntity, DossierMoved } from '@gare/dossiers';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

interface Published {
  items: { codiceAppalto: string; oggetto: string; ente: { denominazione: string }; tipo: string | null; importo: string | null }[];
  total: number;
}

let product: TestProduct;
let tuoro: Visitor;
let montone: Visitor;
let dossierId: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  tuoro = await product.signIn('rup@tuoro.example');
  montone = await product.signIn('rup@montone.example');
  dossierId = await openDossier(tuoro, 'Servizio di refezione scolastica riservatissimo');
  await product.services.query('update schede set values = $2 where dossier_id = $1', [dossierId, refezioneTuoro]);
});
afterAll(() => product.stop());

const suaId = demoEnteId('perugia');
const published = async (visitor: Visitor, query = ''): Promise<Published> => (await visitor.get<Published>(`/api/published${query}`)).body;

/** What the step of publication does with the dossier, without the conditions that stand before it. */
async function publish(): Promise<void> {
  const actor: Actor = {
    ...{ personId: demoEnteId('tuoro'), person: 'Marco Teste', suaId, enteId: suaId, ente: 'Provincia di Perugia' },
    ...{ enteTipo: 'PROVINCIA', roles: ['RUP_SUA'], correlationId: 'test' },
  };
  await product.api.get(Database).transaction({ scope: 'sua', suaId }, async (tx) => {
    const dossier = await tx.findOneByOrFail(DossierEntity, { id: dossierId });
    const from = dossier.state;
    await tx.save(DossierEntity, Object.assign(dossier, { state: 'PUBBLICATA' }));
    await product.api.get(DossierMoved).emit(tx, { actor, dossier, from, event: 'pubblica' });
  });
}

it('shows nothing of a tender before it is published, to nobody', async () => {
  expect(await published(tuoro)).toMatchObject({ items: [], total: 0 });
  expect(await published(montone)).toMatchObject({ items: [], total: 0 });
});

it('shows the other comuni what is public from the publication on, once, and nothing else of the dossier', async () => {
  await publish();
  await publish();
  const { items, total } = await published(montone);
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    ...{ oggetto: 'Servizio di refezione scolastica riservatissimo', tipo: 'services' },
    ente: { denominazione: 'Comune di Tuoro sul Trasimeno' },
    importo: expect.stringMatching(/^\d+\.\d{2}$/) as string,
  });
  expect(await published(montone, '?text=tuoro')).toMatchObject({ total: 1 });
  expect(await published(montone, '?text=nessuna')).toMatchObject({ total: 0 });
  expect(await published(montone, `?enteId=${demoEnteId('montone')}`)).toMatchObject({ total: 0 });
  for (const path of ['', '/scheda', '/documents', '/audit', '/package']) {
    expect((await montone.get(`/api/dossiers/${dossierId}${path}`)).status).toBe(404);
  }
});

it('follows the deadline that a rectification or an extension moves, and nothing else', async () => {
  const moved = '2027-02-12T11:00:00.000Z';
  const deadline = async (): Promise<unknown> =>
    (
      await product.services.query<{ at: Date | null }>('select scadenza_offerte as at from published_tenders where dossier_id = $1', [
        dossierId,
      ])
    )[0]?.at;
  await product.services.query(`update dossiers set state = 'CHIARIMENTI' where id = $1`, [dossierId]);
  const official = await product.signIn('sua@perugia.example');
  await declareNoConflict(official, dossierId);
  expect(await deadline()).not.toEqual(new Date(moved));
  expect(await writeScheda(official, dossierId, [{ path: 'scadenzaOfferte', value: moved }])).toBe(200);
  expect(await deadline()).toEqual(new Date(moved));
  expect((await published(montone)).items[0]).toMatchObject({ oggetto: 'Servizio di refezione scolastica riservatissimo' });
});

it('stays as it was published: nobody rewrites it', async () => {
  const rewrite = product.api
    .get(Database)
    .transaction({ scope: 'sua', suaId }, (tx) =>
      tx.query(`update published_tenders set oggetto = 'Altro' where dossier_id = $1`, [dossierId]),
    );
  await expect(rewrite).rejects.toThrow(/permission denied/);
});
