import { type DraftComparisonView, type DraftVersionsView } from '@gare/contracts/draft-versions';
import { type Problem } from '@gare/contracts/problem';
import { draftContent } from '@gare/domain/drafting/draft-content';
import { draftSchema } from '@gare/domain/drafting/draft-schema';
import { intervalMs, restMs } from '@gare/domain/drafting/versions';
import { VersionFormed } from '@gare/documents';
import { sha256Hex } from '@gare/platform/audit';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AutomaticVersions } from '../../libs/drafting/src/versions/automatic-versions.js';
import { DraftVersionKeeper } from '../../libs/drafting/src/versions/draft-version-keeper.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { seedDraft, type SeededBlock, typeInDraft } from '../harness/drafts.js';
import { openDossier } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { montone, perugia, wordType } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-02T08:00:00Z'));
const asSua = { scope: 'sua', suaId: perugia.suaId } as const;
// Drafted by the comune with the SUA beside it: both sides write in it.
const code = 'D21';
const blocks: SeededBlock[] = [
  { id: '0000000A', text: 'Il servizio dura due anni.', owner: 'ENTE' },
  { id: '0000000B', text: 'La penale è del due per mille.', owner: 'SUA' },
];

let product: TestProduct;
let rup: Visitor;
let official: Visitor;
let dossierId: string;
let draftId: string;
let path: string;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  [rup, official] = await Promise.all([product.signIn('rup@montone.example'), product.signIn('sua@perugia.example')]);
  dossierId = await openDossier(rup, 'Servizio di pulizia degli uffici comunali', official);
  draftId = await seedDraft(product, { dossierId, code, blocks, at: clock.now() });
  path = `/api/dossiers/${dossierId}/drafts/${code}/versions`;
});
afterAll(() => product.stop());

const type = (block: number, text: string): Promise<void> => typeInDraft(product, { draftId, block, text });

const automatic = (): AutomaticVersions =>
  new AutomaticVersions(product.api.get(Database), product.api.get(DraftVersionKeeper, { strict: false }), clock);
const keepDue = (): Promise<number> => automatic().keep(perugia.suaId, new AbortController().signal);
const list = async (who: Visitor = rup): Promise<DraftVersionsView> => (await who.get<DraftVersionsView>(path)).body;
const texts = async (number: number): Promise<string[]> =>
  (await rup.get<{ blocks: { text: string }[] }>(`${path}/${number}`)).body.blocks.map(({ text }) => text);
const restore = async (who: Visitor, number: number, seq?: number) =>
  who.post<DraftVersionsView & Problem>(`${path}/${number}/restoration`, { seq: seq ?? (await list()).adesso.seq });

describe('automatic versions', () => {
  it('are kept when edits come to rest, once, however many look', async () => {
    expect(await keepDue()).toBe(0);
    clock.advance(restMs);
    expect(await Promise.all([keepDue(), keepDue()])).toEqual(expect.arrayContaining([0, 1]));
    expect(await keepDue()).toBe(0);
    const { versions, adesso } = await list();
    expect(versions).toMatchObject([
      { number: 1, tipo: 'AUTOMATICA', nome: null, seq: 1, da: 'Persona Di Prova', at: clock.now().toISOString() },
    ]);
    expect(adesso).toMatchObject({ seq: 1, numero: 1 });
    expect(await texts(1)).toEqual(blocks.map(({ text }) => text));
  });

  it('have the hash of the text that stands', async () => {
    const nodes = blocks.map(({ id, text, owner }) => draftSchema.node('paragraph', { id, owner }, draftSchema.text(text)));
    const expected = sha256Hex(draftContent(draftSchema.node('doc', null, nodes)));
    expect((await list()).versions[0]?.contentHash).toBe(expected);
  });

  it('are kept at intervals while edits go on', async () => {
    const step = restMs / 2;
    for (let typed = 0; typed < intervalMs; typed += step) {
      await type(0, '.');
      expect(await keepDue()).toBe(0);
      clock.advance(step);
    }
    await type(0, '.');
    expect(await keepDue()).toBe(1);
    const [latest] = (await list()).versions;
    expect(latest).toMatchObject({ number: 2, tipo: 'AUTOMATICA', da: 'Lucia Bianchi', seq: 17 });
  });
});

