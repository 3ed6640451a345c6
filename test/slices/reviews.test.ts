import { randomUUID } from 'node:crypto';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type Problem } from '@gare/contracts/problem';
import { type ReviewedTextView, type ReviewProofView, type ReviewsView } from '@gare/contracts/reviews';
import { addDays } from '@gare/domain/calendar/day-counting';
import { ReminderSources } from '@gare/notifications';
import { Database } from '@gare/platform/database';
import { declareNoConflict, type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier } from '../harness/dossiers.js';
import { favourable, ReviewDesk, reviewParties, rulesOfTender, type ReviewParties } from '../harness/reviews.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addGrant, addPerson, addStudio, perugia, studio } from '../security/two-provinces.js';

let product: TestProduct;
let rup: Visitor;
let clerk: Visitor;
let lawyer: Visitor;
let second: Visitor;
let ids: ReviewParties['ids'];
const desk = new ReviewDesk();
const { path, view, text, act, upload, named, latest, facts } = desk;
const rules = rulesOfTender;

beforeAll(async () => {
  product = await startTestProduct();
  await addStudio(product);
  ({ rup, clerk, lawyer, second, ids } = await reviewParties(product));
  desk.open(product, clerk);
  desk.dossierId = await openDossier(rup, 'Servizio di refezione scolastica da rivedere', clerk, lawyer, second);
  expect(await upload(clerk, 'D33', rules)).toBeLessThan(300);
  expect(await upload(rup, 'D11', ['Il capitolato descrive il servizio.'])).toBeLessThan(300);
});
afterAll(() => product.stop());

describe('a review from the request to the gate', () => {
  it('is asked of lawyers, on documents that exist, until a day that makes sense', async () => {
    const before = await view(clerk);
    expect(before.candidates.find(({ name }) => name === 'Sofia Renzi')?.id).toBe(ids.lawyer);
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
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'TURNO', path: `/fascicoli/${desk.dossierId}/revisione` }));
    const { turn, nextAction } = (await clerk.get<DossierDetail & Record<string, unknown>>(`/api/dossiers/${desk.dossierId}`)).body;
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
    const sheet = (await rup.get<{ values: Record<string, unknown> }>(`/api/dossiers/${desk.dossierId}/scheda`)).body;
    expect(sheet.values['revisioneLegale']).toMatchObject({ esito: 'FAVOREVOLE', revisore: 'Sofia Renzi' });
    const { body: audit } = await clerk.get<{ items: { action: string }[] }>(`/api/dossiers/${desk.dossierId}/audit?kind=review`);
    expect(audit.items.filter(({ action }) => action === 'review.approved')).toHaveLength(1);
    expect(await facts()).toMatchObject({ approved: true, reopened: false, uncovered: 0, technical: false });
  });

  it('is proved later by the register alone: who, when, in which role, over which hash, and whence that came', async () => {
    const review = await latest();
    const proof = async (visitor = clerk): Promise<ReviewProofView> =>
      (await visitor.get<ReviewProofView>(path(`/${review.id}/proof`))).body;
    const [d33] = await named('D33');
    const { acts, chain } = await proof();
    expect(chain.fault).toBeNull();
    expect(acts).toMatchObject(
      ['PARERE', 'APPROVAZIONE'].map((what) => ({
        ...{ what, by: 'Sofia Renzi', role: 'LEGAL', versions: [{ ...d33, version: 1 }], faults: [] },
        entry: { sequence: expect.any(Number) as number, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) as string },
      })),
    );
    // Whoever has the export alone finds the same.
    const exported = (await rup.download(`/api/dossiers/${desk.dossierId}/audit/export`)).toString('utf8');
    const entry = exported.split('\n').find((line) => line.includes('"review.approved"') && line.includes(acts[1]?.entry?.hash ?? 'none'));
    for (const words of [d33?.sha256 ?? 'none', '"Sofia Renzi"', '"LEGAL"', review.id]) expect(entry).toContain(words);
    // A row that is changed past the program no longer agrees with the register.
    const change = (role: string): Promise<unknown> =>
      product.services.query('update review_approvals set role = $2 where request_id = $1', [review.id, role]);
    await change('DIR_SUA');
    expect((await proof()).acts.map(({ faults }) => faults)).toEqual([[], ['DIVERSO_DAL_REGISTRO']]);
    await change('LEGAL');
    expect((await rup.get(path(`/${randomUUID()}/proof`))).status).toBe(404);
  });

  it('is open again when a paragraph changes, and says which one', async () => {
    expect(await upload(clerk, 'D33', [rules[0] ?? '', 'Il servizio dura ventiquattro mesi.', rules[2] ?? ''])).toBeLessThan(300);
    const why = (await view(lawyer)).documents.find(({ code }) => code === 'D33')?.reopened;
    expect(why).toBe('La revisione di «Disciplinare di gara» è riaperta: è cambiato il paragrafo «Il servizio dura ventiquattro mesi.».');
    expect(await facts()).toMatchObject({ approved: false, reopened: true });
    const { body: audit } = await clerk.get<{ items: { action: string; summary: string }[] }>(
      `/api/dossiers/${desk.dossierId}/audit?kind=review`,
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
    expect((await view(rup)).documents.find(({ code }) => code === 'D11')?.reopened).toContain(
      'non vale più: è cambiato il paragrafo «Il capitolato descrive un altro servizio.»',
    );
  });

  it('says that it is open again also where a version with the same content came between', async () => {
    const reopenings = async (): Promise<number> => {
      const { body } = await clerk.get<{ items: { action: string; summary: string }[] }>(
        `/api/dossiers/${desk.dossierId}/audit?kind=review`,
      );
      return body.items.filter(({ action, summary }) => action === 'review.reopened' && summary.includes('Disciplinare')).length;
    };
    const before = await reopenings();
    const same = [rules[0] ?? '', 'Il servizio dura ventiquattro mesi.', rules[2] ?? ''];
    expect(await upload(clerk, 'D33', same)).toBeLessThan(300);
    expect([await reopenings(), (await latest()).state]).toEqual([before, 'APPROVATA']);
    expect(await upload(clerk, 'D33', [...same, 'Si applica la revisione dei prezzi.'])).toBeLessThan(300);
    expect([await reopenings(), (await latest()).state]).toEqual([before + 1, 'RIAPERTA']);
  });
});

