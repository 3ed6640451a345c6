import { type INestApplicationContext } from '@nestjs/common';
import { ChecksReader } from '@gare/checks';
import { type CheckResultView, type ChecksView } from '@gare/contracts/checks';
import { type DossierDetail } from '@gare/contracts/dossiers';
import { workedExample } from '@gare/domain/scheda/samples/index';
import { FixedClock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { type JobRun } from '@gare/platform/queue';
import { DataSource } from 'typeorm';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { RunChecksHandler } from '../../libs/checks/src/run-checks.handler.js';
import { heading, plain } from '../harness/documents-templates.js';
import { changesOf, openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProduct, type TemplateProduct } from '../harness/template-product.js';
import { startTestProduct, type TestProduct } from '../harness/test-product.js';

let started: TemplateProduct;
let product: TestProduct;
let worker: INestApplicationContext;
let rup: Visitor;

beforeAll(async () => {
  const request = [heading('Istanza'), plain('Si chiede {oggetto}, da concludere entro il ____.')];
  const paragraphs = [...request, heading('Importi'), plain('L’importo a base di gara è pari a euro undici/00.')];
  started = await startTemplateProduct({ code: 'D03', title: 'Istanza di attivazione', paragraphs });
  ({ product, worker, rup } = started);
});
afterAll(() => started.stop());

const newDossier = (): Promise<string> => openDossier(rup, 'Servizio di pulizia degli edifici comunali di Montone');

const write = (dossierId: string, changes: readonly { path: string; value: unknown }[]): Promise<number> =>
  writeScheda(rup, dossierId, changes);

const checksOf = async (dossierId: string): Promise<ChecksView> => (await rup.get<ChecksView>(`/api/dossiers/${dossierId}/checks`)).body;

const settled = (dossierId: string): Promise<ChecksView> =>
  rup.until<ChecksView>(
    `/api/dossiers/${dossierId}/checks`,
    ({ running, results }) => !running && results.length > 0 && results.every(({ stale }) => !stale),
  );

async function exampleDossier(): Promise<string> {
  const dossierId = await newDossier();
  expect(await write(dossierId, changesOf(workedExample))).toBe(200);
  return dossierId;
}

function one({ results }: ChecksView, id: string): CheckResultView {
  const found = results.find(({ checkId }) => checkId === id);
  if (!found) throw new Error(`no result of ${id}`);
  return found;
}

interface Row {
  check_id: string;
  checked_at: Date;
  stale: boolean;
}
const rows = (dossierId: string): Promise<Row[]> =>
  product.services.query<Row>('select * from check_results where dossier_id = $1 order by check_id', [dossierId]);

async function handle(dossierId: string, all: boolean): Promise<void> {
  const [dossier] = await product.services.query<{ sua_id: string }>('select sua_id from dossiers where id = $1', [dossierId]);
  const run = { context: { scope: 'sua', suaId: dossier?.sua_id }, progress: () => Promise.resolve() } as unknown as JobRun;
  await worker.get(RunChecksHandler).handle({ dossierId, all }, run);
}

describe('checks run by themselves', () => {
  it('when a dossier is opened: nothing passes that has no data', async () => {
    const dossierId = await newDossier();
    const view = await settled(dossierId);
    expect(one(view, 'DATA-01')).toMatchObject({ status: 'UNKNOWN', severity: 'BLOCK', group: 'DATA' });
    expect(view.summary.unknown).toBeGreaterThan(0);
    expect(view.summary.blocks).toBe(0);
  });

  it('while the sheet is filled in: the worked example of the brief, at its reference date', async () => {
    const dossierId = await exampleDossier();
    const view = await settled(dossierId);
    expect(view.asOf).toBe('2026-11-10');
    const expected = {
      'DATA-16': 'OK',
      'PROC-01': 'KO',
      'PROC-12': 'OK',
      'PROC-15': 'KO',
      'PROC-19': 'KO',
      'PROC-21': 'KO',
      'AWD-02': 'KO',
      'PART-01': 'OK',
      'PART-07': 'OK',
      'PART-14': 'KO',
    };
    expect(Object.fromEntries(Object.keys(expected).map((id) => [id, one(view, id).status]))).toEqual(expected);
    expect(one(view, 'PROC-01').message).toContain('283.667');
    const ranks = view.results.map(({ status, severity }) => (status === 'KO' ? ['BLOCK', 'ERROR', 'WARN', 'INFO'].indexOf(severity) : 9));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const { body } = await rup.get<DossierDetail>(`/api/dossiers/${dossierId}`);
    expect(body.blocks).toBe(view.summary.blocks);
    expect(body.firstBlock).toMatchObject({ checkId: view.results[0]?.checkId });
  });

  it('when a document gets a version: what is left to fill in is found in its text', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    expect((await rup.post(`/api/dossiers/${dossierId}/documents/generate`, { codes: ['D03'] })).status).toBe(202);
    const view = await rup.until<ChecksView>(
      `/api/dossiers/${dossierId}/checks`,
      (checks) => !checks.running && one(checks, 'DATA-25').status === 'KO' && one(checks, 'DATA-32').status === 'KO',
    );
    expect(one(view, 'DATA-25')).toMatchObject({ severity: 'BLOCK', evidence: [{ documentCode: 'D03' }] });
    // A value typed beside those of the sheet is told with the headings above it and its line.
    expect(one(view, 'DATA-32')).toMatchObject({ status: 'KO', evidence: [{ documentCode: 'D03', line: 3 }] });
    expect(one(view, 'DATA-32').message).toContain('«Istanza di attivazione della procedura», sotto «Importi», riga 4: ');
  });
});

