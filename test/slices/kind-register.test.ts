import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { type KindExamination, type KindMigrationPlan, type KindMigrationView, type KindVersionView } from '@gare/contracts/kinds';
import { type JobView } from '@gare/contracts/jobs';
import { createHttpApplication } from '@gare/platform/runtime';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { Visitor, type Answer } from '../../apps/cli/src/demo/visitor.js';
import { demoPassword, startTestProduct, type TestProduct } from '../harness/test-product.js';

/** The register of dossier kinds: publishing by an administrator, running dossiers on theirs, passing as an act. */

interface Kind {
  version: string;
  documents: { code: string; title?: string; format: string; drafter?: string; requirement: unknown }[];
  process: { states: { code: string; label?: string; kind: string }[]; transitions: { from: string | string[]; to: string }[] };
  gates: { code: string; conditions: unknown[] }[];
}

const kindFile = resolve('templates/kinds/richiesta-affiancamento.json');
const shipped = readFileSync(kindFile, 'utf8');
const code = 'RICHIESTA_AFFIANCAMENTO';
const first = (JSON.parse(shipped) as Kind).version;
const motivation = 'Lo chiede la nuova intesa fra Provincia e comuni.';

let product: TestProduct;
let dirigente: Visitor;
let comune: Visitor;

beforeAll(async () => {
  product = await startTestProduct();
  dirigente = await product.signIn('dirigente@perugia.example');
  comune = await product.signIn('rup@montone.example');
});
afterAll(() => product.stop());

function next(version: string, change: (kind: Kind) => void = () => undefined): string {
  const kind = JSON.parse(shipped) as Kind;
  kind.version = version;
  change(kind);
  return JSON.stringify(kind, null, 2);
}
const addDocument = (kind: Kind): void => {
  kind.documents.push({ code: 'INTESA', title: 'Intesa firmata', format: 'up', requirement: 'M', drafter: 'DELEGATO' });
};
/** `INVIATA` under another name. */
const rename = (text: string): string => text.replaceAll('"INVIATA"', '"RICEVUTA"').replaceAll('days(INVIATA', 'days(RICEVUTA');

const examine = (text: string, who = dirigente): Promise<Answer<KindExamination>> => who.post('/api/kinds/examinations', { text });
async function publish(text: string, who = dirigente): Promise<Answer<{ code: string; version: string }>> {
  const { body } = await examine(text);
  return who.post('/api/kinds/versions', { text, sha256: body.sha256, motivation });
}
async function versions(): Promise<readonly KindVersionView[]> {
  const { body } = await dirigente.get<{ items: { code: string; versions: KindVersionView[] }[] }>('/api/kinds/versions');
  return body.items.find((item) => item.code === code)?.versions ?? [];
}
async function open(): Promise<DossierDetail> {
  const { status, body } = await comune.post<DossierDetail>('/api/dossiers', { kind: code, oggetto: 'Affiancamento su una procedura' });
  expect(status).toBe(201);
  return body;
}
const show = async (id: string): Promise<DossierDetail> => (await comune.get<DossierDetail>(`/api/dossiers/${id}`)).body;

/** What a newer release of the product does at its start: it publishes its file and tells the processes that run. */
async function shipNext(text: string, version: string): Promise<void> {
  await product.services.query(
    `insert into kind_versions (id, code, version, text, sha256, published_at)
     values (gen_random_uuid(), $1, $2, $3, encode(sha256(convert_to($3, 'UTF8')), 'hex'), now())`,
    [code, version, text],
  );
  await product.services.query(`select pg_notify('gare_changes', '{"kinds":true}')`);
  await dirigente.until<{ items: { versions: KindVersionView[] }[] }>('/api/kinds/versions', ({ items }) =>
    items.some((item) => item.versions.some((one) => one.version === version)),
  );
}

