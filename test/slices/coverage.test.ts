import { randomUUID } from 'node:crypto';
import { type ConvenzioneEntity, ConvenzioneRegister } from '@gare/identity';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';

let product: TestProduct;
let comune: Visitor;
const montone = demoEnteId('montone');
const clock = new FixedClock(new Date('2026-11-22T10:00:00Z'));

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  comune = await product.signIn('rup@montone.example');
});
afterAll(() => product.stop());

const inForce = {
  stato: 'ATTIVA',
  dal: '2025-02-14',
  al: '2028-02-13',
  ambito: JSON.stringify([
    { tipo: 'services', min: '140000', max: '5000000', esclusioni: ['AFFIDAMENTO_DIRETTO'] },
    { tipo: 'works', min: '150000', max: '1000000' },
  ]),
};

/** The convenzione of Montone as a case wants it. */
async function convenzione(change: Partial<typeof inForce> = {}): Promise<void> {
  const { stato, dal, al, ambito } = { ...inForce, ...change };
  await product.services.query(
    `update convenzioni set stato = $1, dal = $2, al = $3, ambito = $4 where ente_id = $5 and numero = '3/2025'`,
    [stato, dal, al, ambito, montone],
  );
}
afterEach(() => convenzione());
beforeAll(() => convenzione());

const open = (contratto?: object): Promise<Answer> =>
  comune.post('/api/dossiers', { oggetto: 'Servizio di pulizia degli uffici comunali', ...(contratto ? { contratto } : {}) });
const dossiers = async (): Promise<number> => (await comune.get<{ total: number }>('/api/dossiers')).body.total;

describe('opening a tender', () => {
  it.each<[Partial<typeof inForce>, string, string]>([
    [{ stato: 'IN_FIRMA' }, 'NON_ANCORA_ATTIVA', 'art. 15'],
    [{ stato: 'SOSPESA' }, 'SOSPESA', 'sospensione'],
    [{ stato: 'RECESSO_IN_CORSO' }, 'RECESSO', 'art. 13'],
    [{ stato: 'SCADUTA' }, 'CESSATA', 'art. 3'],
    [{ al: '2026-11-21' }, 'FUORI_DURATA', 'art. 3'],
    [{ dal: '2026-11-23' }, 'FUORI_DURATA', 'art. 3'],
  ])('is refused with %j: %s, and nothing is written', async (change, rule, clause) => {
    await convenzione(change);
    const before = await dossiers();
    const { status, body } = await open();
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'convenzione.not_covering',
      details: { rule, clausola: expect.stringContaining(clause) as string, cosaFare: expect.stringMatching(/\.$/) as string },
    });
    expect(await dossiers()).toBe(before);
  });

  it.each<[object, number, string | undefined]>([
    [{ tipo: 'services', importo: '140000.00' }, 201, undefined],
    [{ tipo: 'services', importo: '139999.99' }, 409, 'IMPORTO'],
    [{ tipo: 'services', importo: '5000000' }, 409, 'IMPORTO'],
    [{ tipo: 'supplies', importo: '200000' }, 409, 'TIPO'],
    [{ tipo: 'concession', oggettoConcessione: 'services', importo: '200000' }, 409, 'TIPO'],
    [{ tipo: 'concession', importo: '200000' }, 409, 'DATI_MANCANTI'],
  ])('asks type and amount where they are known: %j answers %s %s', async (contratto, expected, rule) => {
    const { status, body } = await open(contratto);
    expect([status, (body['details'] as { rule?: string } | undefined)?.rule]).toEqual([expected, rule]);
  });

  it('is refused to the Province for a comune without convenzione, and not for itself', async () => {
    const sua = await product.signIn('sua@perugia.example');
    await product.services.query(`update convenzioni set stato = 'RISOLTA' where ente_id = $1`, [demoEnteId('tuoro')]);
    const forTuoro = await sua.post('/api/dossiers', { oggetto: 'Servizio per il comune di Tuoro', enteId: demoEnteId('tuoro') });
    expect([forTuoro.status, forTuoro.body['code']]).toEqual([409, 'convenzione.not_covering']);
    expect((await sua.post('/api/dossiers', { oggetto: 'Servizio della Provincia stessa' })).status).toBe(201);
  });
});

