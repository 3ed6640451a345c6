import { createHash } from 'node:crypto';
import { TermsSchedule } from '@gare/convenzioni/worker';
import { FixedClock } from '@gare/platform/clock';
import { type INestApplicationContext } from '@nestjs/common';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { completion, ConvenzioneLife, deliberation, padesOf } from '../harness/convenzione-life.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let product: TestProduct;
let worker: INestApplicationContext;
let funzionario: Visitor;
let dirigente: Visitor;
let comune: Visitor;
const clock = new FixedClock(new Date('2026-11-20T10:00:00Z'));
const montone = demoEnteId('montone');
const why = 'Per i motivi scritti nell’atto che si allega.';

async function signInAgain(): Promise<void> {
  funzionario = await product.signIn('sua@perugia.example');
  dirigente = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@montone.example');
}

async function onDay(day: string): Promise<void> {
  clock.advance(Date.parse(`${day}T10:00:00Z`) - clock.now().getTime());
  await signInAgain();
}

beforeAll(async () => {
  product = await startTestProduct({ clock });
  if (product.worker === null) throw new Error('the terms need the worker');
  worker = product.worker;
  // Tuoro and Massa Martana keep the convenzione of the demo; that of Montone ended before it was registered here.
  await product.services.query(`update convenzioni set stato = 'SCADUTA', dal = '2023-01-01', al = '2025-12-31' where ente_id = $1`, [
    montone,
  ]);
  await product.services.query(`update dossiers set state = 'SCADUTA' where ente_id = $1`, [montone]);
  await product.services.query(
    `insert into role_assignments select (jsonb_populate_record(null::role_assignments, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'role', 'SEG_COM'))).*
     from role_assignments r join people p on p.id = r.person_id where p.email = 'rup@montone.example' and r.role = 'DIR_COMUNE'`,
  );
  await signInAgain();
});
afterAll(() => product.stop());

const ok = (status: number) => ({ status }) as const;
const projected = async (id: string): Promise<Record<string, unknown> | undefined> =>
  (
    await product.services.query<Record<string, unknown>>(
      'select stato, numero, dal::text, al::text, sospensione, jsonb_array_length(ambito) as righe from convenzioni where id = $1',
      [id],
    )
  )[0];

