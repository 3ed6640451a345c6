import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type DraftView } from '@gare/contracts/drafts';
import { freePorts } from '@gare/platform/services';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { DraftClient, until } from '../harness/draft-client.js';
import { environmentOf } from '../harness/process-environment.js';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';
import { MortalServers } from './mortal-servers.js';

let servers: MortalServers;
let started: TemplateProduct;
let port: number;
let collab: ChildProcess;
let sua: Visitor;
let place: { dossierId: string; code: string };
let draftId: string;

beforeAll(async () => {
  servers = await MortalServers.start();
  [port = 0] = await freePorts(1);
  const environment = { COLLAB_URL: `http://127.0.0.1:${port}` };
  started = await startTemplateProductWith(
    { environment },
    { code: 'D33', title: 'Disciplinare di gara', paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.')] },
  );
  sua = await started.product.signIn('sua@perugia.example');
  const dossierId = await openDossier(started.rup, 'Servizio di refezione', sua);
  await writeScheda(started.rup, dossierId, [{ path: 'oggetto', value: 'Servizio di refezione' }]);
  place = { dossierId, code: 'D33' };
  const opened = await sua.post<DraftView>(`/api/dossiers/${dossierId}/drafts/D33`);
  draftId = opened.body.id;
  collab = startProcess();
});
afterAll(async () => {
  await killed();
  await started.stop();
  await servers.stop();
});

/** The process of drafts as it runs for users, from the build. */
function startProcess(): ChildProcess {
  return spawn(process.execPath, [resolve('dist/apps/collab/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], ...environmentOf(started.product.services) },
      ...{ COLLAB_PORT: String(port), LOG_LEVEL: 'silent' },
    },
  });
}

async function killed(): Promise<void> {
  const exit = once(collab, 'exit');
  collab.kill('SIGKILL');
  await exit;
}

/** All that Postgres has of the draft, as letters among the bytes of its updates. */
async function isKept(words: string): Promise<boolean> {
  const [row] = await started.product.services.query<{ kept: boolean }>(
    `select exists (select 1 from draft_updates where draft_id = $1 and position(convert_to($2, 'UTF8') in "update") > 0) as kept`,
    [draftId, words],
  );
  return row?.kept === true;
}

it('what was acknowledged is in Postgres when the process is killed right after, and is there again for all', async () => {
  const client = await DraftClient.ready(sua, place);
  for (let round = 1; round <= 4; round += 1) {
    client.type(` Parola${round}.`);
    await client.saved();
    await killed();
    expect(await isKept(` Parola${round}.`)).toBe(true);
    // Typed while nobody listens.
    client.type(` Intanto${round}.`);
    collab = startProcess();
    await client.saved();
  }
  const other = await DraftClient.ready(sua, place);
  expect(other.text).toBe(client.text);
  for (let round = 1; round <= 4; round += 1) expect(other.text).toContain(`Parola${round}. Intanto${round}.`);
  client.close();
  other.close();
});

it('acknowledges nothing while the database is away, and everything when it is back', async () => {
  const client = await DraftClient.ready(sua, place);
  await servers.killPostgres();
  client.type(' Senza archivio.');
  await until('the api says the database is away', async () => (await fetch(`${sua.url}/health/ready`)).status === 503);
  expect(client.isSaved).toBe(false);
  await servers.startPostgres();
  await client.saved();
  expect(await isKept(' Senza archivio.')).toBe(true);
  client.close();
});

it('goes on without Redis, and what was typed meanwhile is kept', async () => {
  const client = await DraftClient.ready(sua, place);
  await servers.killRedis();
  client.type(' Senza code.');
  await client.saved();
  expect(await isKept(' Senza code.')).toBe(true);
  await servers.startRedis();
  const other = await DraftClient.ready(sua, place);
  expect(other.text).toContain('Senza code.');
  client.close();
  other.close();
});
