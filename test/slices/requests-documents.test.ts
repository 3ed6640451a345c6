import { type DocumentView } from '@gare/contracts/documents';
import { type Problem } from '@gare/contracts/problem';
import { type IntegrationRequestsView } from '@gare/contracts/integration-requests';
import { type ThreadView } from '@gare/contracts/thread';
import { extractDocxText } from '@gare/platform/docx';
import { attachmentPdf } from '../../apps/cli/src/demo/attachments.js';
import { demoTenders, type DemoTender } from '../../apps/cli/src/demo/demo-tenders.js';
import { TenderRun } from '../../apps/cli/src/demo/run-tender.js';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let rup: Visitor;
let official: Visitor;
let tender: DemoTender;
let run: TenderRun;
let id: string;

beforeAll(async () => {
  product = await startTestProduct({ environment: { OFFICE_PROCESSES: '1' } });
  const found = demoTenders(new Date(), 0x300000).find(({ comuneAccount }) => comuneAccount === 'rup@tuoro.example');
  if (found === undefined) throw new Error('no tender of Tuoro');
  tender = found;
  [rup, official] = await Promise.all([product.signIn('rup@tuoro.example'), product.signIn('sua@perugia.example')]);
}, 120_000);
afterAll(() => product.stop());

const documentOf = async (code: string): Promise<DocumentView> => {
  const { items } = await rup.untilTold<{ items: DocumentView[] }>(
    `/api/dossiers/${id}/documents`,
    ['documents'],
    (answer) =>
      answer.items.find((item) => item.code === code)?.current !== null && answer.items.every(({ state }) => state !== 'GENERATING'),
    120_000,
  );
  const document = items.find((item) => item.code === code);
  if (document === undefined) throw new Error(`no document ${code}`);
  return document;
};

async function textOf(code: string): Promise<string> {
  const { current } = await documentOf(code);
  const bytes = await rup.download(`/api/dossiers/${id}/documents/${code}/versions/${current?.version ?? 0}/file?format=docx`);
  const extraction = extractDocxText(bytes);
  if (!extraction.ok) throw new Error(`no text in ${code}`);
  return extraction.parts.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('\n');
}

describe('from the informal contact to the istanza', () => {
  /** Everything a person of the comune has typed, by where they typed it. */
  const typed: string[] = [];

  it('types nothing twice: the words of the thread are in the note, the sheet and the istanza', async () => {
    const need = tender.sheet.descrizione ?? '';
    expect(need.length).toBeGreaterThan(20);
    const opened = await rup.post<{ id: string }>('/api/dossiers', { oggetto: tender.sheet.oggetto, question: need });
    id = opened.body.id;
    typed.push(tender.sheet.oggetto ?? '', need);
    for (const person of [rup, official]) await declareNoConflict(person, id);
    const { body: thread } = await rup.get<ThreadView>(`/api/dossiers/${id}/thread`);
    const marked = await rup.post(`/api/dossiers/${id}/thread/${thread.messaggi[0]?.id ?? ''}/mark`, {
      nelFascicolo: true,
      campo: 'descrizione',
    });
    expect(marked.status).toBe(201);
    run = new TenderRun(
      { ...tender, sheet: { ...tender.sheet, oggetto: null, descrizione: null } },
      { comune: rup, sua: official, say: () => undefined },
      id,
    );
    await run.move(rup, 'preparaIstanza');
    // The note forms itself with the step.
    const note = await textOf('D02');
    expect(note).toContain(need);
    expect(note).toContain('Elena Conti');
    await run.fillSheet();
    await run.uploadAttachments();
    await run.generate(rup, ['D03']);
    const istanza = await textOf('D03');
    expect(istanza).toContain(tender.sheet.oggetto ?? '');
    expect(istanza).toContain(need);
    // No field was written by a person more than once, and no words typed in the thread were typed again into the sheet.
    const rewritten = await product.services.query<{ path: string; n: number }>(
      `select path, count(*)::int as n from scheda_changes where dossier_id = $1 group by path having count(*) > 1`,
      [id],
    );
    const typedTwice = await product.services.query<{ n: number }>(
      `select count(*)::int as n from scheda_changes c where c.dossier_id = $1 and c.after #>> '{}' = any ($2)
         and not exists (select 1 from thread_messages m where m.dossier_id = c.dossier_id and m.campo = c.path)`,
      [id, typed],
    );
    expect([rewritten.length, typedTwice[0]?.n]).toEqual([0, 0]);
  }, 240_000);
});

