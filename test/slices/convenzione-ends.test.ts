import { type ConvenzioneDetail } from '@gare/contracts/convenzioni';
import { FixedClock } from '@gare/platform/clock';
import { type INestApplicationContext } from '@nestjs/common';
import { ConvenzioneTerms } from '../../libs/convenzioni/src/convenzione-terms.js';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { completion, ConvenzioneLife, deliberation } from '../harness/convenzione-life.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let worker: INestApplicationContext;
let funzionario: Visitor;
let dirigente: Visitor;
let comune: Visitor;
const clock = new FixedClock(new Date('2026-11-20T10:00:00Z'));
const suaId = demoEnteId('perugia');
const why = 'Per i motivi scritti nell’atto che si allega.';

async function signInAgain(): Promise<void> {
  funzionario = await product.signIn('sua@perugia.example');
  dirigente = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@montone.example');
}

async function ofDemo(ente: 'massaMartana' | 'montone' | 'tuoro'): Promise<ConvenzioneLife> {
  const { body } = await dirigente.get<{ items: ConvenzioneDetail[] }>(`/api/convenzioni?enteId=${demoEnteId(ente)}`);
  return new ConvenzioneLife(body.items[0]?.id ?? '');
}

/** Rows of everything a convenzione is made of. */
async function rows(): Promise<unknown> {
  const [counts] = await product.services.query(
    `select (select count(*)::int from dossiers) as dossiers, (select count(*)::int from schede) as schede, (select count(*)::int from convenzioni) as convenzioni,
       (select count(*)::int from scheda_changes) as changes, (select count(*)::int from audit_entries) as audit`,
  );
  return counts;
}

beforeAll(async () => {
  product = await startTestProduct({ clock });
  if (product.worker === null) throw new Error('the terms need the worker');
  worker = product.worker;
  await signInAgain();
});
afterAll(() => product.stop());

describe('the convenzioni of the demo', () => {
  it('are complete dossiers in force, and the rows other dossiers read say the same', async () => {
    const life = await ofDemo('tuoro');
    const detail = await life.show(dirigente);
    expect(detail).toMatchObject({
      ...{
        stato: { code: 'ATTIVA' },
        gruppo: 'IN_VIGORE',
        numero: '4/2025',
        dal: '2025-02-14',
        al: '2028-02-13',
        contentIssues: [],
        actFindings: [],
      },
      matrixEditable: { allowed: true, whyNot: null },
    });
    expect(detail.timeline.map(({ title, kind }) => `${kind} ${title}`)).toEqual(
      expect.arrayContaining(['DONE Inizio della convenzione', 'PLANNED Segna in scadenza', 'PLANNED Ultimo giorno della convenzione']),
    );
    const [row] = await product.services.query(
      'select jsonb_array_length(tariffe) as tariffe, matrice is null as vuota from convenzioni where id = $1',
      [life.id],
    );
    expect(row).toEqual({ tariffe: 2, vuota: false });
  });
});

describe('a convenzione already in force', () => {
  const existing = (ente: 'massaMartana' | 'tuoro', contenuto: object = {}): Record<string, unknown> => ({
    ...{ enteId: demoEnteId(ente), numero: '7/2024' },
    contenuto: {
      durata: { inizio: '2026-01-01', fine: '2028-12-31', rinnovo: 'ESPRESSO' },
      privacy: { forma: 'RESPONSABILE_ART_28', atto: 'Allegato B' },
      ...contenuto,
    },
    ...{ deliberaComune: deliberation('2025-11-10'), deliberaProvincia: deliberation('2025-11-20') },
    stipula: { data: '2025-12-15', repertorio: '88', protocollo: '5120', referenti: 'Teste, Conti' },
  });
  const register = (body: object, visitor: Visitor = funzionario): Promise<Answer> => visitor.post('/api/convenzioni/existing', body);
  const represented = async (ente: 'massaMartana' | 'tuoro'): Promise<object> => {
    const { contenuto } = await (await ofDemo(ente)).show(dirigente);
    return { parti: contenuto['parti'] };
  };

  it('is refused with every point that is missing, and leaves nothing', async () => {
    const before = await rows();
    const { status, body } = await register(existing('tuoro'));
    expect([status, body['code']]).toEqual([422, 'convenzione.refused']);
    expect(JSON.stringify(body['issues'])).toContain('contenuto/parti/SUA/rappresentante');
    expect(await rows()).toEqual(before);
  });

  it('is refused for the same scope and days as another, with the rule named', async () => {
    const before = await rows();
    expect(await register(existing('massaMartana', await represented('massaMartana')))).toMatchObject({
      status: 409,
      body: { code: 'convenzione.clash', detail: expect.stringContaining('già in vigore la convenzione n. 2/2025') as string },
    });
    expect(await rows()).toEqual(before);
  });

  it('is refused beyond the qualification of the SUA, and to the comune', async () => {
    const whole = existing('tuoro', { ...(await represented('tuoro')), ambito: [{ id: 'A', tipo: 'works', min: '0', max: null }] });
    await product.services.query(`update enti set qualificazione = '[]' where id = $1`, [suaId]);
    const { status, body } = await register(whole);
    const [{ qualificazione }] = (await product.services.query<{ qualificazione: unknown }>(
      `update enti set qualificazione = $2 where id = $1 returning qualificazione`,
      [
        suaId,
        JSON.stringify(
          ['LAVORI', 'SERV_FORN'].map((settore) => ({
            ...{
              ambito: 'PROGETTAZIONE_AFFIDAMENTO',
              settore,
              livello: settore === 'LAVORI' ? 'L1' : 'SF1',
              dal: '2025-07-01',
              al: '2029-06-30',
            },
          })),
        ),
      ],
    )) as [{ qualificazione: unknown }];
    expect(qualificazione).toHaveLength(2);
    expect([status, JSON.stringify(body['issues'])]).toEqual([422, expect.stringContaining('supera la qualificazione')]);
    expect(await register({ ...existing('tuoro'), enteId: demoEnteId('montone') }, comune)).toMatchObject({ status: 403 });
  });

  it('is dissolved with an act, and another one is registered in its place', async () => {
    const life = await ofDemo('tuoro');
    expect(await life.step(dirigente, 'risolvi', why)).toMatchObject({ status: 409 });
    const act = { motivo: 'Inadempimento', atto: 'determina 9', dal: '2026-11-20' };
    for (const [name, value] of Object.entries(act))
      expect(await life.write(dirigente, { [`atti/risoluzione/${name}`]: value })).toMatchObject({ status: 200 });
    const parts = await represented('tuoro');
    expect(await life.step(dirigente, 'risolvi', why)).toMatchObject({ status: 200 });
    const { status, body } = await register(existing('tuoro', parts));
    expect([status, body]).toMatchObject([
      201,
      { stato: { code: 'ATTIVA' }, numero: '7/2024', contentIssues: [], renewal: { previousId: life.id } },
    ]);
    expect((await life.show(dirigente)).renewal.nextId).toBe(body['id']);
    const { body: audit } = await dirigente.get<{ items: { action: string; summary: string }[] }>(
      `/api/dossiers/${String(body['id'])}/audit`,
    );
    expect(audit.items.map(({ action }) => action)).toContain('convenzione.registered');
  });
});

