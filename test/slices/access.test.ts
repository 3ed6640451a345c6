import { type ConflictDeclarationsView } from '@gare/contracts/conflict-declarations';
import { type DocumentView } from '@gare/contracts/documents';
import { KindLibrary } from '@gare/dossiers';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type ReviewGrantView } from '@gare/contracts/review-grants';
import { type Sheet } from '@gare/contracts/sheet';
import { FixedClock } from '@gare/platform/clock';
import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';
import { addPerson, addStudio, montone, perugia, studio } from '../security/two-provinces.js';

const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
let product: TestProduct;
let rup: Visitor;
let sua: Visitor;
let director: Visitor;

beforeAll(async () => {
  product = await startTestProduct({ worker: false, clock });
  rup = await product.signIn('rup@montone.example');
  sua = await product.signIn('sua@perugia.example');
  director = await product.signIn('dirigente@perugia.example');
});
afterAll(() => product.stop());

const undeclared = async (): Promise<string> => {
  const { body } = await rup.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di pulizia degli uffici comunali' });
  return body.id;
};
const write = async (visitor: Visitor, id: string, path = 'descrizione', value: unknown = 'Pulizia'): Promise<[number, string]> => {
  const { body } = await visitor.get<{ revision: number }>(`/api/dossiers/${id}/scheda`);
  const answer = await visitor.send<{ code?: string; details?: { code?: string } }>('PATCH', `/api/dossiers/${id}/scheda`, {
    baseRevision: body.revision,
    changes: [{ path, value }],
  });
  return [answer.status, answer.body.details?.code ?? ''];
};
const declarations = async (visitor: Visitor, id: string): Promise<ConflictDeclarationsView> =>
  (await visitor.get<ConflictDeclarationsView>(`/api/dossiers/${id}/conflict-declaration`)).body;
const detail = async (visitor: Visitor, id: string): Promise<DossierDetail> =>
  (await visitor.get<DossierDetail>(`/api/dossiers/${id}`)).body;

