import { randomUUID } from 'node:crypto';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type DraftThreadsView } from '@gare/contracts/draft-threads';
import { type DraftView } from '@gare/contracts/drafts';
import { type Problem } from '@gare/contracts/problem';
import { type ReviewsView } from '@gare/contracts/reviews';
import { type Sheet } from '@gare/contracts/sheet';
import { systemAsActor } from '@gare/domain/access/actor';
import { FormationInputs } from '@gare/documents';
import { bundledRows } from '@gare/domain/law/register';
import { DossierEntity, DossierMoved } from '@gare/dossiers';
import { StandingFollower } from '@gare/drafting/worker';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { seedDraft, takeFromDraft, typeInDraft } from '../harness/drafts.js';
import { favourable, ReviewDesk, reviewParties, rulesOfTender, type ReviewParties } from '../harness/reviews.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { wordType } from '../security/two-provinces.js';

let product: TestProduct;
let rup: Visitor;
let clerk: Visitor;
let lawyer: Visitor;
let second: Visitor;
let ids: ReviewParties['ids'];
const desk = new ReviewDesk();
const { view, act, upload, named, latest, facts } = desk;
const rules = rulesOfTender;

beforeAll(async () => {
  product = await startTestProduct();
  ({ rup, clerk, lawyer, second, ids } = await reviewParties(product));
  desk.open(product, clerk);
});
afterAll(() => product.stop());