describe('named versions', () => {
  it('keep what the draft says now, with who and when; the history names them', async () => {
    await type(0, ' Si può prorogare.');
    const { status, body } = await rup.post<DraftVersionsView>(path, { nome: 'Prima del confronto con la SUA' });
    expect(status).toBe(201);
    const [named] = body.versions;
    expect(named).toMatchObject({
      ...{ number: 3, tipo: 'NOMINATA', nome: 'Prima del confronto con la SUA', da: 'Lucia Bianchi', ente: 'Comune di Montone' },
      ...{ seq: body.adesso.seq, contentHash: body.adesso.contentHash },
    });
    const history = await product.services.query<{ summary: string; details: object }>(
      `select summary, details from audit_entries where dossier_id = $1 and action = 'draft.version_named'`,
      [dossierId],
    );
    expect(history).toMatchObject([
      {
        summary: 'Lucia Bianchi ha tenuto la bozza D21 come versione 3 «Prima del confronto con la SUA»',
        details: { contentHash: named?.contentHash },
      },
    ]);
  });

  it('are compared with another one and with the draft as it is', async () => {
    await type(1, ' Al giorno.');
    const compared = async (number: number, query = ''): Promise<DraftComparisonView> =>
      (await official.get<DraftComparisonView>(`${path}/${number}/comparison${query}`)).body;
    const withNow = await compared(3);
    expect(withNow).toMatchObject({ prima: { number: 3 }, dopo: null, same: false, counts: { changed: 1, inserted: 0, deleted: 0 } });
    expect(withNow.blocks[1]).toMatchObject({ kind: 'changed' });
    expect(await compared(1, '?con=3')).toMatchObject({ prima: { number: 1 }, dopo: { number: 3 }, same: false });
    expect(await compared(3, '?con=3')).toMatchObject({ same: true });
    expect((await rup.get<Problem>(`${path}/99/comparison`)).body.code).toBe('draft_version.not_found');
  });
});

describe('restoring', () => {
  it('is refused while others write, where nothing changes, and where it would write the sections of the other side', async () => {
    const { adesso } = await list();
    expect((await restore(rup, 3, adesso.seq - 1)).body.code).toBe('draft_version.moved_on');
    // Since version 3 only the section of the SUA has changed.
    expect((await restore(rup, 3)).body.code).toBe('draft_version.foreign_sections');
    const kept = await rup.post<DraftVersionsView>(path, { nome: 'Adesso' });
    expect((await restore(rup, kept.body.versions[0]?.number ?? 0)).body.code).toBe('draft_version.same');
    expect((await list()).versions).toHaveLength(4);
  });

  it('writes the old content as one more edit and loses nothing of what was there', async () => {
    const before = await list();
    const { status, body } = await restore(official, 3);
    expect(status).toBe(201);
    const [after, kept] = body.versions;
    expect(after).toMatchObject({ number: 6, tipo: 'RIPRISTINO', ripristina: 3, seq: before.adesso.seq + 1, da: 'Marco Teste' });
    expect(kept).toMatchObject({ number: 5, tipo: 'PRIMA_DEL_RIPRISTINO', seq: before.adesso.seq, contentHash: before.adesso.contentHash });
    expect(after?.contentHash).toBe(body.versions.find(({ number }) => number === 3)?.contentHash);
    expect(await texts(6)).toEqual(await texts(3));
    expect((await texts(5))[1]).toBe('La penale è del due per mille. Al giorno.');
    const history = await product.services.query<{ details: object }>(
      `select details from audit_entries where dossier_id = $1 and action = 'draft.restored'`,
      [dossierId],
    );
    expect(history).toMatchObject([{ details: { restored: 3, beforeNumber: 5, seq: before.adesso.seq + 1 } }]);
    // And back again: the state before is a version like any other.
    expect((await restore(official, 5)).status).toBe(201);
    expect(await texts((await list()).versions[0]?.number ?? 0)).toEqual(await texts(5));
  });
});

describe('a document that is formed', () => {
  it('keeps its draft as it reads in that moment', async () => {
    const bytes = wordBody(wordParagraph('Nomina'));
    const upload = await rup.upload(`/api/dossiers/${dossierId}/documents/D06/upload`, { name: 'nomina.docx', bytes, type: wordType });
    expect(upload.status).toBe(201);
    await seedDraft(product, { dossierId, code: 'D06', blocks, at: clock.now() });
    const [version] = await product.services.query<{ id: string }>(
      `select v.id from document_versions v join documents d on d.id = v.document_id where d.dossier_id = $1 and d.code = 'D06'`,
      [dossierId],
    );
    const event = { versionId: version?.id ?? '', dossierId, suaId: perugia.suaId, enteId: montone.enteId, values: {}, printed: [] };
    await product.api.get(Database).transaction(asSua, (tx) => product.api.get(VersionFormed, { strict: false }).emit(tx, event));
    const { body } = await rup.get<DraftVersionsView>(`/api/dossiers/${dossierId}/drafts/D06/versions`);
    expect(body.versions).toMatchObject([{ number: 1, tipo: 'FORMATA', nome: 'Documento, versione 1', da: 'Lucia Bianchi' }]);
  });
});
