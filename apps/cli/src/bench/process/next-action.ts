import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { type Actor } from '@gare/domain/access/actor';
import { checkCatalogue } from '@gare/domain/checks/catalogue';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { nextAction as whatNext, obstaclesOf } from '@gare/domain/turn/next-action';
import { DossierAccessReader, DossierOutlook, KindLibrary } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { loadConfig } from '@gare/platform/config';
import { Database } from '@gare/platform/database';
import { PlatformModule } from '@gare/platform/runtime';
import { PublicationModule } from '@gare/publication';
import { demoEnteId, seedDemo } from '../../demo/seed-demo.js';
import { Installation } from '../../start/installation.js';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';
import { timed } from './timing.js';

const documents = 60;
const checks = 180;
const rounds = { runs: 7, asked: 400, warmUp: 400 };

const how = `Next action and everything that stands before the next step of a tender in drafting, with ${documents} documents, ${checks} check results and the complete scheda of the demo's services tender: transaction opened with its context, dossier and access read, facts for the gates read from every feature, every step and gate evaluated, row-level security on, in a process of the product's own modules on an embedded PostgreSQL. ${rounds.asked} a run, one after the other, the 95th percentile of each.`;

export const nextAction: Measurement = {
  terms: { figure: 'next-action', unit: 'ms', peer: null, target: 10, mustBe: 'atMost', description: how },
  measure: async (tell) => (await both(tell)).map(({ value }) => ({ value })),
};

export const nextActionBesideSql: Measurement = {
  terms: {
    figure: 'next-action-beside-sql',
    unit: 'ms',
    peer: 'the rows in plain SQL',
    target: 6,
    mustBe: 'atMost',
    description: `${how} The peer reads the same rows of dossier, scheda, documents with their versions, check results and package, five prepared statements on a connection of its own as the owner of the database, and decides nothing.`,
  },
  measure: both,
};

let measured: Promise<Run[]> | null = null;

/** Both figures are of the same work: whoever asks second gets them as they are. */
function both(tell: Tell): Promise<Run[]> {
  measured ??= inTemporaryDirectory((directory) => measure(directory, tell));
  return measured;
}

@Module({})
class BenchModule {}

async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const installation = await Installation.open({ dataDir: directory, environment: ownEnvironment(), say: () => undefined });
  const bare = new Client({ connectionString: installation.ownerUrl });
  try {
    await seedDemo(installation.ownerUrl, installation.demoPassword);
    const config = loadConfig(installation.applicationEnvironment(0));
    const app = await NestFactory.createApplicationContext(
      { module: BenchModule, imports: [PlatformModule.with({ config, service: 'bench' }), PublicationModule] },
      { logger: false, abortOnError: false },
    );
    try {
      await bare.connect();
      const dossierId = await addDossier(bare, app.get(KindLibrary, { strict: false }).require('GARA').version);
      const [database, access, outlooks] = [
        app.get(Database),
        app.get(DossierAccessReader, { strict: false }),
        app.get(DossierOutlook, { strict: false }),
      ];
      const product = (): Promise<void> =>
        database.read(dbContext(official), async (reader) => {
          const outlook = await outlooks.of(reader, await access.open(reader, official, dossierId));
          const { event } = whatNext(outlook);
          if (event === null || obstaclesOf(outlook).length === 0) throw new Error('nothing stands before the next step');
        });
      return await timed({ product, peer: () => readRows(bare, dossierId) }, rounds, tell);
    } finally {
      await app.close();
    }
  } finally {
    await bare.end();
    await installation.close();
  }
}

const official: Actor = {
  ...{ personId: randomUUID(), person: 'Marco Teste', suaId: demoEnteId('perugia'), enteId: demoEnteId('perugia') },
  ...{ ente: 'Provincia di Perugia', enteTipo: 'PROVINCIA', roles: ['RUP_SUA', 'FUNZ_SUA'], correlationId: 'bench' },
};