describe('the life of a convenzione', () => {
  let life: ConvenzioneLife;
  let text: Buffer;

  it('starts as a draft that the comune sends to the SUA', async () => {
    const opened = await dirigente.post<{ id: string }>('/api/convenzioni', { enteId: montone });
    expect(opened).toMatchObject(ok(201));
    life = new ConvenzioneLife(opened.body.id);
    expect(await life.write(funzionario, completion('2026-12-01', '2029-11-30'))).toMatchObject(ok(200));
    expect(await life.show(funzionario)).toMatchObject({ contentIssues: [], renewal: { previousId: expect.any(String) as string } });
    const request = { protocollo: '7001', protocollataIl: '2026-11-20', firmatario: 'Lucia Bianchi', garePreviste: 3 };
    const fields = Object.entries({ ...request, importoPrevisto: '900000.00' }).map(([name, value]) => [`atti/richiesta/${name}`, value]);
    expect(await life.write(comune, Object.fromEntries(fields) as Record<string, unknown>)).toMatchObject(ok(200));
    expect(await life.step(comune, 'richiediAdesione')).toMatchObject({ status: 409, body: { code: 'dossier.transition_refused' } });
    expect(await life.upload(comune, 'RICHIESTA')).toMatchObject(ok(201));
    expect(await life.step(comune, 'richiediAdesione')).toMatchObject(ok(200));
    expect(await life.write(funzionario, { 'atti/istruttoria/responsabile': 'Marco Teste' })).toMatchObject(ok(200));
    expect(await life.step(funzionario, 'prendiInCarico')).toMatchObject(ok(200));
    expect(await life.write(funzionario, { 'atti/istruttoria/ausaAttiva': true })).toMatchObject(ok(200));
  });

  it('refuses dossiers meanwhile because it is not active yet', async () => {
    await product.services.query(`delete from convenzioni where ente_id = $1`, [montone]);
    const refused = await comune.post('/api/dossiers', { oggetto: 'Servizio di pulizia degli uffici comunali' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'convenzione.not_covering', details: { rule: 'NON_ANCORA_ATTIVA' } } });
  });

  it('has its text formed and fixed; what is fixed no longer changes, and is opened again with a reason', async () => {
    expect(await funzionario.post(`/api/convenzioni/${life.id}/text`, { azione: 'FISSA' })).toMatchObject({
      status: 409,
      body: { code: 'convenzione.text_fixed', detail: expect.stringContaining('Prima genera') as string },
    });
    await life.formText(funzionario);
    expect(await life.write(funzionario, { 'contenuto/recesso/preavvisoGiorni': 60 })).toMatchObject(ok(200));
    expect(await funzionario.post(`/api/convenzioni/${life.id}/text`, { azione: 'FISSA' })).toMatchObject({ status: 409 });
    text = await life.formText(funzionario);
    expect(await funzionario.post(`/api/convenzioni/${life.id}/text`, { azione: 'FISSA' })).toMatchObject({
      status: 200,
      body: { testo: { hash: createHash('sha256').update(text).digest('hex') } },
    });
    const { status, body } = await life.write(funzionario, { 'contenuto/recesso/preavvisoGiorni': 90 });
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('Il testo è stato fissato')]);
    const reopen = { azione: 'RIAPRI', motivazione: 'Il consiglio chiede di cambiare il preavviso.' };
    expect(await dirigente.post(`/api/convenzioni/${life.id}/text`, reopen)).toMatchObject({
      status: 200,
      body: { testo: { hash: null } },
    });
    expect(await life.write(funzionario, { 'contenuto/recesso/preavvisoGiorni': 90 })).toMatchObject(ok(200));
    text = await life.formText(funzionario);
    expect(await funzionario.post(`/api/convenzioni/${life.id}/text`, { azione: 'FISSA' })).toMatchObject(ok(200));
  });

  it('is approved by both councils on the very file; another one is refused and leaves nothing', async () => {
    expect(await life.write(comune, fieldsOf('atti/deliberaComune', deliberation('2026-11-20')))).toMatchObject(ok(200));
    const typed = await life.write(comune, { 'atti/deliberaComune/hashTesto': 'ab'.repeat(32) });
    expect([typed.status, JSON.stringify(typed.body)]).toEqual([422, expect.stringContaining('non si inserisce a mano')]);
    expect(await life.upload(comune, 'DELIBERA_COMUNE')).toMatchObject(ok(201));
    const before = await everything(life.id);
    const other = Buffer.concat([text, Buffer.from('\n% altro testo\nstartxref\n0\n%%EOF\n')]);
    expect(await life.upload(comune, 'TESTO_ALLEGATO_COMUNE', other)).toMatchObject({
      status: 409,
      body: { code: 'convenzione.text_differs', details: { rule: 'TESTO_DIVERSO', field: 'atti/deliberaComune/hashTesto' } },
    });
    expect(await everything(life.id)).toEqual(before);
    expect(await life.step(comune, 'registraDeliberaComune')).toMatchObject(ok(409));
    expect(await life.upload(comune, 'TESTO_ALLEGATO_COMUNE', text)).toMatchObject(ok(201));
    expect(await life.step(comune, 'registraDeliberaComune')).toMatchObject(ok(200));
    expect(await life.write(funzionario, fieldsOf('atti/deliberaProvincia', deliberation('2026-11-20')))).toMatchObject(ok(200));
    expect(await life.upload(funzionario, 'DELIBERA_PROVINCIA')).toMatchObject(ok(201));
    expect(await life.upload(funzionario, 'TESTO_ALLEGATO_PROVINCIA', text)).toMatchObject(ok(201));
    expect(await life.step(funzionario, 'registraDeliberaProvincia')).toMatchObject(ok(200));
    expect((await life.show(comune)).atti).toMatchObject({
      deliberaComune: { hashTesto: createHash('sha256').update(text).digest('hex') },
      deliberaProvincia: { hashTesto: createHash('sha256').update(text).digest('hex') },
    });
    expect(await life.step(funzionario, 'avviaFirma')).toMatchObject(ok(200));
  });

  const signature = (enteId: string, firmatario: string): Record<string, unknown> => ({
    ...{ enteId, firmatario, formato: 'PADES', alle: '2026-11-20T09:30:00Z' },
    ...{ certificatoDal: '2025-01-01T00:00:00Z', certificatoAl: '2027-12-31T23:59:59Z' },
  });

  it('is signed by both on the identical bytes, and comes into force', async () => {
    expect(
      await life.upload(funzionario, 'FIRMA_SUA', padesOf(Buffer.concat([text.subarray(0, 2000), Buffer.from('X'), text.subarray(2001)]))),
    ).toMatchObject(ok(201));
    const url = `/api/convenzioni/${life.id}/signatures`;
    expect(await dirigente.post(url, signature(demoEnteId('perugia'), 'Carla Palomba'))).toMatchObject({
      status: 422,
      body: { code: 'convenzione.signature_refused', details: { rule: 'FIRMA_ALTRO_TESTO' } },
    });
    expect(await life.upload(funzionario, 'FIRMA_SUA', padesOf(text))).toMatchObject(ok(201));
    expect(
      await dirigente.post(url, { ...signature(demoEnteId('perugia'), 'Carla Palomba'), certificatoAl: '2026-11-19T00:00:00Z' }),
    ).toMatchObject({ status: 422, body: { details: { rule: 'CERTIFICATO_SCADUTO' } } });
    expect(await dirigente.post(url, signature(demoEnteId('perugia'), 'Carla Palomba'))).toMatchObject(ok(201));
    expect(await life.step(dirigente, 'attiva')).toMatchObject({ status: 409 });
    expect(await life.upload(comune, 'FIRMA_COMUNE', padesOf(text))).toMatchObject(ok(201));
    expect(await comune.post(url, signature(montone, 'Lucia Bianchi'))).toMatchObject({ status: 201, body: { firme: { mancanti: [] } } });
    const registration = { repertorio: '101', protocollo: '9001', referenti: 'Teste, Bianchi', presaInCarico: true };
    expect(await life.write(dirigente, fieldsOf('atti/attivazione', registration))).toMatchObject(ok(200));
    expect(await life.step(dirigente, 'attiva')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('dal giorno del suo inizio') as string },
    });
    await onDay('2026-12-01');
    expect(await life.step(dirigente, 'attiva')).toMatchObject(ok(200));
    expect(await projected(life.id)).toMatchObject({ stato: 'ATTIVA', numero: '41/2026', dal: '2026-12-01', al: '2029-11-30', righe: 3 });
    const opening = await comune.post('/api/dossiers', {
      oggetto: 'Servizio di pulizia degli uffici comunali',
      contratto: { tipo: 'services', importo: '300000.00' },
    });
    expect(opening).toMatchObject(ok(201));
    expect((await life.show(comune)).dossiers).toMatchObject([{ id: opening.body['id'], prosegue: true, motivo: null }]);
  });

  it('is suspended by the comune with its effect on open dossiers, and comes back', async () => {
    const pause = { motivo: 'Morosità', atto: 'determina 4', dal: '2026-12-01', fascicoliAperti: 'SI_FERMANO' };
    expect(await life.write(comune, fieldsOf('atti/sospensione', pause))).toMatchObject(ok(200));
    expect(await life.step(comune, 'sospendi', why)).toMatchObject(ok(200));
    expect(await projected(life.id)).toMatchObject({ stato: 'SOSPESA', sospensione: { dal: '2026-12-01', fascicoliAperti: 'SI_FERMANO' } });
    expect((await life.show(comune)).dossiers).toMatchObject([{ prosegue: false, motivo: expect.stringContaining('sospesa') as string }]);
    expect(await life.step(dirigente, 'riattiva')).toMatchObject(ok(200));
    expect(await projected(life.id)).toMatchObject({ stato: 'ATTIVA', sospensione: null });
  });

  const look = async (): Promise<void> => {
    await worker.get(TermsSchedule).askForDue();
    await dirigente.until<{ stato: { code: string } }>(`/api/convenzioni/${life.id}`, () => true);
  };

  it('nears its end by the clock, with a reminder at 180, 90 and 30 days, each once', async () => {
    await onDay('2029-06-03');
    await look();
    await dirigente.until<{ stato: { code: string }; reminder: number | null }>(
      `/api/convenzioni/${life.id}`,
      ({ stato, reminder }) => stato.code === 'IN_SCADENZA' && reminder === 180,
    );
    await onDay('2029-11-01');
    await look();
    await look();
    await dirigente.until<{ reminder: number | null }>(`/api/convenzioni/${life.id}`, ({ reminder }) => reminder === 30);
    const given = await product.services.query(
      'select days_before, due_on::text from convenzione_reminders where dossier_id = $1 order by 1',
      [life.id],
    );
    expect(given).toEqual([
      { days_before: 30, due_on: '2029-10-31' },
      { days_before: 90, due_on: '2029-09-01' },
      { days_before: 180, due_on: '2029-06-03' },
    ]);
    expect((await life.show(comune)).timeline.filter(({ title }) => title.startsWith('Mancano'))).toHaveLength(3);
  });

  it('tells of each reminder, once, who answers for it on either side', async () => {
    const told = await product.services.query<{ text: string; parties: string[] }>(
      `select n.text, array_agg(distinct e.tipo order by e.tipo) as parties from notifications n join enti e on e.id = n.ente_id
       where n.dossier_id = $1 and n.code = 'CONVENZIONE.scadenza' group by 1 order by length(n.text), 1`,
      [life.id],
    );
    expect(told).toEqual(
      [30, 90, 180].map((days) => ({ text: `Mancano ${days} giorni alla fine della convenzione`, parties: ['COMUNE', 'PROVINCIA'] })),
    );
  });

  it('is renewed on new deliberations of one text, and goes on from the day after', async () => {
    const renewal = { inizio: '2029-12-01', fine: '2032-11-30' };
    expect(await life.write(funzionario, fieldsOf('atti/rinnovo', renewal))).toMatchObject(ok(200));
    expect(await life.write(comune, fieldsOf('atti/rinnovo/deliberaComune', deliberation('2029-10-20')))).toMatchObject(ok(200));
    expect(await life.write(funzionario, fieldsOf('atti/rinnovo/deliberaProvincia', deliberation('2029-10-25')))).toMatchObject(ok(200));
    expect(await life.upload(funzionario, 'TESTO_RINNOVO', text)).toMatchObject(ok(201));
    expect(await life.upload(comune, 'RINNOVO_TESTO_COMUNE', padesOf(text))).toMatchObject({
      status: 409,
      body: { details: { rule: 'TESTO_DIVERSO' } },
    });
    expect(await life.step(dirigente, 'rinnova')).toMatchObject({ status: 409 });
    expect(await life.upload(comune, 'RINNOVO_TESTO_COMUNE', text)).toMatchObject(ok(201));
    expect(await life.upload(funzionario, 'RINNOVO_TESTO_PROVINCIA', text)).toMatchObject(ok(201));
    expect(await life.step(dirigente, 'rinnova')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('non è ancora firmato') as string },
    });
    for (const [enteId, code, who] of [
      [demoEnteId('perugia'), 'FIRMA_SUA', dirigente],
      [montone, 'FIRMA_COMUNE', comune],
    ] as const) {
      expect(await life.upload(who === dirigente ? funzionario : who, `RINNOVO_${code}`, padesOf(text))).toMatchObject(ok(201));
      const renewed = { ...signature(enteId, code), alle: '2029-10-30T09:00:00Z', certificatoAl: '2030-12-31T00:00:00Z' };
      expect(await who.post(`/api/convenzioni/${life.id}/signatures`, renewed)).toMatchObject(ok(201));
    }
    expect(await life.step(dirigente, 'rinnova')).toMatchObject(ok(200));
    expect(await projected(life.id)).toMatchObject({ stato: 'RINNOVATA', dal: '2026-12-01', al: '2032-11-30' });
    await onDay('2029-12-01');
    await look();
    const after = await dirigente.until<{ stato: { code: string } }>(`/api/convenzioni/${life.id}`, ({ stato }) => stato.code === 'ATTIVA');
    expect(after).toMatchObject({
      renewal: {
        periods: [
          { dal: '2026-12-01', al: '2029-11-30', current: false },
          { dal: '2029-12-01', al: '2032-11-30', current: true },
        ],
      },
    });
    expect(await projected(life.id)).toMatchObject({ stato: 'ATTIVA', dal: '2026-12-01', al: '2032-11-30' });
  });

  it('ends by withdrawal, never before its notice', async () => {
    await onDay('2030-02-01');
    const notice = { dataComunicazione: '2030-02-01', dataEffetto: '2030-01-15', pec: 'PEC del 1° febbraio 2030' };
    expect(await life.write(comune, fieldsOf('atti/recesso', notice))).toMatchObject(ok(200));
    const before = await everything(life.id);
    expect((await life.show(comune)).actFindings).toMatchObject([
      { rule: 'RECESSO_PRIMA_DEL_PREAVVISO', field: 'atti/recesso/dataEffetto' },
    ]);
    expect(await life.step(comune, 'comunicaRecesso', why)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('prima della sua comunicazione') as string },
    });
    expect(await everything(life.id)).toEqual(before);
    expect(await life.write(comune, { 'atti/recesso/dataEffetto': '2030-05-02' })).toMatchObject(ok(200));
    expect(await life.step(comune, 'comunicaRecesso', why)).toMatchObject(ok(200));
    expect(await projected(life.id)).toMatchObject({ stato: 'RECESSO_IN_CORSO' });
    await onDay('2030-05-02');
    await Promise.all([look(), look()]);
    await dirigente.until<{ stato: { code: string } }>(`/api/convenzioni/${life.id}`, ({ stato }) => stato.code === 'CESSATA_RECESSO');
    expect(await projected(life.id)).toMatchObject({ stato: 'CESSATA_RECESSO' });
    expect(await life.write(funzionario, fieldsOf('atti/chiusura', { saldo: '0.00', fascicoliAperti: 'ULTRATTIVITA' }))).toMatchObject(
      ok(200),
    );
    expect(await life.step(funzionario, 'archivia')).toMatchObject(ok(200));
  });
});

/** Each value of a group as a field of its own. */
function fieldsOf(group: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}/${name}`, value]));
}

/** All that is kept of a convenzione, apart from what was refused being written in its history. */
async function everything(id: string): Promise<unknown> {
  const [row] = await product.services.query(
    `select (select to_jsonb(d) from dossiers d where d.id = $1) as dossier, (select to_jsonb(s) from schede s where s.dossier_id = $1) as sheet,
       (select jsonb_agg(v.sha256 order by v.created_at) from document_versions v where v.dossier_id = $1) as versions,
       (select to_jsonb(c) from convenzioni c where c.id = $1) as projected`,
    [id],
  );
  return row;
}
