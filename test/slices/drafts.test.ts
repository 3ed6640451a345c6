import { type DraftTicketView, type DraftView } from '@gare/contracts/drafts';
import { type Problem } from '@gare/contracts/problem';
import { textOf } from '@gare/domain/drafting/draft-content';
import { DraftReader } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { until } from '../harness/draft-client.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';

const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
let started: TemplateProduct;
let rup: Visitor;
let sua: Visitor;
let legale: Visitor;
let dossierId: string;

beforeAll(async () => {
  started = await startTemplateProduct({
    code: 'D33',
    title: 'Disciplinare di gara',
    paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.'), plain('Si applicano le regole seguenti.')],
  });
  ({ rup } = started);
  sua = await started.product.signIn('sua@perugia.example');
  legale = await started.product.signIn('legale@perugia.example');
  dossierId = await openDossier(rup, oggetto, sua, legale);
  expect(await writeScheda(rup, dossierId, [{ path: 'oggetto', value: oggetto }])).toBe(200);
});
afterAll(() => started.stop());

const path = (rest = ''): string => `/api/dossiers/${dossierId}/drafts/D33${rest}`;
const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => started.product.services.query<Row>(sql, values);

/** Blocks as they stand in Postgres: id, owner and words. */
async function blocks(of = dossierId): Promise<{ id: string; owner: string | null; text: string }[]> {
  const [row] = await query<{ id: string }>('select id from drafts where dossier_id = $1', [of]);
  const current = await started.product.api
    .get(Database)
    .read({ scope: 'sua', suaId: demoEnteId('perugia') }, (reader) =>
      started.product.api.get(DraftReader, { strict: false }).current(reader, row?.id ?? ''),
    );
  return (current?.node.children ?? []).map((node) => ({
    id: String(node.attrs['id']),
    owner: node.attrs['owner'] as string | null,
    text: textOf(node),
  }));
}

describe('the draft of a document', () => {
  it('is not there until it is opened', async () => {
    const { status, body } = await rup.get<Problem>(path());
    expect([status, body.code]).toEqual([404, 'draft.not_found']);
    expect((await rup.get(`/api/dossiers/${dossierId}/drafts`)).body).toEqual({ items: [] });
  });

  it('is opened once from the text generated now, whoever opens it and however often', async () => {
    const [one, other] = await Promise.all([sua.post<DraftView>(path()), rup.post<DraftView>(path())]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.body.id).toBe(one.body.id);
    expect(one.body).toMatchObject({ code: 'D33', title: 'Disciplinare di gara', mode: 'SCRIVE', sides: ['SUA'], whyNot: null });
    expect((await blocks()).map(({ text }) => text).join('\n')).toContain(oggetto);
    expect(await query('select count(*)::int as n from draft_updates')).toEqual([{ n: 1 }]);
    expect(await query(`select count(*)::int as n from audit_entries where action = 'draft.opened'`)).toEqual([{ n: 1 }]);
  });

  it('belongs to the side the responsibility matrix has draft it', async () => {
    expect(new Set((await blocks()).map(({ owner }) => owner))).toEqual(new Set(['SUA']));
  });

  it('tells each what they may do and why not more', async () => {
    expect((await rup.get<DraftView>(path())).body).toMatchObject({ mode: 'SCRIVE', sides: ['ENTE'] });
    const { body } = await legale.get<DraftView>(path());
    expect(body).toMatchObject({ mode: 'SUGGERISCE', sides: [] });
    expect(body.whyNot).toMatch(/\S/);
  });

  it('is not opened where the document comes from no model of the library', async () => {
    const { status, body } = await sua.post<Problem>(`/api/dossiers/${dossierId}/drafts/D04`);
    expect([status, body.code]).toEqual([409, 'draft.not_drafted_here']);
  });
});

describe('a ticket', () => {
  it('is for the person who asks, at most for what they may do, and leaves a trace of who reads', async () => {
    const asked = await legale.post<DraftTicketView>(path('/ticket'), { mode: 'SCRIVE' });
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ mode: 'SUGGERISCE', person: { name: 'Sofia Renzi', ente: 'Provincia di Perugia' } });
    const reader = await sua.post<DraftTicketView>(path('/ticket'), { mode: 'LEGGE' });
    expect(reader.body).toMatchObject({ mode: 'LEGGE', sides: [] });
    expect(await query(`select count(*)::int as n from draft_tickets where token_hash = $1`, [asked.body.ticket])).toEqual([{ n: 0 }]);
    const traces = await query<{ summary: string }>(`select summary from audit_entries where action = 'document.read'`);
    expect(traces.map(({ summary }) => summary)).toEqual(['D33: consultata la bozza', 'D33: consultata la bozza']);
  });
});

describe('sections', () => {
  it('are handed over by who has them, with the owners of before in the history', async () => {
    const [first, second] = await blocks();
    const given = await sua.post<{ changed: number }>(path('/owner'), {
      blocks: [first?.id, second?.id],
      to: 'ENTE',
      note: 'La parte tecnica',
    });
    expect([given.status, given.body.changed]).toEqual([200, 2]);
    expect((await blocks()).map(({ owner }) => owner).slice(0, 3)).toEqual(['ENTE', 'ENTE', 'SUA']);
    const [act] = await query<{ details: unknown }>(`select details from audit_entries where action = 'draft.handed_over'`);
    expect(act?.details).toMatchObject({ to: 'ENTE', note: 'La parte tecnica', handed: [{ block: first?.id, before: 'SUA' }, {}] });
    const back = await rup.post<{ changed: number }>(path('/owner'), { blocks: [first?.id], to: null });
    expect([back.status, back.body.changed]).toEqual([200, 1]);
  });

  it('are not taken by the other side, and nothing changes', async () => {
    const before = await blocks();
    const third = before[2];
    const taken = await rup.post<Problem>(path('/owner'), { blocks: [before[1]?.id, third?.id], to: 'ENTE' });
    expect([taken.status, taken.body.code]).toEqual([403, 'draft.not_yours']);
    const gone = await sua.post<Problem>(path('/owner'), { blocks: ['00000000'], to: 'ENTE' });
    expect([gone.status, gone.body.code]).toEqual([404, 'draft.block_not_found']);
    expect((await legale.post(path('/owner'), { blocks: [third?.id], to: 'ENTE' })).status).toBe(403);
    expect(await blocks()).toEqual(before);
  });
});

describe('a draft before the scheda is complete', () => {
  it('opens with the name of each field that is missing, is not formed, and says the value as long as it is there', async () => {
    const early = await openDossier(rup, oggetto, sua);
    expect(await writeScheda(rup, early, [{ path: 'oggetto', value: null }])).toBe(200);
    expect((await sua.post(`/api/dossiers/${early}/drafts/D33`)).status).toBe(200);
    const says = async (words: string): Promise<boolean> => (await blocks(early)).some(({ text }) => text === words);
    const missing = 'Si affida [da compilare: Oggetto dell’appalto].';
    expect(await says(missing)).toBe(true);
    const refused = await sua.post<Problem>(`/api/dossiers/${early}/documents/generate`, { codes: ['D33'] });
    expect([refused.status, refused.body.code]).toEqual([422, 'template.missing_fields']);
    expect(await writeScheda(rup, early, [{ path: 'oggetto', value: oggetto }])).toBe(200);
    await until('the value stands in its place', () => says(`Si affida ${oggetto}.`));
    expect(await writeScheda(rup, early, [{ path: 'oggetto', value: null }])).toBe(200);
    await until('its field is named again', () => says(missing));
  });
});
