import { type DataSourceOptions } from 'typeorm';
import { PreparingClient } from './preparing-client.js';
import { SnakeNamingStrategy } from './naming-strategy.js';

/** Options shared by the applications and the migration runner. */
export function dataSourceOptions(url: string, pool: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'schema_migrations',
    extra: {
      max: pool,
      // What is asked at the same moment of one connection is sent at once and answered in order (ADR 0023).
      pipeline: true,
      Client: PreparingClient,
      // A statement that hangs must not hold a pool connection for ever.
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 10_000,
    },
  };
}
