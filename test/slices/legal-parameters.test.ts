import { type ChecksView } from '@gare/contracts/checks';
import { type LawPreviewView, type LegalParametersView } from '@gare/contracts/law';
import { scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let comune: Visitor;
let director: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  product = await startTestProduct();
  comune = await product.signIn('rup@montone.example');
  director = await product.signIn('dirigente@perugia.example');
  clerk = await product.signIn('sua@perugia.example');
});
afterAll(() => product.stop());

const threshold = {
  action: 'AGGIUNTA',
  replaces: false,
  ...{ key: 'ue.lavori', value: '5600000', from: '2028-01-01', to: '2029-12-31', cite: 'Reg. UE 2027/9999', confirmed: true },
  motivation: 'Nuove soglie europee per il biennio 2028-2029',
};
const preview = (proposal: object, visitor = director): Promise<Answer<LawPreviewView>> =>
  visitor.post<LawPreviewView>('/api/law/previews', proposal);
const confirm = ({ body }: Answer<LawPreviewView>): Promise<Answer> => director.post(`/api/law/previews/${body.id}/confirmations`, {});
const register = async (): Promise<LegalParametersView> => (await director.get<LegalParametersView>('/api/law/parameters')).body;
async function rowsOf(key: string): Promise<LegalParametersView['groups'][number]['parameters'][number]['rows']> {
  const found = (await register()).groups.flatMap(({ parameters }) => parameters).find((one) => one.key === key);
  return found?.rows ?? [];
}

/** A works tender of 5.500.000 € whose notice is sent on a day. */
async function works(oggetto: string, day: string): Promise<string> {
  const dossierId = await openDossier(comune, oggetto);
  const values = {
    ...scuolaMassaMartana,
    oggetto,
    valoreStimatoTotale: '5500000.00',
    norma: '71',
    tipoProcedura: 'open',
    codiceScheda: 'P1_16',
  };
  const sheet = { ...values, codiceAppalto: null, dataTrasmissioneBando: `${day}T09:00:00.000Z` };
  expect(await writeScheda(comune, dossierId, changesOf(sheet))).toBe(200);
  return dossierId;
}

const settled = (dossierId: string): Promise<ChecksView> =>
  comune.until<ChecksView>(
    `/api/dossiers/${dossierId}/checks`,
    ({ running, results }) => !running && results.length > 0 && results.every(({ stale }) => !stale),
  );

describe('the register of legal parameters', () => {
  it('shows everybody each parameter with its rows in time, its source and what a lawyer has to confirm', async () => {
    const { body } = await comune.get<LegalParametersView>('/api/law/parameters');
    expect(body).toMatchObject({ mayWrite: false, whyNot: expect.stringContaining('Può farlo') as string });
    const all = body.groups.flatMap(({ parameters }) => parameters);
    expect(all.find(({ key }) => key === 'ue.lavori')).toMatchObject({
      name: 'Soglia europea, lavori',
      now: { value: '5404000', from: '2026-01-01', to: '2027-12-31', cite: expect.stringContaining('2025/2152') as string },
      rows: [
        { from: '2026-01-01', inForce: true },
        { from: '2024-01-01', inForce: false },
      ],
    });
    expect(all.find(({ key }) => key === 'penali.max')?.now?.confirmed).toBe(false);
    // Nobody must believe that changing a row does something when nothing reads it.
    expect(all.find(({ key }) => key === 'ue.lavori')?.waitsFor).toBeNull();
    expect(all.find(({ key }) => key === 'penali.max')?.waitsFor).toContain('EXE-04');
    expect(body.groups.at(-1)).toMatchObject({ name: 'Festività' });
  });

  it('is written by the director of the SUA alone', async () => {
    for (const visitor of [comune, clerk]) expect((await preview(threshold, visitor)).status).toBe(403);
  });

  it('refuses a row at its fields, and writes nothing', async () => {
    const wrong = await preview({ ...threshold, value: '5,6 milioni', to: '2027-01-01', cite: '' });
    expect([wrong.status, wrong.body]).toMatchObject([
      422,
      { code: 'law.malformed', issues: [{ path: 'value' }, { path: 'to' }, { path: 'cite' }] },
    ]);
    expect((await preview({ ...threshold, from: '2026-01-01' })).body).toMatchObject({ issues: [{ path: 'from' }] });
    expect(await product.services.query('select 1 from legal_parameters')).toEqual([]);
  });
});

