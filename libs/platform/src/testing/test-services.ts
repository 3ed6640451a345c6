import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { loadConfig, type Config } from '../config/index.js';
import { migrate } from '../database/index.js';
import { DataDirectory, EmbeddedPostgres, EmbeddedRedis } from '../services/index.js';

/** Servers shared by the whole test run; the harness' global set-up starts them and hands the addresses over in the environment. */
export interface TestServers {
  ownerUrl: string;
  redisUrl: string;
  /** Where the servers live: a fault test takes them away and starts them again on it. */
  data: DataDirectory;
  stop(): Promise<void>;
}

const appPassword = 'app-password-of-the-tests';
const templateDatabase = 'gare_template';

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Real PostgreSQL and Redis on an empty directory, with a migrated template database to copy from (50 ms a copy). */
export async function startTestServers(): Promise<TestServers> {
  const directory = await mkdtemp(join(tmpdir(), 'gare-test-'));
  const data = await DataDirectory.open(directory);
  const [postgres, redis] = await Promise.all([EmbeddedPostgres.start(data), EmbeddedRedis.start(data)]);
  await asOwner(postgres.ownerUrl, (client) => client.query(`create database ${templateDatabase}`));
  await migrate(withDatabase(postgres.ownerUrl, templateDatabase), appPassword);
  return {
    ownerUrl: postgres.ownerUrl,
    redisUrl: redis.url,
    data,
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
      await data.release();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What one test file works on: a database, a Redis database and a storage directory of its own. */
export interface TestServices {
  config: Config;
  /** The owner's connection: bypasses row-level security; for arranging and asserting only. */
  ownerUrl: string;
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Redis has 16 databases by default; 0 holds the list of those in use. */
const redisDatabases = Array.from({ length: 15 }, (_, index) => index + 1);
const inUse = 'gare-test-databases';

async function onRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** An empty database that no other file has: a long one keeps its own while others come and go. */
async function takeRedisDatabase(url: string): Promise<{ url: string; giveBack: () => Promise<void> }> {
  const number = await onRedis(url, async (redis) => {
    for (const free of redisDatabases) if ((await redis.hsetnx(inUse, String(free), String(process.pid))) === 1) return free;
    throw new Error(`${redisDatabases.length} products of tests are running, or were never stopped: Redis has no database left`);
  });
  const own = new URL(url);
  own.pathname = `/${number}`;
  await onRedis(own.toString(), (redis) => redis.flushdb());
  const giveBack = async (): Promise<void> => {
    await onRedis(url, (redis) => redis.hdel(inUse, String(number)));
  };
  return { url: own.toString(), giveBack };
}

/** What many test files begin with: filled once for all of them, then copied like the empty database. */
export interface CommonContent {
  /** Of the database it is kept in, in small letters. */
  readonly name: string;
  fill(ownerUrl: string): Promise<void>;
}

/** Creates the database `own` as a copy: of the migrated one, or of one with common content, which the first who asks fills. */
async function copyDatabase(ownerUrl: string, own: string, content: CommonContent | null): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const from = content === null ? templateDatabase : `${templateDatabase}_${content.name}`;
    if (content !== null) {
      // Files run beside each other: the second waits until the first has filled it.
      await client.query('select pg_advisory_lock(hashtext($1))', [from]);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [from]);
      if (rowCount === 0) {
        await client.query(`create database ${own} template ${templateDatabase}`);
        await content.fill(withDatabase(ownerUrl, own));
        await client.query(`alter database ${own} rename to ${from}`);
      }
      await client.query('select pg_advisory_unlock(hashtext($1))', [from]);
    }
    await client.query(`create database ${own} template ${from}`);
  });
}

/**
 * A place of its own for one test file, on the shared servers.
 * @param environment variables that differ from the defaults, e.g. `S3_ENDPOINT`.
 * @param content what is in its database from the beginning; null for the migrated one.
 */
export async function startTestServices(
  environment: Record<string, string> = {},
  content: CommonContent | null = null,
): Promise<TestServices> {
  const { GARE_TEST_OWNER_URL: ownerUrl, GARE_TEST_REDIS_URL: redisUrl } = process.env;
  if (ownerUrl === undefined || redisUrl === undefined)
    throw new Error('run this test in the `slices` project: its global set-up starts the servers');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await copyDatabase(ownerUrl, name, content);
  const own = withDatabase(ownerUrl, name);
  const app = new URL(own);
  app.username = 'gare_app';
  app.password = appPassword;
  const directory = await mkdtemp(join(tmpdir(), 'gare-slice-'));
  const redis = await takeRedisDatabase(redisUrl);
  const config = loadConfig({
    APP_DATABASE_URL: app.toString(),
    REDIS_URL: redis.url,
    STORAGE_DIR: join(directory, 'objects'),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    TEMPLATES_DIR: resolve('templates'),
    LOG_LEVEL: 'silent',
    PORT: '0',
    OFFICE_PROCESSES: '1',
    // Most files form no document.
    OFFICE_START: 'demand',
    ...environment,
  });
  return {
    config,
    ownerUrl: own,
    query: async <Row>(sql: string, values: unknown[] = []) => (await asOwner(own, (client) => client.query(sql, values))).rows as Row[],
    stop: async () => {
      await asOwner(ownerUrl, (client) => client.query(`drop database ${name} with (force)`));
      await redis.giveBack();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