describe('a request for integration, to its answer', () => {
  it('becomes a document with its points, is answered by a document that comes, and goes back to the SUA', async () => {
    await run.move(rup, 'presentaIstanza');
    const asked = await official.post<IntegrationRequestsView>(`/api/dossiers/${id}/requests`, {
      clientId: '0b6c0d5e-5a55-4b35-9a25-0d3b5b3f7a11',
      testo: 'La relazione non dice quanti sono gli alunni della mensa.',
      punti: [{ tipo: 'DOCUMENTO', oggetto: 'D10', testo: 'Trasmettere la relazione con il numero degli alunni' }],
    });
    expect([asked.status, asked.body.richieste[0]?.stato]).toEqual([201, 'APERTA']);
    const text = await textOf('D05');
    expect(text).toContain('Richiesta di integrazioni n. 1');
    expect(text).toContain('Trasmettere la relazione con il numero degli alunni');
    expect(text).toContain('Relazione tecnico-illustrativa');
    const bytes = await attachmentPdf({ code: 'D10', title: 'Relazione', text: ['Gli alunni sono 212.'] }, new Date());
    await rup.upload(`/api/dossiers/${id}/documents/D10/upload`, { name: 'relazione.pdf', bytes, type: 'application/pdf' });
    const requestId = asked.body.richieste[0]?.id ?? '';
    const { body: met } = await official.get<IntegrationRequestsView>(`/api/dossiers/${id}/requests`);
    expect(met.richieste[0]?.punti).toMatchObject([{ stato: 'SODDISFATTO' }]);
    const answered = await rup.post<IntegrationRequestsView>(`/api/dossiers/${id}/requests/${requestId}/answer`, {
      testo: 'Ecco la relazione.',
    });
    expect([answered.status, answered.body.richieste[0]?.stato, answered.body.orologio.fermo]).toEqual([201, 'RISPOSTA', false]);
    const { body: dossier } = await rup.get<{ state: { code: string }; turn: { party: string } }>(`/api/dossiers/${id}`);
    expect(dossier).toMatchObject({ state: { code: 'ISTRUTTORIA' }, turn: { party: 'SUA' } });
    // What was asked does not change when it is answered: the document still says the same.
    expect((await documentOf('D05')).state).toBe('READY');
  }, 240_000);

  it('is taken up by the next one, which leads back to it; one that was never answered is not', async () => {
    const { body: before } = await official.get<IntegrationRequestsView>(`/api/dossiers/${id}/requests`);
    const answered = before.richieste[0]?.id ?? '';
    const ask = (riprende: string) =>
      official.post<IntegrationRequestsView & Problem>(`/api/dossiers/${id}/requests`, {
        clientId: '0b6c0d5e-5a55-4b35-9a25-0d3b5b3f7a12',
        testo: 'La relazione dice quanti sono gli alunni, non in quanti plessi.',
        punti: [{ tipo: 'LIBERO', oggetto: null, testo: 'Dire quanti sono i plessi' }],
        riprende,
      });
    const unknown = await ask('0b6c0d5e-5a55-4b35-9a25-0d3b5b3f7a99');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'integration.not_found']);
    expect((await ask(answered)).status).toBe(201);
    const { body: after } = await rup.get<IntegrationRequestsView>(`/api/dossiers/${id}/requests`);
    expect(after.richieste.map(({ giro, stato, riprende }) => [giro, stato, riprende])).toEqual([
      [2, 'APERTA', answered],
      [1, 'RISPOSTA', null],
    ]);
    expect(await textOf('D05')).toContain('Dire quanti sono i plessi');
  }, 240_000);
});
