import { type DataSourceOptions } from 'typeorm';
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
      // A statement that hangs must not hold a pool connection for ever.
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 10_000,
    },
  };
}