async function readRows(database: Client, dossierId: string): Promise<void> {
  const ask = async (name: string, text: string): Promise<number> =>
    (await database.query({ name, text, values: [dossierId] })).rows.length;
  await ask('dossier', 'select * from dossiers where id = $1');
  await ask('scheda', 'select * from schede where dossier_id = $1');
  const read = await ask(
    'documents',
    'select d.*, v.version, v.origin, v.sha256, v.input_hash from documents d join document_versions v on v.document_id = d.id where d.dossier_id = $1',
  );
  const results = await ask('checks', 'select * from check_results where dossier_id = $1');
  await ask('package', 'select id from packages where dossier_id = $1');
  if (read !== documents || results !== checks) throw new Error(`not the rows: ${read} ${results}`);
}

/** A tender in drafting with all its papers. @returns its id */
async function addDossier(database: Client, version: string): Promise<string> {
  const id = randomUUID();
  const owner = [demoEnteId('perugia'), demoEnteId('tuoro'), id];
  await database.query(
    `insert into dossiers (id, sua_id, ente_id, convenzione_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, blocks,
       errors, created_by, created_at, updated_at)
     select $3, $1, $2, (select id from convenzioni where ente_id = $2 limit 1), 'GARA', $4, 'SUA-PG-M-1', 'Refezione scolastica', 'CO_REDAZIONE',
       now(), 'SUA', 0, 0, $1, now(), now()`,
    [...owner, version],
  );
  await database.query(
    `insert into schede (dossier_id, sua_id, ente_id, revision, "values", changed_at) values ($3, $1, $2, 1, $4, now())`,
    [...owner, JSON.stringify(refezioneTuoro)],
  );
  await database.query(
    `insert into documents (id, sua_id, ente_id, dossier_id, code, state, current_version, updated_at)
     select gen_random_uuid(), $1, $2, $3, 'D' || lpad(n::text, 2, '0'), case when n % 10 = 0 then 'GENERATING' else 'READY' end, 1, now()
     from generate_series(1, $4::int) n`,
    [...owner, documents],
  );
  await database.query(
    `insert into document_versions (id, document_id, dossier_id, sua_id, ente_id, version, origin, file_name, mime, bytes, sha256, storage_key,
       findings, created_by, created_by_name, created_at)
     select gen_random_uuid(), id, dossier_id, sua_id, ente_id, 1, 'UPLOADED', code || '.pdf', 'application/pdf', 100000, repeat('a', 64), code,
       '[]', $2, 'Marco Teste', now() from documents where dossier_id = $1`,
    [id, official.suaId],
  );
  const known = checkCatalogue.map((check) => ({
    id: check.id,
    group: check.id.split('-')[0] ?? 'DATA',
    severity: check.severity,
    title: check.title,
  }));
  const more = Array.from({ length: Math.max(0, checks - known.length) }, (_, index) => ({
    ...{ id: `MAN-${String(index).padStart(3, '0')}`, group: 'DATA', severity: 'WARN', title: 'Verifica manuale' },
  }));
  await database.query(
    `insert into check_results (dossier_id, sua_id, ente_id, check_id, check_version, status, severity, group_code, title, message, cite, evidence,
       input_hash, as_of, checked_at)
     select $3, $1, $2, c ->> 'id', '1', case when n % 7 = 0 then 'KO' else 'OK' end, c ->> 'severity', c ->> 'group', c ->> 'title',
       'Il dato della scheda va confrontato con il documento caricato.', 'C. art. 17', '[{"path":"lotti/LOT-0001/cpvPrevalente","documentCode":null,"excerpt":null}]',
       repeat('b', 64), current_date, now()
     from jsonb_array_elements($4::jsonb) with ordinality as x (c, n)`,
    [...owner, JSON.stringify([...known, ...more].slice(0, checks))],
  );
  await database.query('vacuum analyze');
  return id;
}
