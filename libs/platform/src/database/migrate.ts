import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';
import { migrations } from './migrations/index.js';

/** The role the applications connect with: owns nothing, cannot bypass row-level security. */
export const APP_ROLE = 'gare_app';

const quoteLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;

async function ensureAppRole(owner: DataSource, appPassword: string): Promise<void> {
  const [row] = await owner.query<{ exists: boolean }[]>('select exists(select 1 from pg_roles where rolname = $1) as exists', [APP_ROLE]);
  const verb = row?.exists === true ? 'alter' : 'create';
  await owner.query(`${verb} role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls password ${quoteLiteral(appPassword)}`);
}

/**
 * Applies every migration that is missing, as the owner of the database, and gives the application role its password.
 * Safe to run from several processes: an advisory lock makes the second wait and find nothing to do.
 * @returns the URL of the application role and the names of the migrations applied now.
 */
export async function migrate(ownerUrl: string, appPassword: string): Promise<{ appDatabaseUrl: string; applied: string[] }> {
  const owner = new DataSource({ ...dataSourceOptions(ownerUrl, 2), migrations: [...migrations] });
  await owner.initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('gare-insieme migrations'))`);
    await ensureAppRole(owner, appPassword);
    const applied = await owner.runMigrations({ transaction: 'each' });
    const url = new URL(ownerUrl);
    url.username = APP_ROLE;
    url.password = appPassword;
    return { appDatabaseUrl: url.toString(), applied: applied.map((migration) => migration.name) };
  } finally {
    // The lock goes with its connection.
    await lock.release();
    await owner.destroy();
  }
}
