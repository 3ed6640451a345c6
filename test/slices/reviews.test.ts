import { randomUUID } from 'node:crypto';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type DraftThreadsView } from '@gare/contracts/draft-threads';
import { type DraftView } from '@gare/contracts/drafts';
import { type Problem } from '@gare/contracts/problem';
import { type ReviewedTextView, type ReviewsView, type ReviewView } from '@gare/contracts/reviews';
import { type Sheet } from '@gare/contracts/sheet';
import { systemAsActor } from '@gare/domain/access/actor';
import { type ReviewGateFacts } from '@gare/domain/review/review-gate';
import { DossierEntity, DossierMoved, GateFactSources } from '@gare/dossiers';
import { StandingFollower } from '@gare/drafting/worker';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { declareNoConflict, type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { seedDraft, takeFromDraft, typeInDraft } from '../harness/drafts.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addGrant, addPerson, addStudio, perugia, studio, wordType } from '../security/two-provinces.js';

let product: TestProduct;
let rup: Visitor;
let clerk: Visitor;
let lawyer: Visitor;
let second: Visitor;
let dossierId: string;
const ids = { lawyer: '', second: '' };

const path = (rest = ''): string => `/api/dossiers/${dossierId}/reviews${rest}`;
const view = async (visitor: Visitor): Promise<ReviewsView> => (await visitor.get<ReviewsView>(path())).body;
const text = (visitor: Visitor, code = 'D33'): Promise<Answer<ReviewedTextView & Problem>> =>
  visitor.get<ReviewedTextView & Problem>(path(`/documents/${code}`));
const act = (visitor: Visitor, rest: string, body: object): Promise<Answer<ReviewsView & Problem>> =>
  visitor.post<ReviewsView & Problem>(path(rest), body);

const rules = ['Articolo 1. Oggetto della gara', 'Il servizio dura dodici mesi.', 'Le offerte si presentano entro trenta giorni.'];

async function upload(visitor: Visitor, code: string, paragraphs: readonly string[]): Promise<number> {
  const bytes = wordBody(paragraphs.map(wordParagraph).join(''));
  const file = { name: `${code}.docx`, bytes, type: wordType };
  return (await visitor.upload(`/api/dossiers/${dossierId}/documents/${code}/upload`, file)).status;
}

async function named(...codes: string[]): Promise<{ code: string; sha256: string }[]> {
  const { documents } = await view(clerk);
  return codes.map((code) => ({ code, sha256: documents.find((document) => document.code === code)?.sha256 ?? '' }));
}

async function latest(visitor = clerk): Promise<ReviewView> {
  const [review] = (await view(visitor)).reviews;
  if (review === undefined) throw new Error('no review');
  return review;
}

/** What the gates are told. */
function facts(): Promise<ReviewGateFacts> {
  return product.api.get(Database).read({ scope: 'sua', suaId: demoEnteId('perugia') }, async (reader) => {
    const dossier = await reader.findOneByOrFail(DossierEntity, { id: dossierId });
    return (await product.api.get(GateFactSources).gather(reader, dossier)).facts?.['review'] as ReviewGateFacts;
  });
}

const favourable = { outcome: 'FAVOREVOLE', text: 'Gli atti sono conformi alla disciplina vigente.' };

beforeAll(async () => {
  product = await startTestProduct();
  await addStudio(product);
  ids.second = await addPerson(product, 'seconda.legale@perugia.example', perugia, ['LEGAL']);
  [rup, clerk, lawyer, second] = (await Promise.all(
    ['rup@tuoro.example', 'sua@perugia.example', 'legale@perugia.example', 'seconda.legale@perugia.example'].map((email) =>
      product.signIn(email),
    ),
  )) as [Visitor, Visitor, Visitor, Visitor];
  dossierId = await openDossier(rup, 'Servizio di refezione scolastica da rivedere', clerk, lawyer, second);
  expect(await upload(clerk, 'D33', rules)).toBeLessThan(300);
  expect(await upload(rup, 'D11', ['Il capitolato descrive il servizio.'])).toBeLessThan(300);
});
afterAll(() => product.stop());

describe('a review from the request to the gate', () => {
  it('is asked of lawyers, on documents that exist, until a day that makes sense', async () => {
    const before = await view(clerk);
    ids.lawyer = before.candidates.find(({ name }) => name === 'Sofia Renzi')?.id ?? '';
    expect(before.candidates.map(({ id }) => id).sort()).toEqual([ids.lawyer, ids.second].sort());
    expect(before.documents.find(({ code }) => code === 'D33')).toMatchObject({
      version: 1,
      legal: true,
      technical: false,
      lastRead: null,
    });
    expect(before.documents.find(({ code }) => code === 'D11')).toMatchObject({ legal: false, technical: true });
    expect(await facts()).toMatchObject({ requested: false, approved: false, technical: false, frozenMatch: false });
    const asked = { documents: ['D33'], reviewers: [ids.lawyer], order: 'PARALLELA', dueOn: before.proposedDue };
    for (const [change, status] of [
      [{ documents: ['D30'] }, 422],
      [{ reviewers: ['0b6c0d5e-5a55-4b35-9a25-0d3b5b3f7a11'] }, 422],
      [{ dueOn: '2020-01-01' }, 422],
      [{ reviewers: [] }, 400],
    ] as const)
      expect((await act(clerk, '', { ...asked, ...change })).status).toBe(status);
    expect((await act(rup, '', asked)).status).toBe(403);
    const { status, body } = await act(clerk, '', asked);
    expect([status, body.reviews[0]?.state, body.reviews[0]?.mine]).toEqual([201, 'CHIESTA', false]);
    expect((await act(clerk, '', asked)).body.detail).toContain('è già in revisione');
    expect(await latest(lawyer)).toMatchObject({ mine: true, reviewers: [{ state: 'TOCCA', missing: ['D33'] }] });
    const told = await lawyer.get<{ items: { kind: string; path: string }[] }>('/api/notifications');
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'TURNO', path: `/fascicoli/${dossierId}/revisione` }));
    const { turn, nextAction } = (await clerk.get<DossierDetail & Record<string, unknown>>(`/api/dossiers/${dossierId}`)).body;
    expect([turn.party, nextAction.title, nextAction.place]).toEqual(['SUA', 'Rivedi D33', 'revisione']);
  });

  it('shows the first time what differs from the standard, and lets the lawyer quote paragraphs by id and hash', async () => {
    const { status, body } = await text(lawyer);
    // A file that was brought in has no model behind it: it is read whole.
    expect([status, body.against, body.version, body.blocks]).toEqual([200, 'INTERO', 1, []]);
    expect(body.paragraphs.map(({ text: words }) => words)).toEqual(rules);
    expect((await act(lawyer, '/documents/D33/reads', { version: 2 })).status).toBe(409);
    expect((await act(lawyer, '/documents/D33/reads', { version: 1 })).status).toBe(200);
    expect(await latest()).toMatchObject({ state: 'IN_CORSO' });
  });

  it('is not approved over a remark that blocks, which who drafts answers and the reviewer resolves', async () => {
    const paragraph = (await text(lawyer)).body.paragraphs[1];
    const remark = { version: 1, paragraphId: paragraph?.id ?? '', weight: 'BLOCCA', text: 'La durata non è quella del capitolato.' };
    const { body } = await lawyer.post<ReviewedTextView>(path('/documents/D33/remarks'), remark);
    const [made] = body.remarks;
    expect(made).toMatchObject({ paragraph: { text: rules[1], standing: true }, canResolve: true, resolved: null });
    expect(await facts()).toMatchObject({ openBlocks: 1, approved: false });
    expect(await latest()).toMatchObject({ state: 'OSSERVAZIONI' });
    const review = `/${(await latest()).id}`;
    const documents = await named('D33');
    expect((await act(lawyer, `${review}/approvals`, { documents })).body.detail).toContain('scrivi il parere');
    const quotes = [{ code: 'D33', paragraphId: paragraph?.id ?? '' }];
    expect((await act(lawyer, `${review}/opinions`, { ...favourable, outcome: 'CONTRARIO', documents })).status).toBe(422);
    expect(
      (await act(lawyer, `${review}/opinions`, { ...favourable, documents, quotes: [{ code: 'D33', paragraphId: 'x' }] })).status,
    ).toBe(422);
    const given = await act(lawyer, `${review}/opinions`, { ...favourable, documents, quotes });
    expect([given.status, given.body.reviews[0]?.opinions[0]?.quotes]).toMatchObject([
      201,
      [{ code: 'D33', version: 1, id: paragraph?.id, hash: paragraph?.hash, text: rules[1], standing: true }],
    ]);
    expect((await act(lawyer, `${review}/approvals`, { documents })).body.detail).toContain('rilievi che bloccano');
    const onRemark = `/remarks/${made?.id ?? ''}`;
    expect((await act(clerk, `${onRemark}/resolution`, {})).status).toBe(403);
    expect((await act(clerk, `${onRemark}/answers`, { text: 'È quella del capitolato: dodici mesi.' })).status).toBe(200);
    expect((await act(lawyer, `${onRemark}/resolution`, { text: 'Chiarito.' })).status).toBe(200);
    expect((await act(lawyer, `${onRemark}/resolution`, {})).status).toBe(409);
  });

  it('approves exactly the version that was seen, in one act of the register, and fills the sheet from it', async () => {
    const review = `/${(await latest()).id}`;
    const [d33] = await named('D33');
    expect((await act(second, `${review}/approvals`, { documents: [d33] })).body.detail).toContain('fra i revisori');
    expect((await act(lawyer, `${review}/approvals`, { documents: [{ code: 'D33', sha256: 'ab'.repeat(32) }] })).status).toBe(409);
    const { status, body } = await act(lawyer, `${review}/approvals`, { documents: [d33] });
    expect([status, body.reviews[0]?.state, body.documents.find(({ code }) => code === 'D33')?.approvals]).toMatchObject([
      201,
      'APPROVATA',
      [{ kind: 'LEGALE', by: 'Sofia Renzi', role: 'LEGAL', sha256: d33?.sha256, standing: true }],
    ]);
    const sheet = (await rup.get<{ values: Record<string, unknown> }>(`/api/dossiers/${dossierId}/scheda`)).body;
    expect(sheet.values['revisioneLegale']).toMatchObject({ esito: 'FAVOREVOLE', revisore: 'Sofia Renzi' });
    const { body: audit } = await clerk.get<{ items: { action: string }[] }>(`/api/dossiers/${dossierId}/audit?kind=review`);
    expect(audit.items.filter(({ action }) => action === 'review.approved')).toHaveLength(1);
    expect(await facts()).toMatchObject({ approved: true, reopened: false, uncovered: 0, technical: false });
  });

  it('is open again when a paragraph changes, and says which one', async () => {
    expect(await upload(clerk, 'D33', [rules[0] ?? '', 'Il servizio dura ventiquattro mesi.', rules[2] ?? ''])).toBeLessThan(300);
    const why = (await view(lawyer)).documents.find(({ code }) => code === 'D33')?.reopened;
    expect(why).toBe('La revisione di «Disciplinare di gara» è riaperta: è cambiato il paragrafo «Il servizio dura ventiquattro mesi.».');
    expect(await facts()).toMatchObject({ approved: false, reopened: true });
    const { body: audit } = await clerk.get<{ items: { action: string; summary: string }[] }>(
      `/api/dossiers/${dossierId}/audit?kind=review`,
    );
    expect(audit.items.find(({ action }) => action === 'review.reopened')?.summary).toBe(why);
    const told = await lawyer.get<{ items: { kind: string; text: string }[] }>('/api/notifications');
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'TURNO', text: why }));
    const since = (await text(lawyer)).body;
    expect([since.against, since.baseVersion, since.blocks.filter(({ kind }) => kind !== 'equal').length]).toEqual(['LETTURA', 1, 1]);
    const review = await latest(lawyer);
    expect([review.mine, review.opinions[0]?.quotes[0]?.standing]).toEqual([true, false]);
    const documents = await named('D33');
    expect((await act(lawyer, `/${review.id}/approvals`, { documents })).status).toBe(201);
    expect(await facts()).toMatchObject({ approved: true, reopened: false });
  });

  it('asks the comune for its technical part as an act of the same kind', async () => {
    const documents = await named('D11');
    expect((await act(clerk, '/technical-approvals', { documents })).status).toBe(403);
    expect((await act(rup, '/technical-approvals', { documents: await named('D33') })).status).toBe(422);
    expect((await act(rup, '/technical-approvals', { documents })).status).toBe(201);
    expect(await facts()).toMatchObject({ technical: true });
    expect(await upload(rup, 'D11', ['Il capitolato descrive un altro servizio.'])).toBeLessThan(300);
    expect(await facts()).toMatchObject({ technical: false });
  });
});