describe('after a change', () => {
  it('the results it touches are stale at once, and only what changed runs again', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    const before = await rows(dossierId);
    expect(await write(dossierId, [{ path: 'lotti/LOT-0001/importi/opzioni/rinnovo/importo', value: '10000.00' }])).toBe(200);
    const during = await checksOf(dossierId);
    expect(during.running).toBe(true);
    expect(one(during, 'DATA-16').stale).toBe(true);
    expect(one(during, 'DATA-01').stale).toBe(false);
    await settled(dossierId);
    const again = (await rows(dossierId))
      .filter((row, index) => row.checked_at.getTime() !== before[index]?.checked_at.getTime())
      .map((row) => row.check_id);
    expect(again).toEqual(expect.arrayContaining(['DATA-16', 'PROC-01']));
    expect(again).not.toContain('DATA-01');
    expect(again.length).toBeLessThan(before.length / 2);
  });

  it('nothing is stale and nothing is queued when the change itself fails', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    const before = await rows(dossierId);
    await product.services.query(`create function refuse_job() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`);
    await product.services.query(
      `create trigger refuse_runs before insert on jobs for each row when (new.name = 'checks.run') execute function refuse_job()`,
    );
    try {
      expect(await write(dossierId, [{ path: 'lotti/LOT-0001/importi/opzioni/rinnovo/importo', value: '1.00' }])).toBe(500);
    } finally {
      await product.services.query('drop trigger refuse_runs on jobs');
    }
    expect(await rows(dossierId)).toEqual(before);
    expect((await checksOf(dossierId)).running).toBe(false);
  });

  it('a run that thought about older values writes nothing', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    const before = await rows(dossierId);
    const owner = await new DataSource({ type: 'postgres', url: product.services.ownerUrl }).initialize();
    try {
      const outcome = await owner.transaction(async (tx) => {
        await tx.query('select 1 from dossiers where id = $1 for update', [dossierId]);
        const run = handle(dossierId, true);
        // The run has read its facts and waits for the dossier; the scheda moves on under it.
        for (let waiting = 0; waiting === 0;) {
          const [row] = await product.services.query<{ waiting: number }>(
            `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          );
          waiting = row?.waiting ?? 0;
        }
        await product.services.query('update schede set revision = revision + 1 where dossier_id = $1', [dossierId]);
        return { run };
      });
      await outcome.run;
    } finally {
      await owner.destroy();
    }
    expect(await rows(dossierId)).toEqual(before);
  });
});

describe('when the day changes', () => {
  it('results read on the law of another day run again, unless the dossier has its own date', async () => {
    const clock = new FixedClock(new Date('2026-11-23T08:00:00Z'));
    const other = await startTestProduct({ environment: { TEMPLATES_DIR: started.templatesDir }, clock });
    try {
      const person = await other.signIn('rup@montone.example');
      const { body } = await person.post<{ id: string }>('/api/dossiers', { oggetto: 'Servizio di pulizia degli edifici comunali' });
      const path = `/api/dossiers/${body.id}/checks`;
      const done = ({ running, results }: ChecksView): boolean => !running && results.length > 0;
      expect((await person.until<ChecksView>(path, done)).asOf).toBe('2026-11-23');
      clock.advance(24 * 3_600_000);
      const tomorrow = await other.signIn('rup@montone.example');
      expect((await tomorrow.get<ChecksView>(path)).body.running).toBe(true);
      expect((await tomorrow.until<ChecksView>(path, done)).asOf).toBe('2026-11-24');
    } finally {
      await other.stop();
    }
  });
});

describe('running again', () => {
  it('changes nothing on equal inputs, and everything on request', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    const before = await rows(dossierId);
    await handle(dossierId, false);
    expect(await rows(dossierId)).toEqual(before);
    const { status, body } = await rup.post<{ jobId: string }>(`/api/dossiers/${dossierId}/checks/run`);
    expect(status).toBe(202);
    expect(body.jobId).toMatch(/^[0-9a-f-]{36}$/);
    await settled(dossierId);
    const after = await rows(dossierId);
    expect(after.map((row) => ({ ...row, checked_at: null }))).toEqual(before.map((row) => ({ ...row, checked_at: null })));
    expect(after.every((row, index) => row.checked_at.getTime() > (before[index]?.checked_at.getTime() ?? Infinity))).toBe(true);
  });
});

describe('terms are counted at the seat of the SUA', () => {
  it('the patron saint on the last day moves the earliest deadline that TERM-01 asks for', async () => {
    const dossierId = await exampleDossier();
    expect(one(await settled(dossierId), 'TERM-01').suggestion).toBe('Sposta la scadenza almeno al 10/12/2026.');
    const sua = 'where id = (select sua_id from dossiers where id = $1)';
    await product.services.query(`update enti set patrono = '12-10' ${sua}`, [dossierId]);
    try {
      expect((await rup.post(`/api/dossiers/${dossierId}/checks/run`)).status).toBe(202);
      const view = await rup.until<ChecksView>(
        `/api/dossiers/${dossierId}/checks`,
        (checks) => !checks.running && one(checks, 'TERM-01').suggestion?.includes('11/12/2026') === true,
      );
      expect(one(view, 'TERM-15')).toMatchObject({
        status: 'KO',
        severity: 'WARN',
        message: expect.stringContaining('domenica') as string,
      });
    } finally {
      await product.services.query(`update enti set patrono = null ${sua}`, [dossierId]);
    }
  });
});

describe('what others ask', () => {
  it('a comune sees only the checks of its dossiers', async () => {
    const dossierId = await newDossier();
    const other = await product.signIn('rup@tuoro.example');
    expect((await other.get(`/api/dossiers/${dossierId}/checks`)).status).toBe(404);
    expect((await other.post(`/api/dossiers/${dossierId}/checks/run`)).status).toBe(404);
  });

  it('the package is told what blocks, with the field to go to', async () => {
    const dossierId = await exampleDossier();
    await settled(dossierId);
    const [dossier] = await product.services.query<{ sua_id: string }>('select sua_id from dossiers where id = $1', [dossierId]);
    const blocks = await worker
      .get(Database)
      .read({ scope: 'sua', suaId: dossier?.sua_id ?? '' }, (reader) => worker.get(ChecksReader).blocks(reader, dossierId));
    expect(blocks.find(({ checkId }) => checkId === 'PROC-01')).toMatchObject({ status: 'KO', stale: false });
    expect(blocks.some(({ path }) => path !== null)).toBe(true);
    expect(one(await checksOf(dossierId), 'TERM-12')).toMatchObject({ status: 'UNKNOWN', severity: 'BLOCK' });
    expect(blocks.some(({ checkId }) => checkId === 'TERM-12')).toBe(false);
    expect(blocks.every(({ status }) => status === 'KO' || status === 'UNKNOWN')).toBe(true);
  });
});
