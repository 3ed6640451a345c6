import { Injectable } from '@nestjs/common';
import { type Pool, type QueryResultRow } from 'pg';
import { escapeLiteral } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { beginSnapshot } from './snapshot.js';

declare const txBrand: unique symbol;

/** A manager bound to an open transaction. Only `Database.transaction` can make one. */
export type Tx = EntityManager & { readonly [txBrand]: true };

/** The read-only half of a manager, inside a READ ONLY transaction of Postgres: nothing here can write. */
export type Reader = Pick<
  EntityManager,
  | 'find'
  | 'findBy'
  | 'findOne'
  | 'findOneBy'
  | 'findOneOrFail'
  | 'findOneByOrFail'
  | 'findAndCount'
  | 'count'
  | 'countBy'
  | 'exists'
  | 'existsBy'
  | 'query'
  | 'createQueryBuilder'
>;

/**
 * What row-level security lets a transaction see.
 * `ente`: the rows of those bodies, and of single dossiers they have leave to review (read, comment, declare); `sua`: every row of one Province; `system`: only identity and job tables,
 * for the moments before an actor is known (sign-in, relay, sweeps); `person`: what belongs to one person alone (notices, how to be
 * told of them). No scope sees tender content of all Provinces.
 */
export type DbContext =
  | { readonly scope: 'system' }
  | { readonly scope: 'sua'; readonly suaId: string }
  | { readonly scope: 'ente'; readonly suaId: string; readonly enteIds: readonly string[]; readonly dossierIds?: readonly string[] }
  | { readonly scope: 'person'; readonly suaId: string; readonly personId: string };

export const systemContext: DbContext = { scope: 'system' };

const contextSql = `select set_config('app.scope', $1, true), set_config('app.sua_id', $2, true), set_config('app.ente_ids', $3, true),
  set_config('app.dossier_ids', $4, true), set_config('app.person_id', $5, true)`;

const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;

function contextValues(context: DbContext): [scope: string, suaId: string, enteIds: string, dossierIds: string, personId: string] {
  switch (context.scope) {
    case 'system':
      return ['system', '', '', '', ''];
    case 'sua':
      return ['sua', context.suaId, '', '', ''];
    case 'ente':
      return ['ente', context.suaId, arrayOf(context.enteIds), arrayOf(context.dossierIds ?? []), ''];
    case 'person':
      return ['person', context.suaId, '', '', context.personId];
  }
}

/** The same in plain SQL: a statement with parameters cannot travel together with the opening of its transaction. */
function contextStatement(context: DbContext): string {
  const [scope, suaId, enteIds, dossierIds, personId] = contextValues(context).map(escapeLiteral);
  return `select set_config('app.scope', ${scope}, true), set_config('app.sua_id', ${suaId}, true), set_config('app.ente_ids', ${enteIds}, true),
    set_config('app.dossier_ids', ${dossierIds}, true), set_config('app.person_id', ${personId}, true)`;
}

/**
 * The only door to Postgres. Row-level security is FORCED on every table, so a query without a context sees nothing.
 * Reading and writing both name whose eyes they use; writing needs a `Tx`, which only `transaction` makes.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in a READ ONLY transaction (one snapshot) under the context. Opening it costs one round trip. */
  async read<T>(context: DbContext, work: (reader: Reader) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      // Sent together with the first reads of `work`. Where it failed they see no row: there is no context outside this transaction.
      const opened = runner.query(`begin isolation level repeatable read read only; ${contextStatement(context)}`);
      try {
        beginSnapshot(runner.manager);
        const [result] = await Promise.all([work(runner.manager), opened]);
        return result;
      } finally {
        // Nothing was written: COMMIT also ends a transaction in which a query failed.
        await runner.query('commit');
      }
    } finally {
      await runner.release();
    }
  }

  /** Runs `work` in one transaction under the context: all its writes, jobs and audit entries land together or not at all. */
  transaction<T>(context: DbContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(contextSql, contextValues(context));
      return work(manager as Tx);
    });
  }

  /**
   * Calls one of the SQL functions that move job rows; each sets the `system` scope for itself alone
   * and is a whole transaction, so a step costs one round trip. Straight to the pool: the statement is parsed once a connection.
   */
  async callJobFunction<Row>(
    name: 'job_take_unsent' | 'job_steps' | 'job_progress' | 'job_postpone',
    values: readonly unknown[],
  ): Promise<Row[]> {
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    const pool = (this.dataSource.driver as PostgresDriver).master as Pool;
    const { rows } = await pool.query<Row & QueryResultRow>({ name, text: `select * from ${name}(${places})`, values: [...values] });
    return rows;
  }

  /** Throws when Postgres does not answer. */
  async ping(): Promise<void> {
    await this.dataSource.query('select 1');
  }
}

/**
 * Runs a piece of an open transaction with the eyes of `system`: sessions and secrets, which nobody else sees, change together
 * with the rows and acts of who does it. Afterwards the transaction looks through its own eyes again.
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [before] = await tx.query<{ scope: string }[]>(`select current_setting('app.scope', true) as scope`);
  await tx.query(`select set_config('app.scope', 'system', true)`);
  const result = await work();
  // When `work` fails the transaction ends, and its settings with it.
  await tx.query(`select set_config('app.scope', $1, true)`, [before?.scope ?? '']);
  return result;
}

/**
 * Runs a piece of an open transaction with other eyes than its own: what a feature works out for itself (who is to be told) is not
 * shown to whoever acts. Afterwards the transaction looks through its own eyes again.
 */
export async function withEyes<T>(tx: Tx, context: DbContext, work: () => Promise<T>): Promise<T> {
  const [before] = await tx.query<Record<string, string>[]>(
    `select coalesce(current_setting('app.scope', true), '') as scope, coalesce(current_setting('app.sua_id', true), '') as sua,
      coalesce(current_setting('app.ente_ids', true), '') as enti, coalesce(current_setting('app.dossier_ids', true), '') as dossiers,
      coalesce(current_setting('app.person_id', true), '') as person`,
  );
  await tx.query(contextSql, contextValues(context));
  const result = await work();
  // When `work` fails the transaction ends, and its settings with it.
  const own = ['scope', 'sua', 'enti', 'dossiers', 'person'].map((name) => before?.[name] ?? '');
  await tx.query(contextSql, own);
  return result;
}
