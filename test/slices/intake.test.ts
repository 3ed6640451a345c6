import { randomUUID } from 'node:crypto';
import { type IntakePlanView } from '@gare/contracts/intake';
import { type Sheet } from '@gare/contracts/sheet';
import { FixedClock } from '@gare/platform/clock';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let comune: Visitor;
let provincia: Visitor;
const montone = demoEnteId('montone');

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock: new FixedClock(new Date('2026-11-28T10:00:00Z')) });
  comune = await product.signIn('rup@montone.example');
  const ambito = [
    { tipo: 'services', min: '140000', max: '5000000' },
    { tipo: 'works', min: '150000', max: '1000000' },
  ];
  await product.services.query(`update convenzioni set ambito = $1 where ente_id = $2 and numero = '3/2025'`, [
    JSON.stringify(ambito),
    montone,
  ]);
  provincia = await product.signIn('dirigente@perugia.example');
});
afterAll(() => product.stop());

const service = {
  ...{
    oggetto: 'Servizio di refezione scolastica per le scuole di Montone',
    natura: 'SERVIZI',
    importo: '300000.00',
    strumento: 'CONTRATTO',
  },
  ...{ eccezione: 'NESSUNA', procedura: '71', lotti: 2, fondi: 'ALTRI', manodopera: 'SI', interferenze: 'DUVRI' },
};
const plan = async (answers: object, visitor = comune): Promise<IntakePlanView> =>
  (await visitor.post<IntakePlanView>('/api/intake/plans', { answers, ...(visitor === provincia ? { enteId: montone } : {}) })).body;
const dossiers = async (): Promise<number> => (await comune.get<{ total: number }>('/api/dossiers')).body.total;

describe('the guided intake', () => {
  it('tells procedure, scheda and documents, each with the reason why it is asked for', async () => {
    const found = await plan(service);
    expect(found).toMatchObject({ kind: 'PROCEDURA', name: 'Procedura aperta', schede: ['P1_16'], coverage: null, asOf: '2026-11-28' });
    const codes = found.documents.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['D03', 'D21', 'D30', 'D33']));
    expect(found.documents.find(({ code }) => code === 'D30')?.why).toContain('Serve perché');
    expect(found.documents.every(({ why }) => why.endsWith('.'))).toBe(true);
  });

  it('says which question is left', async () => {
    expect(await plan({ ...service, procedura: undefined })).toMatchObject({
      kind: 'APERTO',
      reason: 'Con quale procedura?',
      documents: [],
    });
  });

  it('refuses early what the convenzione does not cover, with clause and remedy', async () => {
    const works = { ...service, natura: 'LAVORI', importo: '9000000.00', progetto: 'ESECUZIONE', criterio: 'OEPV_QP' };
    const { coverage, kind } = await plan(works);
    expect(kind).toBe('PROCEDURA');
    expect(coverage).toMatchObject({ rule: 'IMPORTO', motivo: expect.any(String) as string, cosaFare: expect.any(String) as string });
    const before = await dossiers();
    const refused = await comune.post('/api/intake/dossiers', { answers: works });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'convenzione.not_covering' }]);
    expect(await dossiers()).toBe(before);
  });

  it('opens the dossier with every answer in its scheda, and the history tells where they come from', async () => {
    const { status, body } = await comune.post<{ id: string }>('/api/intake/dossiers', { answers: service });
    expect(status).toBe(201);
    const sheet = (await comune.get<Sheet>(`/api/dossiers/${body.id}/scheda`)).body;
    expect(sheet.values).toMatchObject({
      ...{ oggetto: service.oggetto, norma: '71', tipoProcedura: 'open', codiceScheda: 'P1_16', valoreStimatoTotale: '300000.00' },
      lotti: [
        { id: 'LOT-0001', oggettoContratto: 'services', afferenteInvestimentiPNRR: false },
        { id: 'LOT-0002', oggettoContratto: 'services', afferenteInvestimentiPNRR: false },
      ],
      aggiudicazione: { criterio: 'OEPV_QP' },
      esecuzione: { duvri: 'DUVRI' },
      comune: { denominazione: expect.stringContaining('Montone') as string },
    });
    const [act] = await product.services.query<{ summary: string; details: { answers: object } }>(
      `select summary, details from audit_entries where dossier_id = $1 and action = 'scheda.guided'`,
      [body.id],
    );
    expect(act?.summary).toBe('Avvio guidato: Procedura aperta (C. 71), scheda P1_16');
    expect(act?.details.answers).toEqual(service);
    const changes = await product.services.query<{ path: string }>('select path from scheda_changes where dossier_id = $1', [body.id]);
    expect(changes.map(({ path }) => path)).toEqual(expect.arrayContaining(['norma', 'lotti', 'codiceScheda']));
  });

  it('opens one where the same request is sent again', async () => {
    const before = await dossiers();
    const body = { clientId: randomUUID(), answers: service };
    const sent = await Promise.all([body, body].map((again) => comune.post<{ id: string }>('/api/intake/dossiers', again)));
    expect(sent.map(({ status }) => status)).toEqual([201, 201]);
    expect(sent[0]?.body.id).toBe(sent[1]?.body.id);
    expect(await dossiers()).toBe(before + 1);
  });

  it('the Province opens one for a comune; nothing opens while a question is left or for an award in house', async () => {
    expect((await plan(service, provincia)).kind).toBe('PROCEDURA');
    const before = await dossiers();
    const unfinished = await comune.post('/api/intake/dossiers', { answers: { ...service, manodopera: undefined } });
    expect([unfinished.status, unfinished.body]).toMatchObject([409, { code: 'intake.unfinished' }]);
    const inHouse = await comune.post('/api/intake/dossiers', { answers: { ...service, eccezione: 'IN_HOUSE' } });
    expect([inHouse.status, inHouse.body]).toMatchObject([409, { detail: expect.stringContaining('A3_6') as string }]);
    expect(await dossiers()).toBe(before);
    const wrong = await comune.post('/api/intake/dossiers', { answers: { ...service, importo: 'molto' } });
    expect(wrong.status).toBe(400);
  });
});