it('reviewers in order come one after the other; what is withdrawn asks nobody', async () => {
  dossierId = await openDossier(rup, 'Servizio da rivedere in due', clerk, lawyer, second);
  await upload(clerk, 'D33', rules);
  const { proposedDue: dueOn } = await view(clerk);
  const asked = { documents: ['D33'], reviewers: [ids.second, ids.lawyer], order: 'IN_ORDINE', dueOn };
  expect((await act(clerk, '', asked)).status).toBe(201);
  const review = await latest();
  expect(review.reviewers.map(({ state }) => state)).toEqual(['TOCCA', 'ATTENDE']);
  const documents = await named('D33');
  expect((await act(lawyer, `/${review.id}/opinions`, { ...favourable, documents })).body.detail).toContain(
    'prima tocca a chi viene prima',
  );
  expect((await act(second, `/${review.id}/opinions`, { ...favourable, documents })).status).toBe(201);
  expect((await act(second, `/${review.id}/approvals`, { documents })).status).toBe(201);
  expect((await latest()).reviewers.map(({ state }) => state)).toEqual(['APPROVATA', 'TOCCA']);
  expect(await facts()).toMatchObject({ approved: false });
  const reason = 'Si rivede dopo la correzione del capitolato.';
  expect((await act(clerk, `/${review.id}/withdrawal`, { reason })).status).toBe(200);
  expect((await act(clerk, `/${review.id}/withdrawal`, { reason })).status).toBe(409);
  expect((await act(lawyer, `/${review.id}/opinions`, { ...favourable, documents })).status).toBe(409);
  expect([await facts(), (await latest()).state]).toMatchObject([{ requested: false, approved: false }, 'RITIRATA']);
});