describe('what is shipped with the product', () => {
  it('is published at the start, with the text of its file, and in force', async () => {
    const [only, ...others] = await versions();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ version: first, shipped: true, inForce: true, publishedBy: null });
    const { body } = await dirigente.get<{ text: string; sha256: string }>(`/api/kinds/${code}/versions/${first}`);
    expect(body).toEqual({ text: shipped, sha256: only?.sha256 });
  });

  it('does not change under its version: a process with another text refuses to start and says why', async () => {
    const templatesDir = await mkdtemp(join(tmpdir(), 'gare-kinds-'));
    try {
      await cp(resolve('templates'), templatesDir, { recursive: true });
      await writeFile(join(templatesDir, 'kinds/richiesta-affiancamento.json'), shipped.replace('"Bozza"', '"Prima bozza"'));
      const config = { ...product.services.config, templatesDir };
      const app = await createHttpApplication(ApiModule.with(config), { web: false });
      await expect(app.init()).rejects.toThrow(/già pubblicati con un altro testo[\s\S]*richiesta-affiancamento\.json/);
      await app.close();
    } finally {
      await rm(templatesDir, { recursive: true, force: true });
    }
  });
});

describe('a version before it is published', () => {
  it('is refused with line and reason where it is wrong', async () => {
    const wrong = next('1.1.0', (kind) => {
      kind.process.states.push({ code: 'ISOLATA', label: 'Isolata', kind: 'normal' });
    });
    const { body } = await examine(wrong);
    const line = wrong.split('\n').findIndex((row) => row.includes('"ISOLATA"'));
    expect(body.findings.map((finding) => finding.message).join()).toContain('«ISOLATA» non si raggiunge');
    // The finding is about the object, which begins the line before its code.
    expect(body.findings[0]?.line).toBe(line);
    expect((await publish(wrong)).body).toMatchObject({ code: 'kind.refused' });
    expect((await examine('{ "code": ')).body.findings).toMatchObject([{ line: 1 }]);
  });

  it('is refused where it loosens what the product blocks, or does not grow', async () => {
    const looser = next('1.1.0', (kind) => void kind.gates[0]?.conditions.pop());
    expect((await examine(looser)).body.findings).toMatchObject([{ message: expect.stringContaining('manca la condizione') as string }]);
    expect((await publish(looser)).status).toBe(422);
    expect((await examine(next('0.9.0'))).body.findings).toMatchObject([{ path: '$.version' }]);
  });

  it('is compared with the version in force', async () => {
    const { body } = await examine(next('1.1.0', addDocument));
    expect(body).toMatchObject({
      ...{ code, version: '1.1.0+PG', against: first, findings: [] },
      differences: [{ part: 'DOCUMENTO', code: 'INTESA', change: 'AGGIUNTO' }],
    });
  });

  it('is published only as it was examined, and only by who may', async () => {
    const text = next('1.1.0', addDocument);
    const stale = await dirigente.post('/api/kinds/versions', { text, sha256: 'a'.repeat(64), motivation });
    expect([stale.status, stale.body['code']]).toEqual([409, 'kind.examine_again']);
    const sua = await product.signIn('sua@perugia.example');
    expect((await examine(text, sua)).status).toBe(403);
    expect((await comune.get('/api/kinds/versions')).status).toBe(403);
    expect(await versions()).toHaveLength(1);
  });
});