it('reviewers in order come one after the other; what is withdrawn asks nobody', async () => {
  desk.dossierId = await openDossier(rup, 'Servizio da rivedere in due', clerk, lawyer, second);
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
  // What was approved in it approves nothing any more, and its end is no news to whoever had approved.
  const approvals = (await view(clerk)).documents.find(({ code }) => code === 'D33')?.approvals;
  expect(approvals?.map(({ standing }) => standing)).toEqual([false]);
  expect(await upload(clerk, 'D33', [...rules, 'Si applica la revisione dei prezzi.'])).toBeLessThan(300);
  const { body: audit } = await clerk.get<{ items: { action: string }[] }>(`/api/dossiers/${desk.dossierId}/audit?kind=review`);
  expect(audit.items.filter(({ action }) => action === 'review.reopened')).toEqual([]);
});

it('reviewers of contrary opinions approve nothing between them; the first of an order who is against holds up the others', async () => {
  desk.dossierId = await openDossier(rup, 'Servizio su cui non si è d’accordo', clerk, lawyer, second);
  await upload(clerk, 'D33', rules);
  await upload(clerk, 'D30', ['Bando di gara']);
  const { proposedDue: dueOn } = await view(clerk);
  const against = { ...favourable, outcome: 'CONTRARIO', reason: 'Manca la clausola sociale dovuta.' };
  expect((await act(clerk, '', { documents: ['D33'], reviewers: [ids.lawyer, ids.second], order: 'PARALLELA', dueOn })).status).toBe(201);
  const together = await latest();
  const documents = await named('D33');
  const speak = (who: Visitor, id: string, given: object): Promise<Answer<ReviewsView & Problem>> => act(who, `/${id}/opinions`, given);
  expect((await speak(second, together.id, { ...against, documents })).status).toBe(201);
  expect((await speak(lawyer, together.id, { ...favourable, documents })).status).toBe(201);
  expect((await act(lawyer, `/${together.id}/approvals`, { documents })).status).toBe(201);
  expect((await act(second, `/${together.id}/approvals`, { documents })).body.detail).toContain('parere è contrario');
  expect([await latest(), await facts()]).toMatchObject([{ state: 'OSSERVAZIONI' }, { approved: false }]);
  // Who was against writes another opinion; the first stays to be read.
  const remarks = { ...favourable, outcome: 'CON_OSSERVAZIONI', reason: 'La clausola sociale è stata aggiunta.' };
  expect((await speak(second, together.id, { ...remarks, documents })).status).toBe(201);
  expect((await act(second, `/${together.id}/approvals`, { documents })).status).toBe(201);
  const settled = await latest();
  expect([settled.state, settled.opinions.map(({ outcome }) => outcome)]).toEqual([
    'APPROVATA',
    ['CONTRARIO', 'FAVOREVOLE', 'CON_OSSERVAZIONI'],
  ]);
  expect((await act(clerk, '', { documents: ['D30'], reviewers: [ids.second, ids.lawyer], order: 'IN_ORDINE', dueOn })).status).toBe(201);
  const [bando, inOrder] = [await named('D30'), await latest()];
  expect((await speak(second, inOrder.id, { ...against, documents: bando })).status).toBe(201);
  expect((await latest()).reviewers.map(({ state }) => state)).toEqual(['CONTRARIO', 'ATTENDE']);
  expect((await speak(lawyer, inOrder.id, { ...favourable, documents: bando })).body.detail).toContain('prima tocca a chi viene prima');
});