it('a lawyer from outside sees what is asked of them, and speaks on that alone', async () => {
  dossierId = await openDossier(rup, 'Servizio da far rivedere fuori', clerk, lawyer);
  const outside = await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
  await addGrant(product, dossierId, outside, {});
  const stranger = await product.signIn('avvocato@studio.example');
  await declareNoConflict(stranger, dossierId);
  await upload(clerk, 'D33', rules);
  await upload(clerk, 'D30', ['Bando di gara']);
  const { proposedDue: dueOn } = await view(clerk);
  const common = { order: 'PARALLELA', dueOn };
  expect((await act(clerk, '', { ...common, documents: ['D30'], reviewers: [ids.lawyer] })).status).toBe(201);
  expect(await view(stranger)).toMatchObject({ reviews: [], documents: [] });
  expect((await act(clerk, '', { ...common, documents: ['D33'], reviewers: [outside] })).status).toBe(201);
  const seen = await view(stranger);
  expect([seen.reviews.map(({ documents }) => documents), seen.documents.map(({ code }) => code)]).toEqual([[['D33']], ['D33']]);
  expect([(await text(stranger)).status, (await text(stranger, 'D30')).status]).toEqual([200, 403]);
  expect((await act(stranger, '/documents/D33/reads', { version: 1 })).status).toBe(200);
  const remark = { version: 1, weight: 'CONSIGLIA', text: 'Chiarire la durata.' };
  expect((await act(stranger, '/documents/D30/remarks', remark)).status).toBe(403);
  expect((await act(stranger, '/documents/D33/remarks', remark)).status).toBe(201);
  const review = `/${seen.reviews[0]?.id ?? ''}`;
  const documents = await named('D33');
  expect((await act(stranger, `${review}/opinions`, { ...favourable, documents })).status).toBe(201);
  expect((await act(stranger, `${review}/approvals`, { documents })).status).toBe(201);
  expect((await view(clerk)).reviews.find(({ id }) => review.endsWith(id))?.state).toBe('APPROVATA');
});

