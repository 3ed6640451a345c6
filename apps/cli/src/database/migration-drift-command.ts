import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { dataSourceOptions, migrate } from '@gare/platform/database';
import { DataDirectory, EmbeddedPostgres } from '@gare/platform/services';
import { sayOnTerminal as say } from '../start/reporter.js';

/**
 * Entities are columns only: foreign keys, checks and indexes stand in the migrations, where TypeORM would
 * drop them for not being declared twice.
 */
const OWNED_BY_MIGRATIONS = /DROP CONSTRAINT "(fk|ck)_|^DROP INDEX/;

/** `migration-drift`: applies every migration to an empty database and fails when the entities want anything else. */
export function migrationDriftCommand(): Command {
  return new Command('migration-drift').description('confronta le entità con la struttura che le migrazioni producono').action(async () => {
    const entities = await allEntities();
    const statements = await withEmptyDatabase((ownerUrl) => drift(ownerUrl, entities));
    for (const statement of statements) say(statement);
    // A comparison of nothing would always succeed.
    if (entities.length === 0) say('no entity was found');
    say(`${entities.length} entities, ${statements.length} differences`);
    process.exitCode = entities.length > 0 && statements.length === 0 ? 0 : 1;
  });
}

/** Every class exported by a `*.entity.js` of the compiled libraries. */
async function allEntities(): Promise<EntityTarget<ObjectLiteral>[]> {
  const libraries = resolve(__dirname, '../../../../libs');
  const files = (await readdir(libraries, { recursive: true })).filter((file) => file.endsWith('.entity.js'));
  const modules = await Promise.all(files.map((file) => import(join(libraries, file)) as Promise<Record<string, unknown>>));
  const classes = modules.flatMap((exports) => Object.values(exports)).filter((value) => typeof value === 'function');
  return [...new Set(classes)] as EntityTarget<ObjectLiteral>[];
}

async function withEmptyDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'gare-drift-'));
  const data = await DataDirectory.open(directory);
  try {
    const postgres = await EmbeddedPostgres.start(data);
    try {
      return await work(postgres.ownerUrl);
    } finally {
      await postgres.stop();
    }
  } finally {
    await data.release();
    await rm(directory, { recursive: true, force: true });
  }
}

async function drift(ownerUrl: string, entities: EntityTarget<ObjectLiteral>[]): Promise<string[]> {
  await migrate(ownerUrl, 'unused');
  const source = new DataSource({ ...dataSourceOptions(ownerUrl, 2), entities } as ConstructorParameters<typeof DataSource>[0]);
  await source.initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).filter((statement) => !OWNED_BY_MIGRATIONS.test(statement));
  } finally {
    await source.destroy();
  }
}