describe('handing the tender to the SUA', () => {
  interface Step {
    event: string;
    reasons: { message: string }[];
  }
  const reasonsOf = async (id: string): Promise<string> => {
    const { body } = await comune.get<{ transitions: Step[] }>(`/api/dossiers/${id}`);
    const reasons = body.transitions.find((step) => step.event === 'presentaIstanza')?.reasons ?? [];
    return reasons.map(({ message }) => message).join('\n');
  };

  it('asks again when the scheda names type and amount, at the reference date of the sheet', async () => {
    const id = await openDossier(comune, 'Servizio di pulizia delle scuole comunali');
    await comune.post(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' });
    expect(await reasonsOf(id)).toContain('manca il tipo di contratto');
    const lot = (importo: string): object => ({
      id: 'LOT-0001',
      oggettoContratto: 'services',
      importi: { importoServizi: importo, importoBase: importo },
    });
    expect(await writeScheda(comune, id, [{ path: 'lotti', value: [lot('90000.00')] }])).toBe(200);
    expect(await reasonsOf(id)).toContain('è fuori dalle fasce');
    expect(await writeScheda(comune, id, [{ path: 'lotti', value: [lot('900000.00')] }])).toBe(200);
    expect(await reasonsOf(id)).not.toContain('Clausola');
    expect(await writeScheda(comune, id, [{ path: 'dataTrasmissioneBando', value: '2028-03-01T10:00:00Z' }])).toBe(200);
    expect(await reasonsOf(id)).toContain('la data di riferimento è il 1° marzo 2028');
  });
});

describe('two convenzioni for the same scope', () => {
  const second = (change: Partial<ConvenzioneEntity> = {}): ConvenzioneEntity => ({
    id: randomUUID(),
    suaId: demoEnteId('perugia'),
    enteId: montone,
    numero: '99/2026',
    stato: 'ATTIVA',
    dal: '2026-11-01',
    al: '2029-10-31',
    funzioniSvolte: ['1'],
    ambito: [{ tipo: 'services', min: '4999999.99', max: null }],
    ultrattivita: false,
    sospensione: null,
    matrice: null,
    tariffe: [],
    ...change,
  });
  const record = (convenzione: ConvenzioneEntity): Promise<void> =>
    product.api
      .get(Database)
      .transaction({ scope: 'sua', suaId: demoEnteId('perugia') }, (tx) => product.api.get(ConvenzioneRegister).record(tx, convenzione));
  const count = async (): Promise<number> =>
    (await product.services.query<{ n: number }>('select count(*)::int as n from convenzioni'))[0]?.n ?? -1;

  it('are refused by the register with the rule named, and nothing is written', async () => {
    const before = await count();
    await expect(record(second())).rejects.toMatchObject({
      code: 'convenzione.clash',
      detail: expect.stringContaining('già in vigore') as string,
    });
    expect(await count()).toBe(before);
  });

  it('are refused by the database too, whoever writes', async () => {
    const { id, suaId, enteId, dal, al, ambito } = second();
    const insert = product.services.query(
      `insert into convenzioni (id, sua_id, ente_id, stato, dal, al, funzioni_svolte, ambito) values ($1, $2, $3, 'ATTIVA', $4, $5, '{1}', $6)`,
      [id, suaId, enteId, dal, al, JSON.stringify(ambito)],
    );
    await expect(insert).rejects.toThrow(/same scope/);
  });

  it('written at the same moment: one goes in', async () => {
    const enteId = demoEnteId('massaMartana');
    const twins = [1, 2, 3, 4].map(() => second({ enteId, dal: '2030-01-01', al: '2032-12-31' }));
    const outcomes = await Promise.allSettled(twins.map(record));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('may stand side by side for other contracts, other days, or as a draft', async () => {
    await record(second({ ambito: [{ tipo: 'services', min: '5000000', max: null }] }));
    await record(second({ dal: '2033-01-01', al: '2034-12-31' }));
    await record(second({ stato: 'BOZZA' }));
  });
});
