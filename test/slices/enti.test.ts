import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let dirigente: Visitor;
let comune: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ worker: false });
  dirigente = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@montone.example');
});
afterAll(() => product.stop());

const valid = {
  tipo: 'COMUNE',
  denominazione: 'Comune di Prova Alta',
  codiceFiscale: '12345678903',
  codiceIstat: '999001',
  codiceIpa: 'c_z901',
};
const create = (change: object): Promise<Answer> => dirigente.post('/api/enti', { ...valid, ...change });
const counts = async (): Promise<{ enti: number; acts: number }> => {
  const [row] = await product.services.query<{ enti: number; acts: number }>(
    'select (select count(*)::int from enti) as enti, (select count(*)::int from registry_acts) as acts',
  );
  if (!row) throw new Error('no counts');
  return row;
};

describe('a body', () => {
  it('is shown with its codes, qualifications and convenzioni', async () => {
    const { status, body } = await comune.get(`/api/enti/${demoEnteId('montone')}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      denominazione: 'Comune di Montone',
      popolazione: 1574,
      convenzioni: [{ stato: 'ATTIVA', numero: '3/2025' }],
    });
    const province = await comune.get<{ qualificazioni: object[] }>(`/api/enti/${demoEnteId('perugia')}`);
    expect(province.status).toBe(200);
    expect(province.body.qualificazioni.length).toBeGreaterThan(0);
  });

  it('of another comune is not there for a comune', async () => {
    expect((await comune.get(`/api/enti/${demoEnteId('tuoro')}`)).status).toBe(404);
  });

  it.each<[object, string]>([
    [{ codiceFiscale: '12345678904' }, 'codiceFiscale'],
    [{ codiceIstat: null }, 'codiceIstat'],
    [{ codiceIpa: 'p_pg' }, 'codiceIpa'],
    [{ codiceIstatAnac: '010999009' }, 'codiceIstatAnac'],
    [{ codiceAusa: '12' }, 'codiceAusa'],
    [{ nuts: 'XX' }, 'nuts'],
    [{ pec: 'non un indirizzo' }, 'pec'],
    [{ popolazione: -1 }, 'popolazione'],
  ])('with a wrong code is refused at its field: %j', async (change, field) => {
    const before = await counts();
    const { status, body } = await create(change);
    expect([status, body['code']]).toEqual([422, 'ente.malformed']);
    expect((body['issues'] as { path: string }[]).map(({ path }) => path)).toContain(field);
    expect(await counts()).toEqual(before);
  });

  it.each<[object]>([
    [{ qualificazioni: [{ ambito: 'ESECUZIONE', settore: 'LAVORI', livello: 'SF1', dal: '2026-01-01', al: null }] }],
    [{ qualificazioni: [{ ambito: 'ESECUZIONE', settore: 'LAVORI', livello: 'L1', dal: '2026-01-01', al: '2025-01-01' }] }],
    [{ tipo: 'PROVINCIA' }],
  ])('as %j is refused', async (change) => {
    expect((await create(change)).status).toBe(400);
  });

  it('is created once, changed, and both acts are recorded with who did them', async () => {
    const { status, body } = await create({ denominazione: 'Comune di Prova' });
    expect(status).toBe(201);
    expect((await create({})).body['code']).toBe('ente.duplicate');
    const id = String(body['id']);
    const qualificazioni = [{ ambito: 'ESECUZIONE', settore: 'LAVORI', livello: 'L3', dal: '2026-01-01', al: '2028-12-31' }];
    const changed = await dirigente.send('PATCH', `/api/enti/${id}`, {
      pec: 'comune@pec.prova.example',
      popolazione: 1200,
      qualificazioni,
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      denominazione: 'Comune di Prova',
      pec: 'comune@pec.prova.example',
      popolazione: 1200,
      qualificazioni,
    });
    const wrong = await dirigente.send('PATCH', `/api/enti/${id}`, { codiceFiscale: '81000430546' });
    expect(wrong.body['code']).toBe('ente.duplicate');
    const acts = await product.services.query(
      `select action, person, "role", details->'before'->>'pec' as before, details->'after'->>'pec' as after
       from registry_acts where ente_id = $1 order by "at", action desc`,
      [id],
    );
    expect(acts).toEqual([
      { action: 'ente.created', person: 'Carla Palomba', role: 'DIR_SUA', before: null, after: null },
      { action: 'ente.changed', person: 'Carla Palomba', role: 'DIR_SUA', before: null, after: 'comune@pec.prova.example' },
    ]);
  });

  it('is written by the SUA alone', async () => {
    expect((await comune.post('/api/enti', valid)).status).toBe(403);
    expect((await comune.send('PATCH', `/api/enti/${demoEnteId('montone')}`, { popolazione: 1 })).status).toBe(403);
    expect((await comune.post('/api/enti/imports', { source: 'ausa', text: 'x' })).status).toBe(403);
  });
});

describe('the import', () => {
  interface Outcome {
    created: number;
    updated: number;
    unchanged: number;
    refusedRows: number;
    refused: { line: number; field: string | null; reason: string }[];
  }
  const send = (source: string, lines: readonly string[], provincia?: string): Promise<Answer<Outcome>> =>
    dirigente.post<Outcome>('/api/enti/imports', { source, text: lines.join('\n'), ...(provincia === undefined ? {} : { provincia }) });
  const header = 'codice_istat,denominazione,codice_fiscale_ente,codice_catastale,codice_ipa_convenzionale,popolazione';
  const bassa = '998002,Prova Bassa,80001130527,Z902,c_z902,2.300';

  it('of comuni lets the right rows in and tells the wrong ones with line, field and reason', async () => {
    const { status, body } = await send(
      'comuni',
      [
        header,
        bassa,
        '998003,Prova Media,80001130528,Z903,c_z903,10',
        '998004,Prova Fuori',
        '998002,Prova Doppia,00488410010,Z902,c_z902,10',
        '999900,Prova Altrove,00905811006,Z905,c_z905,10',
      ],
      '998',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 1, updated: 0, unchanged: 1, refusedRows: 3 });
    expect(body.refused).toEqual([
      { line: 3, field: 'codiceFiscale', reason: expect.stringMatching(/\.$/) as string },
      { line: 4, field: null, reason: expect.stringContaining('2 valori') as string },
      { line: 5, field: 'codiceIstat', reason: expect.stringContaining('Prova Bassa') as string },
    ]);
    const [row] = await product.services.query(
      `select denominazione, popolazione, profilo->>'istat' as istat from enti where codice_istat = '998002'`,
    );
    expect(row).toEqual({ denominazione: 'Comune di Prova Bassa', popolazione: 2300, istat: '998002' });
  });

  it('twice changes nothing more, and a new value updates', async () => {
    expect((await send('comuni', [header, bassa])).body).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect((await send('comuni', [header, bassa.replace('2.300', '2.301')])).body).toMatchObject({ created: 0, updated: 1 });
    const [act] = await product.services.query(
      `select details->'changes'->0->'before' as before, details->'changes'->0->'after' as after
       from registry_acts where action = 'ente.imported' order by "at" desc limit 1`,
    );
    expect(act).toEqual({ before: { popolazione: 2300 }, after: { popolazione: 2301 } });
  });

  it('of IPA and AUSA completes the bodies that are registered', async () => {
    const ipa = await send('ipa', [
      'Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Mail1,Tipo_Mail1',
      'c_z902,Comune di Prova Bassa,80001130527,bassa@pec.prova.example,pec',
      'p_xx,Comune di Tuoro,,x@pec.example,pec',
      'c_f999,Altrove,00488410010,y@pec.example,pec',
    ]);
    expect(ipa.body).toMatchObject({ updated: 1, unchanged: 1, refusedRows: 1 });
    const ausa = await send('ausa', ['codice_ausa;codice_fiscale;id_centro_costo', '0000169999;80001130527;281', '169999;80001130527;282']);
    expect(ausa.body).toMatchObject({ updated: 1, refused: [{ line: 3, field: 'codiceAusa' }] });
    const [row] = await product.services.query(`select pec, codice_ausa, codice_centro_costo from enti where codice_istat = '998002'`);
    expect(row).toEqual({ pec: 'bassa@pec.prova.example', codice_ausa: '0000169999', codice_centro_costo: '281' });
  });

  it('of a file without the columns is refused as a whole, and nothing is written', async () => {
    const before = await counts();
    const { status, body } = await dirigente.post('/api/enti/imports', { source: 'comuni', text: 'a;b\n1;2' });
    expect([status, body['code']]).toEqual([422, 'ente.import_unreadable']);
    expect(await counts()).toEqual(before);
  });

  it('that breaks halfway leaves nothing behind', async () => {
    const before = await counts();
    await product.services.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
    );
    await product.services.query('create trigger refuse_act before insert on registry_acts for each row execute function refuse()');
    try {
      expect((await send('comuni', [header, '998077,Prova Nuova,00488410010,Z977,c_z977,5'])).status).toBe(500);
    } finally {
      await product.services.query('drop trigger refuse_act on registry_acts');
      await product.services.query('drop function refuse');
    }
    expect(await counts()).toEqual(before);
  });
});