describe('a document that is drafted', () => {
  let draftId: string;
  const follow = (): Promise<number> => product.worker?.get(StandingFollower, { strict: false }).look() ?? Promise.resolve(0);
  const ahead = async (): Promise<ReviewsView['documents'][number] | undefined> =>
    (await view(clerk)).documents.find(({ code }) => code === 'D33');
  const type = (block: number, words: string): Promise<void> => typeInDraft(product, { draftId, block, text: words });

  beforeAll(async () => {
    dossierId = await openDossier(rup, 'Servizio con la bozza del disciplinare', clerk, lawyer, second);
    draftId = await seedDraft(product, {
      ...{ dossierId, code: 'D33' },
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
      `/api/dossiers/${dossierId}/audit?kind=review`,
    );
    expect(audit.items.filter(({ action }) => action === 'review.reopened').map(({ summary }) => summary)).toEqual([why]);
    const told = await lawyer.get<{ items: { kind: string; text: string }[] }>('/api/notifications');
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'TURNO', text: why }));
    const { nextAction } = await clerk.until<DossierDetail>(`/api/dossiers/${dossierId}`, (one) =>
      one.nextAction.title.startsWith('Forma la nuova versione di D33'),
    );
    expect(nextAction.place).toBe('revisione');
    // The sheet does not tell of an approval that no longer holds.
    const sheet = await rup.until<Sheet>(`/api/dossiers/${dossierId}/scheda`, ({ values }) => values['revisioneLegale'] == null);
    expect(sheet.values['approvazioneTecnica']).toMatchObject({ da: expect.any(String) as string });
    await takeFromDraft(product, { draftId, block: 1, last: ' Poi si proroga. Si vedrà.'.length });
    expect([(await ahead())?.ahead, (await latest()).state, await facts()]).toMatchObject([null, 'APPROVATA', { approved: true }]);
    expect(await follow()).toBe(1);
    await rup.until<Sheet>(`/api/dossiers/${dossierId}/scheda`, ({ values }) => values['revisioneLegale'] != null);
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
    const threads = `/api/dossiers/${dossierId}/drafts/D33/threads`;
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

  it('leaves nobody the sheet of what acts decide', async () => {
    for (const path_ of ['revisioneLegale', 'revisioneLegale/esito', 'approvazioneTecnica/da'])
      expect(await writeScheda(rup, dossierId, [{ path: path_, value: null }])).toBe(422);
    expect((await rup.get<Sheet>(`/api/dossiers/${dossierId}/scheda`)).body.ofActs).toEqual(['revisioneLegale', 'approvazioneTecnica']);
  });

  it('keeps its words from the step that closes the drafting on: no edit, no file, no formation; the step back opens it', async () => {
    const place = (state: string): Promise<unknown> =>
      product.services.query('update dossiers set state = $2 where id = $1', [dossierId, state]);
    const frozen = await closeDrafting();
    expect(frozen.map(({ code }) => code)).toEqual(['D11', 'D33']);
    // The CIG is printed anew in this state; nothing else is.
    for (const state of ['DECISIONE', 'CIG', 'FASCICOLO_PUBBLICAZIONE']) {
      await place(state);
      await expect(type(1, ' Di nascosto.')).rejects.toMatchObject({ code: 'document.read_only' });
      const [mine] = (await clerk.get<{ items: DraftView[] }>(`/api/dossiers/${dossierId}/drafts`)).body.items;
      expect([mine?.mode, mine?.whyNot]).toEqual(['LEGGE', expect.stringContaining('rinvia il fascicolo in redazione')]);
    }
    await place('CIG');
    const other = { name: 'D33.docx', bytes: wordBody(wordParagraph('Un altro testo.')), type: wordType };
    const refused = await clerk.upload(`/api/dossiers/${dossierId}/documents/D33/upload`, other);
    expect([refused.status, refused.body['code'], refused.body['remedy']]).toEqual([
      409,
      'review.frozen',
      expect.stringContaining('rinvia'),
    ]);
    const generated = await clerk.post<Problem>(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D33'] });
    expect(generated.status).toBeGreaterThanOrEqual(400);
    expect((await clerk.post<Problem>(`/api/dossiers/${dossierId}/clauses/CL01/choices`, { alternative: null })).status).toBe(403);
    await place('CO_REDAZIONE');
    await type(1, ' Alla luce del sole.');
    expect(await facts()).toMatchObject({ reopened: true });
  });

  /** The step past the review as the engine takes it, without the gates before it. @returns what was frozen */
  function closeDrafting(): Promise<readonly { code: string; sha256: string }[]> {
    const suaId = demoEnteId('perugia');
    return product.api.get(Database).transaction({ scope: 'sua', suaId }, async (tx) => {
      await tx.query(`update dossiers set state = 'DECISIONE' where id = $1`, [dossierId]);
      const dossier = await tx.findOneByOrFail(DossierEntity, { id: dossierId });
      await product.api
        .get(DossierMoved)
        .emit(tx, { actor: systemAsActor(suaId, 'prova'), dossier, from: 'CO_REDAZIONE', event: 'approvaAtti' });
      const [row] = await tx.query<{ documents: { code: string; sha256: string }[] }[]>(
        'select documents from review_freezes where dossier_id = $1',
        [dossierId],
      );
      return row?.documents ?? [];
    });
  }
});