describe('a document that is drafted', () => {
  let draftId: string;
  const follow = (): Promise<number> => product.worker?.get(StandingFollower, { strict: false }).look() ?? Promise.resolve(0);
  const ahead = async (): Promise<ReviewsView['documents'][number] | undefined> =>
    (await view(clerk)).documents.find(({ code }) => code === 'D33');
  const type = (block: number, words: string): Promise<void> => typeInDraft(product, { draftId, block, text: words });

  beforeAll(async () => {
    desk.dossierId = await openDossier(rup, 'Servizio con la bozza del disciplinare', clerk, lawyer, second);
    draftId = await seedDraft(product, {
      ...{ dossierId: desk.dossierId, code: 'D33' },
      blocks: rules.map((words, index) => ({ id: `0000000${index}`, text: words })),
    });
    expect(await upload(clerk, 'D33', rules)).toBeLessThan(300);
    expect(await upload(rup, 'D11', ['Il capitolato descrive il servizio.'])).toBeLessThan(300);
    const { proposedDue: dueOn } = await view(clerk);
    const asked = { documents: ['D33'], reviewers: [ids.lawyer], order: 'PARALLELA', dueOn };
    expect((await act(clerk, '', asked)).status).toBe(201);
    const documents = await named('D33');
    const review = `/${(await latest()).id}`;
    expect((await act(lawyer, `${review}/opinions`, { ...favourable, documents })).status).toBe(201);
    expect((await act(lawyer, `${review}/approvals`, { documents })).status).toBe(201);
    expect((await act(rup, '/technical-approvals', { documents: await named('D11') })).status).toBe(201);
    expect([await ahead(), await facts()]).toMatchObject([{ ahead: null }, { approved: true, technical: true }]);
  });

  it('loses its approval the moment a paragraph of the draft changes, and has it back when it reads as before', async () => {
    await type(1, ' Poi si proroga.');
    const [now, review] = [await ahead(), await latest(lawyer)];
    const why =
      'La revisione di «Disciplinare di gara» è riaperta: nella bozza è cambiato il paragrafo «Il servizio dura dodici mesi. Poi si proroga.».';
    expect(now?.ahead).toMatchObject({
      changes: [{ kind: 'CAMBIATO', words: 'Il servizio dura dodici mesi. Poi si proroga.' }],
      canForm: true,
    });
    expect([now?.reopened, now?.approvals.map(({ standing }) => standing), review.state]).toEqual([why, [false], 'RIAPERTA']);
    expect(await facts()).toMatchObject({ approved: false, reopened: true });
    const documents = await named('D33');
    expect((await act(lawyer, `/${review.id}/approvals`, { documents })).body.detail).toContain('Prima forma la nuova versione');
    // Told once for each time the draft leaves the version behind, by the worker.
    expect(await follow()).toBe(1);
    await type(1, ' Si vedrà.');
    expect([await follow(), await follow()]).toEqual([1, 0]);
    const { body: audit } = await clerk.get<{ items: { action: string; summary: string }[] }>(
      `/api/dossiers/${desk.dossierId}/audit?kind=review`,
    );
    expect(audit.items.filter(({ action }) => action === 'review.reopened').map(({ summary }) => summary)).toEqual([why]);
    const told = await lawyer.get<{ items: { kind: string; text: string }[] }>('/api/notifications');
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'TURNO', text: why }));
    const { nextAction } = await clerk.until<DossierDetail>(`/api/dossiers/${desk.dossierId}`, (one) =>
      one.nextAction.title.startsWith('Forma la nuova versione di D33'),
    );
    expect(nextAction.place).toBe('revisione');
    // The sheet does not tell of an approval that no longer holds.
    const sheet = await rup.until<Sheet>(`/api/dossiers/${desk.dossierId}/scheda`, ({ values }) => values['revisioneLegale'] == null);
    expect(sheet.values['approvazioneTecnica']).toMatchObject({ da: expect.any(String) as string });
    await takeFromDraft(product, { draftId, block: 1, last: ' Poi si proroga. Si vedrà.'.length });
    expect([(await ahead())?.ahead, (await latest()).state, await facts()]).toMatchObject([null, 'APPROVATA', { approved: true }]);
    expect(await follow()).toBe(1);
    await rup.until<Sheet>(`/api/dossiers/${desk.dossierId}/scheda`, ({ values }) => values['revisioneLegale'] != null);
  });

  it('is not asked for, nor approved by the comune, while its draft says more than its version', async () => {
    const { id } = await latest();
    expect((await act(clerk, `/${id}/withdrawal`, { reason: 'Si chiede di nuovo fra poco.' })).status).toBe(200);
    await type(2, ' Salvo proroghe.');
    const { proposedDue: dueOn } = await view(clerk);
    const asked = { documents: ['D33'], reviewers: [ids.lawyer, ids.second], order: 'PARALLELA', dueOn };
    const refused = await act(clerk, '', asked);
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('La bozza dice altro dalla versione in vigore')]);
    // What is brought in over a draft is what it is held against from then on.
    expect(await upload(clerk, 'D33', [...rules.slice(0, 2), `${rules[2] ?? ''} Salvo proroghe.`])).toBeLessThan(300);
    expect((await ahead())?.ahead).toBeNull();
    expect((await act(clerk, '', asked)).status).toBe(201);
  });

  it('waits for a shared comment that blocks, and says nothing of what a body keeps to itself', async () => {
    const threads = `/api/dossiers/${desk.dossierId}/drafts/D33/threads`;
    const comment = { ancora: null, bloccoId: '00000001', citazione: 'dodici mesi', menzioni: [] };
    const send = (body: object): Promise<Answer<DraftThreadsView & Problem>> =>
      lawyer.post<DraftThreadsView & Problem>(threads, { clientId: randomUUID(), ...comment, ...body });
    const internal = { visibilita: 'INTERNO', testo: 'Fra noi: la durata non regge.' };
    expect((await send({ ...internal, peso: 'BLOCCA' })).status).toBe(403);
    expect((await send({ ...internal, peso: null })).status).toBeLessThan(300);
    expect([(await ahead())?.comments, await facts()]).toMatchObject([[], { openBlocks: 0 }]);
    const { status, body } = await send({ visibilita: 'CONDIVISO', testo: 'La durata va motivata.', peso: 'BLOCCA' });
    expect([status, await facts()]).toMatchObject([201, { openBlocks: 1 }]);
    for (const who of [clerk, rup]) {
      const told = (await view(who)).documents.find(({ code }) => code === 'D33');
      expect(told?.comments).toMatchObject([{ quote: 'dodici mesi', text: 'La durata va motivata.', by: 'Sofia Renzi' }]);
      expect(JSON.stringify(told)).not.toContain('Fra noi');
    }
    const { id, state } = await latest();
    const documents = await named('D33');
    expect(state).toBe('OSSERVAZIONI');
    for (const who of [lawyer, second]) expect((await act(who, `/${id}/opinions`, { ...favourable, documents })).status).toBe(201);
    expect((await act(lawyer, `/${id}/approvals`, { documents })).body.detail).toContain('bloccano');
    const thread = body.threads.find(({ peso }) => peso === 'BLOCCA');
    const closed = await lawyer.post(`${threads}/${thread?.id ?? ''}/settlement`, { clientId: randomUUID(), risolto: true });
    expect([closed.status, await facts()]).toMatchObject([201, { openBlocks: 0 }]);
    for (const who of [lawyer, second]) expect((await act(who, `/${id}/approvals`, { documents })).status).toBe(201);
    expect(await facts()).toMatchObject({ approved: true, technical: true });
  });

  it('is approved or goes on, one after the other, where both happen at once', async () => {
    const { id } = await latest();
    const documents = await named('D33');
    for (const round of [1, 2, 3]) {
      const words = ` Giro ${round}.`;
      const [, approval] = await Promise.all([type(1, words), act(lawyer, `/${id}/approvals`, { documents })]);
      // Refused because the draft had gone on, or given before it did: the review is open, and says so.
      if (approval.status !== 201) expect(approval.body.detail).toContain('Prima forma la nuova versione');
      expect((await latest()).state).toBe('RIAPERTA');
      await takeFromDraft(product, { draftId, block: 1, last: words.length });
      expect((await latest()).state).toBe('APPROVATA');
    }
    // While a version comes in force nobody approves over it, and nobody waits for it either.
    const refused = await product.api.get(Database).transaction({ scope: 'sua', suaId: demoEnteId('perugia') }, async (tx) => {
      await tx.query('update documents set updated_at = updated_at where dossier_id = $1 and code = $2', [desk.dossierId, 'D33']);
      return act(lawyer, `/${id}/approvals`, { documents });
    });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'review.version_changed',
      expect.stringContaining('sta cambiando proprio adesso'),
    ]);
  });

  it('leaves nobody the sheet of what acts decide', async () => {
    for (const path_ of ['revisioneLegale', 'revisioneLegale/esito', 'approvazioneTecnica/da'])
      expect(await writeScheda(rup, desk.dossierId, [{ path: path_, value: null }])).toBe(422);
    expect((await rup.get<Sheet>(`/api/dossiers/${desk.dossierId}/scheda`)).body.ofActs).toEqual([
      'revisioneLegale',
      'approvazioneTecnica',
    ]);
  });

  it('keeps words and law from the step that closes the drafting on: no edit, no file, no formation; the step back opens it', async () => {
    const place = (state: string): Promise<unknown> =>
      product.services.query('update dossiers set state = $2 where id = $1', [desk.dossierId, state]);
    const frozen = await closeDrafting();
    expect(frozen.map(({ code }) => code)).toEqual(['D11', 'D33']);
    // The CIG is printed anew in this state; nothing else is.
    for (const state of ['DECISIONE', 'CIG', 'FASCICOLO_PUBBLICAZIONE']) {
      await place(state);
      await expect(type(1, ' Di nascosto.')).rejects.toMatchObject({ code: 'document.read_only' });
      const [mine] = (await clerk.get<{ items: DraftView[] }>(`/api/dossiers/${desk.dossierId}/drafts`)).body.items;
      expect([mine?.mode, mine?.whyNot]).toEqual(['LEGGE', expect.stringContaining('rinvia il fascicolo in redazione')]);
    }
    await place('CIG');
    const other = { name: 'D33.docx', bytes: wordBody(wordParagraph('Un altro testo.')), type: wordType };
    const refused = await clerk.upload(`/api/dossiers/${desk.dossierId}/documents/D33/upload`, other);
    expect([refused.status, refused.body['code'], refused.body['remedy']]).toEqual([
      409,
      'review.frozen',
      expect.stringContaining('rinvia'),
    ]);
    const generated = await clerk.post<Problem>(`/api/dossiers/${desk.dossierId}/documents/generate`, { codes: ['D33'] });
    expect(generated.status).toBeGreaterThanOrEqual(400);
    expect((await clerk.post<Problem>(`/api/dossiers/${desk.dossierId}/clauses/CL01/choices`, { alternative: null })).status).toBe(403);
    const fixedDays = await offerDays();
    await takeBackOfferDays();
    expect([fixedDays, await offerDays()]).toEqual([180, 180]);
    const closed = await act(clerk, `/${(await latest()).id}/withdrawal`, { reason: 'Ritirata dopo la decisione.' });
    expect([closed.status, closed.body.detail]).toEqual([409, expect.stringContaining('la revisione resta com’è')]);
    await place('CO_REDAZIONE');
    expect(await offerDays()).toBeUndefined();
    await type(1, ' Alla luce del sole.');
    expect(await facts()).toMatchObject({ reopened: true });
  });

  /** Days for which an offer binds, as the texts of this dossier print them. */
  function offerDays(): Promise<unknown> {
    return product.api.get(Database).read({ scope: 'sua', suaId: demoEnteId('perugia') }, async (reader) => {
      const dossier = await reader.findOneByOrFail(DossierEntity, { id: desk.dossierId });
      const { context } = await product.api.get(FormationInputs, { strict: false }).of(reader, dossier);
      return (context as { parametri: Record<string, unknown> }).parametri['validitaOffertaGiorni'];
    });
  }

  /** An administrator takes the row back that says so. */
  async function takeBackOfferDays(): Promise<void> {
    const row = bundledRows.find(({ key }) => key === 'offerta.validita');
    await product.services.query(
      `insert into legal_parameters (id, sua_id, ordinal, action, key, valid_from, confirmed, motivation, created_by, created_by_name, created_at)
       values ($1, $2, 1, 'RITIRO', 'offerta.validita', $3, true, 'Prova del testo approvato', $1, 'Persona Di Prova', now())`,
      [randomUUID(), demoEnteId('perugia'), row?.from],
    );
  }

  /** The step past the review as the engine takes it, without the gates before it. @returns what was frozen */
  function closeDrafting(): Promise<readonly { code: string; sha256: string }[]> {
    const suaId = demoEnteId('perugia');
    return product.api.get(Database).transaction({ scope: 'sua', suaId }, async (tx) => {
      await tx.query(`update dossiers set state = 'DECISIONE' where id = $1`, [desk.dossierId]);
      const dossier = await tx.findOneByOrFail(DossierEntity, { id: desk.dossierId });
      await product.api
        .get(DossierMoved)
        .emit(tx, { actor: systemAsActor(suaId, 'prova'), dossier, from: 'CO_REDAZIONE', event: 'approvaAtti' });
      const [row] = await tx.query<{ documents: { code: string; sha256: string }[] }[]>(
        'select documents from review_freezes where dossier_id = $1',
        [desk.dossierId],
      );
      return row?.documents ?? [];
    });
  }
});