describe('a new European threshold from 1 January 2028', () => {
  let before: string;
  let after: string;
  beforeAll(async () => {
    before = await works('Lavori che si bandiscono nel 2027', '2027-12-31');
    after = await works('Lavori che si bandiscono nel 2028', '2028-01-01');
  });

  it('shows first which open dossiers change, and how: those on its side of the date and no other', async () => {
    const { status, body } = await preview(threshold);
    expect([status, body.status, body.stale]).toEqual([201, 'FATTA', false]);
    expect(body.effects.map(({ dossierId }) => dossierId)).toEqual([after]);
    const [effect] = body.effects;
    expect(effect).toMatchObject({ oggetto: 'Lavori che si bandiscono nel 2028', asOf: '2028-01-01' });
    expect(effect?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'SOGLIA', from: 'non si può dire' }),
        expect.objectContaining({ what: 'PROCEDURA', to: 'P2_16' }),
      ]),
    );
    expect(await rowsOf('ue.lavori')).toHaveLength(2);
  });

  it('confirmed, it is in force for them: their checks run again by themselves, the others stay as they were', async () => {
    const untouched = await settled(before);
    const { status } = await confirm(await preview(threshold));
    expect(status).toBe(204);
    expect(await rowsOf('ue.lavori')).toMatchObject([
      { from: '2028-01-01', value: '5600000', added: { by: expect.any(String) as string, motivation: threshold.motivation } },
      { from: '2026-01-01', added: null },
      { from: '2024-01-01' },
    ]);
    const wrongScheda = await comune.until<ChecksView>(`/api/dossiers/${after}/checks`, ({ running, results }) => {
      const found = results.filter(({ message }) => message.includes('P2_16'));
      return !running && found.length > 0 && results.every(({ stale }) => !stale);
    });
    expect(wrongScheda.results.some(({ status: outcome, message }) => outcome === 'KO' && message.includes('P2_16'))).toBe(true);
    expect((await settled(before)).results.map(({ checkedAt }) => checkedAt)).toEqual(untouched.results.map(({ checkedAt }) => checkedAt));
    const [act] = await product.services.query<{ summary: string; details: object }>(
      `select summary, details from registry_acts where action = 'law.added'`,
    );
    expect(act).toMatchObject({ summary: expect.stringContaining('Soglia europea, lavori dal 2028-01-01') as string });
  });

  it('is never edited: taken back with a reason it stays in sight, and the law is unknown again', async () => {
    const taken = await preview({
      action: 'RITIRO',
      key: 'ue.lavori',
      from: '2028-01-01',
      motivation: 'Il regolamento è stato rettificato',
    });
    expect(taken.body.effects.map(({ dossierId }) => dossierId)).toEqual([after]);
    expect((await confirm(taken)).status).toBe(204);
    expect((await rowsOf('ue.lavori'))[0]).toMatchObject({
      from: '2028-01-01',
      inForce: false,
      withdrawn: { motivation: 'Il regolamento è stato rettificato' },
    });
  });

  it('a preview of yesterday’s register is not confirmed: it has to be looked at again', async () => {
    const [one, two] = [await preview(threshold), await preview({ ...threshold, key: 'ue.concessioni' })];
    expect((await confirm(one)).status).toBe(204);
    const refused = await confirm(two);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'law.preview_stale' }]);
    const twice = await confirm(one);
    expect(twice.status).toBe(409);
  });
});

describe('a feast that the Province adds', () => {
  it('a feast of the register moves the term of an open procedure: TERM-01 follows', async () => {
    const dossierId = await works('Scuola con la scadenza nel giorno della festa', '2028-05-10');
    // Thirty days after the notice: Friday 9 June.
    expect(await writeScheda(comune, dossierId, changesOf({ tipoProcedura: 'open', scadenzaOfferte: '2028-06-09T10:00:00.000Z' }))).toBe(
      200,
    );
    const before = (await settled(dossierId)).results.find(({ checkId }) => checkId === 'TERM-01');
    expect(before?.status).toBe('OK');
    const shown = await preview({
      ...threshold,
      ...{ key: 'festa.06-09', value: 'Santi patroni della provincia', from: '2028-01-01', to: null, cite: 'Delibera di prova' },
      motivation: 'Festa aggiunta dalla Provincia',
    });
    const changed = shown.body.effects.find((one) => one.dossierId === dossierId)?.changes ?? [];
    expect(changed.find(({ name }) => name.includes('TERM-01'))).toMatchObject({ from: 'superata', to: 'non superata' });
    expect((await confirm(shown)).status).toBeLessThan(300);
    const view = await comune.until<ChecksView>(
      `/api/dossiers/${dossierId}/checks`,
      ({ running, results }) =>
        !running && results.some(({ checkId, status, stale }) => checkId === 'TERM-01' && status === 'KO' && !stale),
    );
    expect(view.results.find(({ checkId }) => checkId === 'TERM-01')?.suggestion).toContain('12/06/2028');
  });
});

describe('a row that concerns many dossiers', () => {
  it('is worked out in the background, with its progress, to the same answer', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 24; index += 1) ids.push(await works(`Lavori numero ${index} del 2031`, '2031-03-01'));
    const begun = await preview({ ...threshold, from: '2031-01-01', to: null });
    expect(begun.body).toMatchObject({ status: 'IN_CORSO', total: 24, done: 0 });
    expect((await confirm(begun)).body).toMatchObject({ code: 'law.preview_running' });
    const done = await director.until<LawPreviewView>(`/api/law/previews/${begun.body.id}`, ({ status }) => status === 'FATTA');
    expect([done.total, done.done]).toEqual([24, 24]);
    expect(done.effects.map(({ dossierId }) => dossierId).sort()).toEqual(ids.sort());
  });
});