it('a lawyer from outside sees what is asked of them, and speaks on that alone', async () => {
  desk.dossierId = await openDossier(rup, 'Servizio da far rivedere fuori', clerk, lawyer);
  const outside = await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
  await addGrant(product, desk.dossierId, outside, {});
  const stranger = await product.signIn('avvocato@studio.example');
  await declareNoConflict(stranger, desk.dossierId);
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

it('whoever asked is told that a term has passed, that a reviewer is away or gone, and who reviews what they wrote', async () => {
  desk.dossierId = await openDossier(rup, 'Servizio rivisto in ritardo', clerk, lawyer, second);
  await upload(clerk, 'D33', rules);
  const { proposedDue: dueOn } = await view(clerk);
  expect((await act(clerk, '', { documents: ['D33'], reviewers: [ids.lawyer, ids.second], order: 'IN_ORDINE', dueOn })).status).toBe(201);
  const notes = async (): Promise<string[][]> => (await latest()).reviewers.map((reviewer) => reviewer.notes);
  expect(await notes()).toEqual([[], []]);
  const reminders = (today: string): Promise<{ title: string; to: { people?: readonly string[] } }[]> =>
    product.api.get(Database).read({ scope: 'sua', suaId: perugia.suaId }, async (reader) => {
      const due = await product.api.get(ReminderSources, { strict: false }).gather(reader, perugia.suaId, today);
      return due.filter(({ source, dossierId }) => source === 'reviews' && dossierId === desk.dossierId);
    });
  const [officer] = await product.services.query<{ id: string }>(`select id from people where email = 'sua@perugia.example'`);
  expect((await reminders(dueOn)).map(({ title, to }) => [title.split(' su ')[0], to.people])).toEqual([
    ['Revisione da finire', [ids.lawyer]],
  ]);
  expect((await reminders(addDays(dueOn, 1))).map(({ title, to }) => [title.split(' su ')[0], to.people])).toEqual([
    ['Revisione in ritardo', [ids.lawyer, officer?.id]],
  ]);
  await product.services.query(
    `insert into absences (id, sua_id, ente_id, person_id, person, substitute_id, substitute, roles, from_on, to_on, recorded_by, recorded_by_name, recorded_at)
     values ($1, $2, $3, $4, 'Sofia Renzi', $5, 'Persona Di Prova', '{}', '2026-01-01', '2035-12-31', $4, 'Sofia Renzi', now())`,
    [randomUUID(), perugia.suaId, perugia.suaId, ids.lawyer, ids.second],
  );
  await product.services.query(`update document_versions set created_by = $1 where dossier_id = $2`, [ids.second, desk.dossierId]);
  expect(await notes()).toEqual([
    ['È assente fino al 31 dicembre 2035: gli avvisi arrivano a Persona Di Prova, che non approva al suo posto.'],
    ['Ha scritto anche nel testo che rivede: D33.'],
  ]);
  // Gone: nobody is waited for who cannot come.
  const gone = (day: string | null): Promise<unknown> =>
    product.services.query('update role_assignments set revocato_dal = $2 where person_id = $1', [ids.lawyer, day]);
  await gone('2026-01-31');
  expect((await notes())[0]).toEqual([expect.stringContaining('Non è più fra chi può rivedere')]);
  await upload(clerk, 'D30', ['Bando di gara']);
  expect((await act(clerk, '', { documents: ['D30'], reviewers: [ids.lawyer], order: 'PARALLELA', dueOn })).status).toBe(422);
  expect((await act(clerk, '', { documents: ['D30'], reviewers: [ids.second], order: 'PARALLELA', dueOn })).status).toBe(201);
  const { nextAction } = (await clerk.get<DossierDetail & Record<string, unknown>>(`/api/dossiers/${desk.dossierId}`)).body;
  expect(nextAction.title).toBe('Chiedi la revisione ad altri: Sofia Renzi non può più rivedere');
  await gone(null);
});