describe('the declaration of absence of conflict of interest', () => {
  it('stands before the first write of each person, on each dossier', async () => {
    const id = await undeclared();
    expect(await write(rup, id)).toEqual([403, 'CONFLITTO_DA_DICHIARARE']);
    const step = await rup.post<{ code: string; detail: string }>(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' });
    expect([step.status, step.body.code]).toEqual([403, 'access.declare_first']);
    const before = await detail(rup, id);
    expect(before.conflict).toEqual({ asked: true, own: 'NON_DICHIARATO' });
    expect(before.permissions.find(({ permission }) => permission === 'scheda.write')).toMatchObject({
      allowed: false,
      code: 'CONFLITTO_DA_DICHIARARE',
      reason: step.body.detail,
    });
    expect(before.transitions.map(({ allowed }) => allowed)).not.toContain('yes');
    await declareNoConflict(rup, id);
    expect(await write(rup, id)).toEqual([200, '']);
    expect(await write(sua, id)).toEqual([403, 'CONFLITTO_DA_DICHIARARE']);
    expect(await write(rup, await undeclared())).toEqual([403, 'CONFLITTO_DA_DICHIARARE']);
  });

  it('of a conflict is seen by the director, ends the work of who made it, and is superseded by a later one', async () => {
    const id = await openDossier(rup, 'Servizio di trasporto scolastico comunale');
    clock.advance(60_000);
    const declare = (body: object): ReturnType<Visitor['post']> => sua.post(`/api/dossiers/${id}/conflict-declaration`, body);
    expect((await declare({ answer: 'PRESENTE' })).status).toBe(400);
    expect((await declare({ answer: 'PRESENTE', text: 'Un concorrente è mio fratello.' })).status).toBe(201);
    expect(await write(sua, id)).toEqual([403, 'CONFLITTO_PRESENTE']);
    expect((await sua.get(`/api/dossiers/${id}`)).status).toBe(200);
    expect((await declarations(sua, id)).all).toEqual([]);
    expect((await declarations(director, id)).all).toMatchObject([
      { answer: 'PRESENTE', text: 'Un concorrente è mio fratello.', person: { nome: 'Marco Teste' } },
      { answer: 'ASSENTE', text: null, person: { nome: 'Lucia Bianchi' } },
    ]);
    const acts = await rup.get<{ items: { action: string; details: object }[] }>(`/api/dossiers/${id}/audit?kind=conflict`);
    expect(acts.body.items[0]).toMatchObject({ action: 'conflict.declared', details: { before: 'NON_DICHIARATO', after: 'PRESENTE' } });
    expect(JSON.stringify(acts.body)).not.toContain('fratello');
    clock.advance(60_000);
    expect((await declare({ answer: 'ASSENTE' })).status).toBe(201);
    expect(await write(sua, id)).toEqual([200, '']);
    const [rows] = await product.services.query<{ n: number }>(
      'select count(*)::int as n from conflict_declarations where dossier_id = $1',
      [id],
    );
    expect(rows?.n).toBe(3);
  });
});

describe('one person who works for two bodies', () => {
  const both = 'due-enti@perugia.example';
  let person: Visitor;
  const worksFor = async ({ enteId }: { enteId: string }): Promise<void> => {
    person = await person.workingFor(enteId);
  };

  beforeAll(async () => {
    const id = await addPerson(product, both, montone, ['RUP_COMUNE']);
    for (const role of ['RUP_SUA', 'FUNZ_SUA']) {
      await product.services.query(
        `insert into role_assignments (id, sua_id, ente_id, person_id, "role", dal) values (gen_random_uuid(), $1, $1, $2, $3, '2025-01-01')`,
        [perugia.suaId, id, role],
      );
    }
    person = await product.signIn(both);
  });

  it('declares for each, and may not be both RUPs of one tender', async () => {
    const id = await undeclared();
    await worksFor(montone);
    await declareNoConflict(person, id);
    expect(await write(person, id)).toEqual([200, '']);
    await worksFor(perugia);
    expect(await write(person, id)).toEqual([403, 'CONFLITTO_DA_DICHIARARE']);
    const refused = await person.post<{ code: string; detail: string; details: { findings: { rule: string }[] } }>(
      `/api/dossiers/${id}/conflict-declaration`,
      { answer: 'ASSENTE' },
    );
    expect([refused.status, refused.body.code, refused.body.details.findings[0]?.rule]).toEqual([409, 'conflict.incompatible', 'DUE_RUP']);
    expect(refused.body.detail).toContain('C. 62 c. 13');
    expect(await write(person, id)).toEqual([403, 'CONFLITTO_DA_DICHIARARE']);
    const [rows] = await product.services.query<{ n: number }>(
      'select count(*)::int as n from conflict_declarations where dossier_id = $1',
      [id],
    );
    expect(rows?.n).toBe(1);
  });

  it('has a conflict for all bodies, once one is declared', async () => {
    const id = await undeclared();
    await worksFor(montone);
    await worksFor(perugia);
    const { status } = await person.post(`/api/dossiers/${id}/conflict-declaration`, {
      answer: 'PRESENTE',
      text: 'Un concorrente è mio cugino.',
    });
    expect(status).toBe(201);
    await worksFor(montone);
    const { status: refused } = await person.post(`/api/dossiers/${id}/conflict-declaration`, { answer: 'ASSENTE' });
    expect(refused).toBe(409);
    expect(await write(person, id)).toEqual([403, 'CONFLITTO_PRESENTE']);
  });
});

describe('the responsibility matrix of the convenzione', () => {
  const generate = (visitor: Visitor, id: string, code: string): Promise<number> =>
    visitor.post(`/api/dossiers/${id}/documents/generate`, { codes: [code] }).then(({ status }) => status);
  const why = async (visitor: Visitor, id: string, code: string): Promise<string | null | undefined> => {
    const { body } = await visitor.get<{ items: DocumentView[] }>(`/api/dossiers/${id}/documents`);
    return body.items.find((item) => item.code === code)?.whyNot.generate;
  };

  it('is the permission table of the dossier: changed, it gives and takes at once', async () => {
    const id = await openDossier(rup, 'Servizio di refezione scolastica comunale', sua);
    expect(await why(rup, id, 'D04')).toContain('Può farlo: funzionario della SUA');
    expect(await generate(rup, id, 'D04')).toBe(403);
    // Refused now for its empty fields only: the matrix lets it through.
    expect(await generate(sua, id, 'D04')).toBe(422);
    const documents = product.api
      .get(KindLibrary)
      .require('GARA')
      .documents.map(({ code }) => code);
    const matrix = Object.fromEntries(documents.map((code) => [code, { RUP_COMUNE: 'd', RUP_SUA: 'S' }]));
    await product.services.query('update convenzioni set matrice = $1 where ente_id = $2', [matrix, montone.enteId]);
    try {
      expect(await why(rup, id, 'D04')).toBeNull();
      expect(await generate(rup, id, 'D04')).toBe(422);
      expect(await generate(sua, id, 'D04')).toBe(403);
      // Who drafts nothing does not fill the sheet either.
      expect(await write(sua, id)).toEqual([403, 'MATRICE']);
      // A document that came after the matrix was agreed goes by the usual row.
      const agreed = Object.fromEntries(Object.entries(matrix).filter(([code]) => code !== 'D04'));
      await product.services.query('update convenzioni set matrice = $1 where ente_id = $2', [agreed, montone.enteId]);
      expect(await generate(sua, id, 'D04')).toBe(422);
      expect(await generate(rup, id, 'D04')).toBe(403);
    } finally {
      await product.services.query('update convenzioni set matrice = null where ente_id = $1', [montone.enteId]);
    }
  });

  it('gives nothing once the convenzione has ended, except to bring the dossier to an end', async () => {
    const id = await openDossier(rup, 'Servizio di vigilanza degli edifici comunali', sua);
    await product.services.query(`update convenzioni set al = '2026-11-22' where ente_id = $1`, [montone.enteId]);
    try {
      expect(await write(rup, id)).toEqual([403, 'CONVENZIONE']);
      expect((await rup.post(`/api/dossiers/${id}/transitions`, { event: 'preparaIstanza' })).status).toBe(403);
      expect((await rup.get(`/api/dossiers/${id}`)).status).toBe(200);
      const motivation = 'La convenzione è scaduta e il comune rinuncia alla gara';
      expect((await rup.post(`/api/dossiers/${id}/transitions`, { event: 'annulla', motivation })).status).toBe(200);
    } finally {
      await product.services.query(`update convenzioni set al = '2028-02-13' where ente_id = $1`, [montone.enteId]);
    }
  });
});

describe('the phase of the dossier', () => {
  it('once the acts are approved leaves open what comes after the approval, and nothing else', async () => {
    const id = await openDossier(rup, 'Servizio di manutenzione del verde comunale', sua);
    await writeScheda(rup, id, [{ path: 'lotti', value: [{ id: 'LOT-0001' }] }]);
    await product.services.query(`update dossiers set state = 'DECISIONE' where id = $1`, [id]);
    expect(await write(rup, id)).toEqual([409, 'FASE']);
    expect(await write(rup, id, 'decisioneContrarre/numero', '12')).toEqual([200, '']);
    expect(await write(rup, id, 'lotti/LOT-0001/cig', 'B1A2C3D4E5')).toEqual([409, 'FASE']);
    const { body } = await rup.get<Sheet>(`/api/dossiers/${id}/scheda`);
    expect(body).toMatchObject({ writable: true, openFields: ['decisioneContrarre', 'copertura'] });
    const generate = await rup.post<{ code: string }>(`/api/dossiers/${id}/documents/generate`, { codes: ['D03'] });
    expect([generate.status, generate.body.code]).toEqual([409, 'document.read_only']);
    await product.services.query(`update dossiers set state = 'CIG' where id = $1`, [id]);
    expect((await write(sua, id, 'lotti/LOT-0001/cig', null))[0]).toBe(200);
    await product.services.query(`update dossiers set state = 'PUBBLICATA' where id = $1`, [id]);
    expect(await write(sua, id, 'lotti/LOT-0001/cig', null)).toEqual([409, 'FASE']);
    expect(await write(sua, id, 'pubblicazione/dataAlbo', '2026-11-23')).toEqual([200, '']);
    await product.services.query(`update dossiers set state = 'SOSPESA' where id = $1`, [id]);
    expect(await write(sua, id, 'pubblicazione/dataAlbo', null)).toEqual([409, 'FASE']);
  });
});

describe('leave to review for a lawyer from outside', () => {
  let id: string;
  let lawyer: Visitor;
  const give = (visitor: Visitor, change: object = {}): ReturnType<Visitor['post']> =>
    visitor.post(`/api/dossiers/${id}/review-grants`, {
      ...{ email: 'avvocato@studio.example', dal: '2026-11-23', al: '2026-11-24', reason: 'Parere sul disciplinare' },
      ...change,
    });

  beforeAll(async () => {
    await addStudio(product);
    await addPerson(product, 'avvocato@studio.example', studio, ['LEGAL']);
    id = await openDossier(rup, 'Concessione del palazzetto dello sport', director);
    lawyer = await product.signIn('avvocato@studio.example');
  });

  it('is given to the right person, for days that make sense, by who may', async () => {
    expect((await lawyer.get(`/api/dossiers/${id}`)).status).toBe(404);
    expect((await give(sua)).status).toBe(403);
    expect((await give(director, { email: 'legale@perugia.example' })).status).toBe(404);
    expect((await give(director, { al: '2026-11-22' })).status).toBe(422);
    expect((await give(director, { al: '2027-11-22' })).status).toBe(422);
    const { status, body } = await director.post<{ items: ReviewGrantView[] }>(`/api/dossiers/${id}/review-grants`, {
      ...{ email: 'avvocato@studio.example', dal: '2026-11-23', al: '2026-11-24', reason: 'Parere sul disciplinare' },
    });
    expect(status).toBe(201);
    expect(body.items).toMatchObject([{ person: { nome: 'Persona Di Prova' }, inForce: true, revocatoDal: null }]);
  });

  it('opens that dossier and no other, to read and to declare', async () => {
    const list = await lawyer.get<{ items: { id: string }[]; total: number; counts: { all: number } }>('/api/dossiers');
    expect(list.body).toMatchObject({ items: [{ id }], total: 1, counts: { all: 1 } });
    expect((await detail(lawyer, id)).ente.denominazione).toBe('Comune di Montone');
    expect((await lawyer.get(`/api/dossiers/${id}/scheda`)).status).toBe(200);
    expect((await lawyer.get(`/api/dossiers/${id}/checks`)).status).toBe(200);
    expect(await write(lawyer, id)).toEqual([403, 'INCARICO_LIMITATO']);
    expect((await lawyer.get(`/api/dossiers/${id}/audit`)).status).toBe(403);
    await declareNoConflict(lawyer, id);
    expect((await declarations(lawyer, id)).own).toMatchObject({ answer: 'ASSENTE', role: 'LEGAL' });
    const permissions = (await detail(lawyer, id)).permissions.filter(({ allowed }) => allowed).map(({ permission }) => permission);
    expect(permissions.sort()).toEqual([
      ...['conflict.declare', 'document.comment', 'document.read', 'document.review', 'dossier.read'],
      ...['draft.read', 'draft.suggest'],
    ]);
  });

  it('ends at the end of its last day, also in a session that is open', async () => {
    // Half past eleven of the last day, on an Italian clock.
    clock.advance(Date.parse('2026-11-24T22:30:00Z') - clock.now().getTime());
    lawyer = await product.signIn('avvocato@studio.example');
    expect((await lawyer.get(`/api/dossiers/${id}`)).status).toBe(200);
    clock.advance(3_600_000);
    expect((await lawyer.get(`/api/dossiers/${id}`)).status).toBe(404);
    expect((await lawyer.get<{ total: number }>('/api/dossiers')).body.total).toBe(0);
  });

  it('is taken back: the open session sees nothing from the next request on, and the stream of changes ends', async () => {
    director = await product.signIn('dirigente@perugia.example');
    const given = await director.post<{ items: ReviewGrantView[] }>(`/api/dossiers/${id}/review-grants`, {
      ...{ email: 'avvocato@studio.example', dal: '2026-11-20', al: '2026-12-20', reason: 'Parere sul disciplinare' },
    });
    const grant = given.body.items.find(({ inForce }) => inForce);
    expect((await lawyer.get(`/api/dossiers/${id}`)).status).toBe(200);
    const stream = await fetch(`${product.url}/api/events`, { headers: lawyer.headers });
    const reading = stream.text();
    expect((await director.send('DELETE', `/api/dossiers/${id}/review-grants/${grant?.id ?? ''}`)).status).toBe(204);
    expect(await reading).toContain('event: hello');
    expect((await lawyer.get(`/api/dossiers/${id}`)).status).toBe(404);
    expect((await director.send('DELETE', `/api/dossiers/${id}/review-grants/${grant?.id ?? ''}`)).status).toBe(404);
    const acts = await director.get<{ items: { action: string }[] }>(`/api/dossiers/${id}/audit?kind=review`);
    expect(acts.body.items.map(({ action }) => action)).toEqual(['review.revoked', 'review.granted', 'review.granted']);
  });
});