describe('a request that goes back or is turned down', () => {
  it('goes back to be worked on: the text opens, what was decided on it is void', async () => {
    await product.services.query(`update convenzioni set stato = 'SCADUTA', dal = '2023-01-01', al = '2025-12-31' where ente_id = $1`, [
      demoEnteId('montone'),
    ]);
    await product.services.query(`update dossiers set state = 'SCADUTA' where ente_id = $1`, [demoEnteId('montone')]);
    const { body } = await dirigente.post<{ id: string }>('/api/convenzioni', { enteId: demoEnteId('montone') });
    const life = new ConvenzioneLife(body.id);
    expect(await life.write(dirigente, completion('2026-12-01', '2029-11-30'))).toMatchObject({ status: 200 });
    // As if the comune had deliberated already.
    await product.services.query(`update dossiers set state = 'DELIBERA_COMUNE' where id = $1`, [life.id]);
    await product.services.query(
      `update schede set "values" = jsonb_set(jsonb_set("values", '{testo,hash}', to_jsonb(repeat('ab', 32))), '{atti}', '{"deliberaComune": {"numero": "3", "hashTesto": "${'ab'.repeat(32)}"}}') where dossier_id = $1`,
      [life.id],
    );
    expect(await life.write(dirigente, { 'contenuto/recesso/preavvisoGiorni': 60 })).toMatchObject({ status: 422 });
    expect(await life.step(dirigente, 'rinviaInIstruttoria')).toMatchObject({ status: 400, body: { code: 'dossier.motivation_required' } });
    expect(await life.step(dirigente, 'rinviaInIstruttoria', why)).toMatchObject({ status: 200 });
    expect(await life.show(dirigente)).toMatchObject({ stato: { code: 'ISTRUTTORIA' }, testo: { hash: null }, atti: {} });
    expect(await life.write(dirigente, { 'contenuto/recesso/preavvisoGiorni': 60 })).toMatchObject({ status: 200 });
    expect(await life.step(funzionario, 'respingi', why)).toMatchObject({ status: 409 });
    expect(await life.step(dirigente, 'respingi', why)).toMatchObject({ status: 200 });
    expect(await life.show(comune)).toMatchObject({ stato: { code: 'RESPINTA' }, gruppo: 'CESSATE' });
    expect(await product.services.query('select 1 from convenzioni where id = $1', [life.id])).toEqual([]);
  });
});

describe('terms after a long stop', () => {
  it('run through in one look, by two workers at the same moment, with each act once', async () => {
    const life = await ofDemo('massaMartana');
    clock.advance(Date.parse('2028-03-01T10:00:00Z') - clock.now().getTime());
    await signInAgain();
    const terms = worker.get(ConvenzioneTerms);
    const never = new AbortController().signal;
    expect(await terms.due(suaId)).toContain(life.id);
    await Promise.all([terms.follow(suaId, never), terms.follow(suaId, never)]);
    expect(await terms.due(suaId)).not.toContain(life.id);
    expect(await life.show(dirigente)).toMatchObject({ stato: { code: 'SCADUTA' } });
    const acts = await product.services.query<{ action: string }>(
      `select action from audit_entries where dossier_id = $1 order by sequence`,
      [life.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'convenzione.reminder',
      'dossier.entraInScadenza',
      'convenzione.reminder',
      'convenzione.reminder',
      'dossier.scade',
    ]);
    const [row] = await product.services.query('select stato from convenzioni where id = $1', [life.id]);
    expect(row).toEqual({ stato: 'SCADUTA' });
  });
});
