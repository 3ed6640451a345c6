import { join } from 'node:path';
import { Client } from 'pg';
import { freePorts } from '@gare/platform/services';
import { demoEnteId, seedDemo } from '../../demo/seed-demo.js';
import { Visitor } from '../../demo/visitor.js';
import { Product } from '../../start/product.js';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';

const runs = 5;
const asked = 100;
const warmUp = 20;
const comuni = 120;
const few = 1_000;
const many = 100_000;

const how = `GET /api/dossiers as the first page of the Scrivania asks for it (25 rows, newest first, total and counters), over HTTP on a running api, as a funzionario of a Province with ${comuni} comuni; row-level security on. ${asked} requests one after the other a run, the 95th percentile of each; two products run side by side and are asked in turn.`;

export const dossierList: Measurement = {
  terms: { figure: 'dossier-list', unit: 'ms', peer: null, target: 60, mustBe: 'atMost', description: `${how} ${many} dossiers.` },
  measure: async (tell) => (await both(tell)).map(({ value }) => ({ value })),
};

export const dossierListGrowth: Measurement = {
  terms: {
    figure: 'dossier-list-growth',
    unit: 'ms',
    peer: `the same with ${few} dossiers`,
    target: 1.3,
    mustBe: 'atMost',
    description: `${how} ${many} dossiers against ${few} of a like Province.`,
  },
  measure: both,
};

let measured: Promise<Run[]> | null = null;

/** Both figures are of the same requests: whoever asks second gets them as they are. */
function both(tell: Tell): Promise<Run[]> {
  measured ??= inTemporaryDirectory((directory) => measure(directory, tell));
  return measured;
}

/** A Province of its own, running, with so many dossiers. */
interface Province {
  readonly total: number;
  readonly official: Visitor;
  readonly times: number[];
  stop(): Promise<void>;
}

/** Two products that run side by side and are asked in turn: what the machine does meanwhile hits both alike. */
async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const provinces: Province[] = [];
  try {
    for (const total of [few, many]) provinces.push(await startProvince(join(directory, String(total)), total));
    const [small, large] = provinces;
    if (small === undefined || large === undefined) throw new Error('two Provinces are measured');
    const measured: Run[] = [];
    for (let run = 0; run <= runs; run += 1) {
      for (const province of [small, large]) province.times.length = 0;
      for (let request = 0; request < (run === 0 ? warmUp : asked); request += 1)
        for (const province of [small, large]) await ask(province);
      if (run === 0) continue;
      const [peer, value] = [percentile(small.times), percentile(large.times)];
      measured.push({ value, peer });
      tell(`  ${run}/${runs}: ${value.toFixed(1)} ms, with ${few} dossiers ${peer.toFixed(1)} ms`);
    }
    return measured;
  } finally {
    for (const province of provinces) await province.stop();
  }
}

async function startProvince(dataDir: string, total: number): Promise<Province> {
  const [port = 0] = await freePorts(1);
  let password = '';
  const product = await Product.start({
    dataDir,
    port,
    environment: ownEnvironment(),
    say: () => undefined,
    prepare: async (installation) => {
      password = installation.demoPassword;
      await seedDemo(installation.ownerUrl, password);
    },
  });
  const database = new Client({ connectionString: product.installation.ownerUrl });
  await database.connect();
  try {
    await addComuni(database);
    await addDossiers(database, 1, total);
  } finally {
    await database.end();
  }
  const official = await Visitor.signIn(product.url, 'sua@perugia.example', password);
  return { total, official, times: [], stop: () => product.stop() };
}

async function ask({ official, total, times }: Province): Promise<void> {
  const start = performance.now();
  const { status, body } = await official.get<{ total: number; items: unknown[] }>('/api/dossiers');
  times.push(performance.now() - start);
  if (status !== 200 || body.total !== total || body.items.length !== 25) throw new Error(`not the list: ${status} ${body.total}`);
}

const percentile = (times: readonly number[]): number =>
  [...times].sort((left, right) => left - right)[Math.floor(times.length * 0.95)] ?? Number.NaN;

async function addComuni(database: Client): Promise<void> {
  await database.query(
    `insert into enti (id, sua_id, tipo, denominazione, codice_fiscale, created_at)
     select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'COMUNE', 'Comune ' || n, lpad(n::text, 11, '0'), now()
     from generate_series(1, $2::int) n`,
    [demoEnteId('perugia'), comuni],
  );
}

async function addDossiers(database: Client, from: number, to: number): Promise<void> {
  await database.query(
    `insert into dossiers (id, sua_id, ente_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, blocks, errors, scadenza_offerte,
       created_by, created_at, updated_at)
     select gen_random_uuid(), $1, ('00000000-0000-4000-8000-' || lpad((1 + n % $2)::text, 12, '0'))::uuid, 'GARA', $5, 'SUA-PG-M-' || n,
       'Servizio di refezione scolastica, lotto ' || n, (array['ISTANZA', 'ISTRUTTORIA', 'CO_REDAZIONE', 'DECISIONE', 'CIG', 'PUBBLICATA'])[1 + n % 6],
       now(), (array['COMUNE', 'SUA', 'NESSUNO'])[1 + n % 3], n % 4, n % 7,
       case when n % 5 = 0 then now() + (n % 400 - 200) * interval '1 day' end, $1, now(), now() - n * interval '1 minute'
     from generate_series($3::int, $4::int) n`,
    [demoEnteId('perugia'), comuni, from, to, await kindVersion(database)],
  );
  await database.query('vacuum analyze dossiers');
  await database.query('vacuum analyze dossier_counts');
}

/** Kinds are data: the version offered now is what a new dossier would get. */
async function kindVersion(database: Client): Promise<string> {
  const { rows } = await database.query<{ version: string }>(
    `select version from kind_versions where code = 'GARA' and sua_id is null order by published_at desc limit 1`,
  );
  if (rows[0] === undefined) throw new Error('no version of GARA is published');
  return rows[0].version;
}