describe('a version of the Province', () => {
  let before: DossierDetail;
  let after: DossierDetail;

  it('is taken by new dossiers, while running ones stay on theirs, also in another process', async () => {
    before = await open();
    // Another api over the same database, started before the version exists.
    const other = await createHttpApplication(ApiModule.with(product.services.config), { web: false });
    await other.listen(0, '127.0.0.1');
    try {
      expect((await publish(next('1.1.0', addDocument))).body).toMatchObject({ version: '1.1.0+PG' });
      after = await open();
      expect([before.kind.version, after.kind.version]).toEqual([first, '1.1.0+PG']);
      expect((await show(before.id)).kind.version).toBe(first);
      const elsewhere = await Visitor.signIn((await other.getUrl()).replace('[::1]', '127.0.0.1'), 'rup@montone.example', demoPassword);
      const seen = await elsewhere.until<DossierDetail>(
        `/api/dossiers/${after.id}`,
        (body) => 'kind' in body && body.kind.version === '1.1.0+PG',
      );
      expect(seen.state.code).toBe('BOZZA');
    } finally {
      await other.close();
    }
    expect((await versions()).map(({ version, inForce, dossiers }) => [version, inForce, dossiers])).toEqual([
      ['1.1.0+PG', true, 1],
      [first, false, 1],
    ]);
    const running = await dirigente.get<{ items: { codiceAppalto: string; ente: string }[]; total: number }>(
      `/api/kinds/${code}/versions/${encodeURIComponent('1.1.0+PG')}/dossiers`,
    );
    expect(running.body).toMatchObject({ total: 1, items: [{ codiceAppalto: after.codiceAppalto, ente: 'Comune di Montone' }] });
    const acts = await product.services.query<{ summary: string }>(`select summary from registry_acts where action = 'kind.published'`);
    expect(acts.map(({ summary }) => summary).join()).toContain('1.1.0+PG');
  });

  it('cannot be published twice', async () => {
    const again = await publish(next('1.1.0', addDocument));
    expect(again.status).toBe(422);
    expect(again.body).toMatchObject({ code: 'kind.refused', detail: expect.stringContaining('già pubblicata') as string });
  });

  it('is reached by a running dossier only by an act, told before and kept in its history', async () => {
    const path = `/api/dossiers/${before.id}/kind`;
    const plan = await dirigente.post<KindMigrationPlan>(`${path}/plan`, { to: '1.1.0+PG' });
    expect(plan.body).toMatchObject({
      ...{ from: first, to: '1.1.0+PG', refusals: [], state: { from: 'BOZZA', to: 'BOZZA' } },
      documents: [{ code: 'INTESA', label: 'Intesa firmata', before: 'non previsto', after: 'obbligatorio' }],
    });
    expect((await comune.post(path, { to: '1.1.0+PG', motivation })).status).toBe(403);
    expect((await dirigente.post(path, { to: '1.1.0+PG', motivation: 'breve' })).status).toBe(400);
    expect((await dirigente.post(path, { to: '1.1.0+PG', motivation })).body).toEqual({ version: '1.1.0+PG', state: 'BOZZA' });
    expect((await show(before.id)).kind.version).toBe('1.1.0+PG');
    const { body } = await comune.get<{ items: { action: string; summary: string }[] }>(`/api/dossiers/${before.id}/audit`);
    const act = body.items.find(({ action }) => action === 'dossier.kindMigrated');
    expect(act?.summary).toContain(motivation);
    const documents = await comune.get<{ items: { code: string }[] }>(`/api/dossiers/${before.id}/documents`);
    expect(documents.body.items.map((item) => item.code)).toContain('INTESA');
    expect((await dirigente.post(path, { to: '1.1.0+PG', motivation })).body).toMatchObject({ code: 'kind.migration_refused' });
  });

  it('takes all running dossiers of a version in the background; one whose state is gone stays until its place is told', async () => {
    await product.services.query(`update dossiers set state = 'INVIATA' where id = $1`, [after.id]);
    expect((await publish(rename(next('2.0.0')))).body).toMatchObject({ code: 'kind.refused' });
    await shipNext(rename(next('2.0.0', addDocument)), '2.0.0');
    const move = (mapping: Record<string, string>): Promise<Answer<JobView>> =>
      dirigente.post(`/api/kinds/${code}/migrations`, { from: '1.1.0+PG', to: '2.0.0', mapping, motivation });
    const finished = async (id: string): Promise<KindMigrationView['outcome'] | undefined> => {
      const { items } = await dirigente.until<{ items: KindMigrationView[] }>(`/api/kinds/${code}/migrations`, (body) =>
        body.items.some(({ job }) => job.id === id && ['done', 'failed'].includes(job.status)),
      );
      return items.find(({ job }) => job.id === id)?.outcome;
    };
    const started = await move({});
    expect(started.status).toBe(202);
    expect(await finished(started.body.id)).toEqual({
      passed: 1,
      remaining: [{ codiceAppalto: after.codiceAppalto, refusal: expect.stringContaining('«Inviata» non esiste') as string }],
    });
    expect([(await show(before.id)).kind.version, (await show(after.id)).kind.version]).toEqual(['2.0.0', '1.1.0+PG']);
    const again = await move({ INVIATA: 'RICEVUTA' });
    expect(await finished(again.body.id)).toEqual({ passed: 1, remaining: [] });
    const moved = await show(after.id);
    expect([moved.kind.version, moved.state.code]).toEqual(['2.0.0', 'RICEVUTA']);
    const stays = await product.services.query<{ state: string; open: boolean }>(
      'select state, to_at is null as open from dossier_stays where dossier_id = $1 order by from_at, to_at nulls last',
      [after.id],
    );
    expect(stays.at(-1)).toEqual({ state: 'RICEVUTA', open: true });
  });
});
