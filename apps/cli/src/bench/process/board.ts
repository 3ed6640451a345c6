import { join } from 'node:path';
import { Client } from 'pg';
import { freePorts } from '@gare/platform/services';
import { demoEnteId, seedDemo } from '../../demo/seed-demo.js';
import { Visitor } from '../../demo/visitor.js';
import { Product } from '../../start/product.js';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';
import { timed } from './timing.js';

const total = 2_000;
const comuni = 60;
const rounds = { runs: 5, asked: 100, warmUp: 20 };

const how = `GET /api/board as the Scrivania asks for it (columns with counts, 30 cards each, on whom each waits and since when in working days, first term, blocks, what waits on the caller), over HTTP on a running api, as a funzionario of a Province with ${comuni} comuni and ${total} open dossiers; row-level security on. ${rounds.asked} requests one after the other a run, the 95th percentile of each.`;

export const board: Measurement = {
  terms: { figure: 'board', unit: 'ms', peer: null, target: 150, mustBe: 'atMost', description: how },
  measure: async (tell) => (await both(tell)).map(({ value }) => ({ value })),
};

export const boardBesideSql: Measurement = {
  terms: {
    figure: 'board-beside-sql',
    unit: 'ms',
    peer: 'the rows in plain SQL',
    target: 10,
    mustBe: 'atMost',
    description: `${how} The peer counts the open dossiers by state and reads 30 of each with dossier, body and stay, in one statement on a connection of its own as the owner of the database: no HTTP, no row-level security, no words, no working days.`,
  },
  measure: both,
};

let measured: Promise<Run[]> | null = null;

/** Both figures are of the same requests: whoever asks second gets them as they are. */
function both(tell: Tell): Promise<Run[]> {
  measured ??= inTemporaryDirectory((directory) => measure(directory, tell));
  return measured;
}

async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const [port = 0] = await freePorts(1);
  let password = '';
  const product = await Product.start({
    dataDir: join(directory, 'data'),
    port,
    environment: ownEnvironment(),
    say: () => undefined,
    prepare: async (installation) => {
      password = installation.demoPassword;
      await seedDemo(installation.ownerUrl, password);
    },
  });
  const database = new Client({ connectionString: product.installation.ownerUrl });
  try {
    await database.connect();
    await addOpenDossiers(database);
    const official = await Visitor.signIn(product.url, 'sua@perugia.example', password);
    return await timed({ product: () => ask(official), peer: () => readRows(database) }, rounds, tell);
  } finally {
    await database.end();
    await product.stop();
  }
}

async function ask(official: Visitor): Promise<void> {
  const { status, body } = await official.get<{ counts: { all: number }; columns: { cards: unknown[] }[] }>('/api/board');
  const cards = body.columns.reduce((sum, column) => sum + column.cards.length, 0);
  if (status !== 200 || body.counts.all !== total || cards < 150) throw new Error(`not the board: ${status} ${body.counts.all} ${cards}`);
}

async function readRows(database: Client): Promise<void> {
  const { rows } = await database.query(
    `select * from (select d.id, d.codice_appalto, d.oggetto, d.state, e.denominazione, d.blocks, d.first_block, st.waits_party, st.waits_role,
        st.waits_since, st.reason, count(*) over (partition by d.state) as n,
        row_number() over (partition by d.state order by d.scadenza_offerte nulls last, st.waits_since) as place
      from dossiers d join dossier_stays st on st.dossier_id = d.id and st.to_at is null join enti e on e.id = d.ente_id
      where d.sua_id = $1 and st.waits_party <> 'NESSUNO' and d.kind_code = 'GARA') x where place <= 30`,
    [demoEnteId('perugia')],
  );
  if (rows.length < 150) throw new Error('not the rows of the board');
}

/** Open tenders in every phase up to the contract, opened over the last year, with the stays the product would keep of them. */
async function addOpenDossiers(database: Client): Promise<void> {
  await database.query(
    `insert into enti (id, sua_id, tipo, denominazione, codice_fiscale, created_at)
     select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'COMUNE', 'Comune ' || n, lpad(n::text, 11, '0'), now()
     from generate_series(1, $2::int) n`,
    [demoEnteId('perugia'), comuni],
  );
  const states = `array['CONTATTO', 'ISTANZA', 'ISTRUTTORIA', 'CO_REDAZIONE', 'DECISIONE', 'CIG', 'FASCICOLO_PUBBLICAZIONE', 'CHIARIMENTI',
    'VALUTAZIONE', 'VERIFICA_REQUISITI', 'AGGIUDICATA', 'STIPULATA', 'IN_ESECUZIONE']`;
  await database.query(
    `insert into dossiers (id, sua_id, ente_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, blocks, errors,
       first_block, scadenza_offerte, created_by, created_at, updated_at)
     select gen_random_uuid(), $1, ('00000000-0000-4000-8000-' || lpad((1 + n % $2)::text, 12, '0'))::uuid, 'GARA', $4, 'SUA-PG-M-' || n,
       'Servizio di refezione scolastica per le scuole dell’infanzia e primarie, lotto ' || n, (${states})[1 + n % 13],
       now() - (n % 200) * interval '1 day', (array['COMUNE', 'SUA'])[1 + n % 2], n % 4, n % 7,
       case when n % 4 = 0 then null else '{"checkId":"DATA-01","message":"Manca il codice CPV prevalente del lotto","path":"lotti"}'::jsonb end,
       case when n % 3 = 0 then now() + (n % 400 - 100) * interval '1 day' end, $1, now() - (n % 365) * interval '1 day', now()
     from generate_series(1, $3::int) n`,
    [demoEnteId('perugia'), comuni, total, await kindVersion(database)],
  );
  // The database has begun a stay for each: it ends with the last step, and the one that runs now begins.
  await database.query('begin');
  await database.query(
    `update dossier_stays st set to_at = greatest(st.from_at, d.state_since) from dossiers d
     where d.id = st.dossier_id and d.codice_appalto like 'SUA-PG-M-%'`,
  );
  await database.query(
    `insert into dossier_stays (id, sua_id, ente_id, dossier_id, kind_code, state, phase, waits_party, waits_ente_id, waits_role, cause,
       clock_stopped, reason, waits_since, from_at)
     select gen_random_uuid(), d.sua_id, d.ente_id, d.id, d.kind_code, d.state, 'Fase', d.turn,
       case d.turn when 'SUA' then d.sua_id else d.ente_id end, case d.turn when 'SUA' then 'RUP_SUA' else 'RUP_COMUNE' end, 'STATO', false,
       'Il prossimo passo spetta a chi segue il fascicolo per la sua parte.', st.to_at, st.to_at
     from dossiers d join dossier_stays st on st.dossier_id = d.id where d.codice_appalto like 'SUA-PG-M-%'`,
  );
  await database.query('commit');
  await database.query('vacuum analyze');
}

/** Kinds are data: the newest version is what a new dossier would get. */
async function kindVersion(database: Client): Promise<string> {
  const { rows } = await database.query<{ version: string }>(
    `select version from kind_versions where code = 'GARA' order by string_to_array(version, '.')::int[] desc limit 1`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no version of the tender was published');
  return row.version;
}
