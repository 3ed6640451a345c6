import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client, Pool } from 'pg';
import { type Actor } from '@gare/domain/access/actor';
import { Audit, type AuditAct } from '@gare/platform/audit';
import { loadConfig } from '@gare/platform/config';
import { Database, type DbContext } from '@gare/platform/database';
import { PlatformModule } from '@gare/platform/runtime';
import { Installation } from '../../start/installation.js';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';
import { changeDetails } from './sample-act.js';

const runs = 7;
const writers = 8;
const dossiers = 64;

interface Load {
  /** Entries of one transaction, all on one dossier. */
  readonly together: number;
  readonly transactions: number;
}

const perDocumentSet: Load = { together: 12, transactions: 800 };
const perChange: Load = { together: 1, transactions: 3_000 };

const shared = `${writers} writers at once on ${dossiers} dossiers, over the product's Database and Audit (transaction opened, context of row-level security set, entries chained and written, commit waited for with synchronous_commit on), on an embedded PostgreSQL that shares the processors with the writers.`;

export const auditAppend: Measurement = {
  terms: {
    figure: 'audit-append',
    unit: 'entries/s',
    peer: null,
    target: 3_000,
    mustBe: 'atLeast',
    description: `Entries of a change of the scheda with values before and after, ${perDocumentSet.together} in a transaction as when a document set is formed. ${shared}`,
  },
  measure: (tell) => inTemporaryDirectory((directory) => measure(directory, perDocumentSet, { tell, withPeer: false })),
};

export const auditAppendBare: Measurement = {
  terms: {
    figure: 'audit-append-one-by-one',
    unit: 'entries/s',
    peer: 'bare insert',
    target: 0.4,
    mustBe: 'atLeast',
    description: `The same entries, each in a transaction of its own. ${shared} The peer inserts the same rows, hashes given, with one prepared statement between begin and commit into a table with the same columns and indexes: no chain, no lock, no row-level security, no context.`,
  },
  measure: (tell) => inTemporaryDirectory((directory) => measure(directory, perChange, { tell, withPeer: true })),
};

@Module({})
class BenchModule {}

async function measure(directory: string, load: Load, { tell, withPeer }: { tell: Tell; withPeer: boolean }): Promise<Run[]> {
  const installation = await Installation.open({ dataDir: directory, environment: ownEnvironment(), say: () => undefined });
  try {
    const config = loadConfig({ ...installation.applicationEnvironment(0), DATABASE_POOL: String(writers) });
    const app = await NestFactory.createApplicationContext(
      { module: BenchModule, imports: [PlatformModule.with({ config, service: 'bench' })] },
      { logger: false, abortOnError: false },
    );
    const pool = new Pool({ connectionString: installation.ownerUrl, max: writers });
    try {
      const place = await seed(installation.ownerUrl);
      const product = productWriter(app.get(Database), app.get(Audit), place);
      const bare = bareWriter(pool, place);
      const measured: Run[] = [];
      for (let run = 0; run <= runs; run += 1) {
        const value = await entriesPerSecond(load, product);
        const peer = withPeer ? await entriesPerSecond(load, bare) : undefined;
        if (run === 0) continue;
        measured.push(peer === undefined ? { value } : { value, peer });
        tell(
          `  ${run}/${runs}: ${value.toFixed(0)} entries/s${peer === undefined ? '' : `, bare ${peer.toFixed(0)}, ratio ${(value / peer).toFixed(3)}`}`,
        );
      }
      return measured;
    } finally {
      await pool.end();
      await app.close();
    }
  } finally {
    await installation.close();
  }
}

interface Place {
  readonly suaId: string;
  readonly dossierIds: readonly string[];
}

async function seed(ownerUrl: string): Promise<Place> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const suaId = randomUUID();
    await client.query(
      `insert into enti (id, sua_id, tipo, denominazione, codice_fiscale, created_at) values ($1, $1, 'PROVINCIA', 'Provincia', '00443770540', now())`,
      [suaId],
    );
    const { rows } = await client.query<{ id: string }>(
      `insert into dossiers (id, sua_id, ente_id, kind_code, kind_version, codice_appalto, oggetto, state, state_since, turn, created_by, created_at, updated_at)
       select gen_random_uuid(), $1, $1, 'GARA', '1', 'SUA-' || n, 'Misura', 'ISTRUTTORIA', now(), 'SUA', $1, now(), now() from generate_series(1, $2::int) n returning id`,
      [suaId, dossiers],
    );
    await client.query('create table bench_entries (like audit_entries including all)');
    return { suaId, dossierIds: rows.map(({ id }) => id) };
  } finally {
    await client.end();
  }
}

type Writer = (transaction: number, together: number) => Promise<void>;

async function entriesPerSecond({ together, transactions }: Load, write: Writer): Promise<number> {
  const start = performance.now();
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < transactions) await write(next++, together);
  };
  await Promise.all(Array.from({ length: writers }, one));
  return ((together * transactions) / (performance.now() - start)) * 1000;
}

function productWriter(database: Database, audit: Audit, { suaId, dossierIds }: Place): Writer {
  const context: DbContext = { scope: 'sua', suaId };
  const actor: Actor = {
    personId: randomUUID(),
    person: 'Lucia Bianchi',
    suaId,
    enteId: suaId,
    ente: 'Provincia',
    enteTipo: 'PROVINCIA',
    roles: ['FUNZ_SUA'],
    correlationId: randomUUID(),
  };
  return (transaction, together) => {
    const dossierId = dossierIds[transaction % dossierIds.length] ?? '';
    const acts = Array.from({ length: together }, (_, index): AuditAct => ({
      dossierId,
      suaId,
      enteId: suaId,
      action: 'scheda.changed',
      summary: 'Scheda: cambiati 3 campi',
      details: changeDetails(index),
    }));
    return database.transaction(context, (tx) => audit.recordAll(tx, actor, acts));
  };
}

const bareSql = `insert into bench_entries (dossier_id, sequence, sua_id, ente_id, "at", action, summary, person_id, person, "role", acting_ente_id, acting_ente,
    request_id, details, previous_hash, hash)
  select $1, sequence, $2, $2, $3, 'scheda.changed', 'Scheda: cambiati 3 campi', $2, 'Lucia Bianchi', 'FUNZ_SUA', $2, 'Provincia', $4, details, $5, $5
  from unnest($6::int[], $7::jsonb[]) given (sequence, details)`;

function bareWriter(pool: Pool, { suaId, dossierIds }: Place): Writer {
  const hash = 'a'.repeat(64);
  const requestId = randomUUID();
  let sequence = 0;
  return async (transaction, together) => {
    const client = await pool.connect();
    try {
      const dossierId = dossierIds[transaction % dossierIds.length] ?? '';
      const sequences = Array.from({ length: together }, () => (sequence += 1));
      const details = sequences.map((number) => JSON.stringify(changeDetails(number)));
      await client.query('begin');
      await client.query({
        name: 'bare',
        text: bareSql,
        values: [dossierId, suaId, '2026-11-20T09:00:00Z', requestId, hash, sequences, details],
      });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}
