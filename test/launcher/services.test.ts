import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { DataDirectory, EmbeddedPostgres, EmbeddedRedis, freePorts, isAlive, ServiceError } from '@gare/platform/services';

let base: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'gare-services-'));
  // Another user must be able to pass when the tests run as root, as under any project directory.
  execFileSync('chmod', ['711', base]);
});

afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

async function serverPid(url: string): Promise<number> {
  const [row] = await query<{ pid: string }>(url, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid");
  return Number(row?.pid);
}

describe('data directory', () => {
  it('is opened by one launcher at a time and keeps its secrets', async () => {
    const path = join(base, 'lock');
    const data = await DataDirectory.open(path);
    const { secrets } = data;
    await data.release();
    const other = spawn('sleep', ['60']);
    try {
      const command = 'sleep 60';
      await writeFile(join(path, 'launcher.lock'), JSON.stringify({ pid: other.pid, command }));
      await expect(DataDirectory.open(path)).rejects.toThrow(`già in uso dal processo ${other.pid ?? 0}`);
    } finally {
      other.kill();
      await once(other, 'exit');
    }
    const again = await DataDirectory.open(path);
    expect(again.secrets).toEqual(secrets);
    expect((await stat(join(path, 'secrets.json'))).mode & 0o077).toBe(0);
    await again.release();
  });

  it('takes over the lock of a launcher that is gone', async () => {
    const path = join(base, 'stale');
    await (await DataDirectory.open(path)).release();
    await writeFile(join(path, 'launcher.lock'), JSON.stringify({ pid: 2 ** 22 - 1, command: 'node gone' }));
    await (await DataDirectory.open(path)).release();
  });

  it('says what to do when it cannot be made', async () => {
    await writeFile(join(base, 'a-file'), '');
    const failure = await DataDirectory.open(join(base, 'a-file', 'data')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    expect(failure).toMatchObject({ hint: expect.stringContaining('--data-dir') as string });
  });
});

describe('embedded PostgreSQL', () => {
  it('keeps data over a clean stop, a crash of the launcher and a crash of the server', async () => {
    const data = await DataDirectory.open(join(base, 'pg'));
    const first = await EmbeddedPostgres.start(data);
    expect(first.adopted).toBe(false);
    await query(first.ownerUrl, 'CREATE TABLE atti (titolo text COLLATE "it-x-icu")');
    await query(first.ownerUrl, "INSERT INTO atti VALUES ('uno')");
    const pid = await serverPid(first.ownerUrl);

    // The launcher dies without a word: a new one finds the server and goes on with it.
    const adopted = await EmbeddedPostgres.start(data);
    expect(adopted.adopted).toBe(true);
    expect(await serverPid(adopted.ownerUrl)).toBe(pid);

    // The server itself is killed: the next start recovers what was committed.
    await query(adopted.ownerUrl, "INSERT INTO atti VALUES ('due')");
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    const recovered = await EmbeddedPostgres.start(data);
    expect(recovered.adopted).toBe(false);
    expect(await query(recovered.ownerUrl, 'SELECT titolo FROM atti ORDER BY titolo')).toEqual([{ titolo: 'due' }, { titolo: 'uno' }]);

    const last = await serverPid(recovered.ownerUrl);
    await recovered.stop();
    expect(isAlive(last)).toBe(false);
    const again = await EmbeddedPostgres.start(data);
    expect(await query(again.ownerUrl, 'SELECT count(*)::int AS n FROM atti')).toEqual([{ n: 2 }]);
    await again.stop();
    await data.release();
  }, 60_000);

  it('refuses a wrong password and listens on the loopback only', async () => {
    const data = await DataDirectory.open(join(base, 'pg'));
    const server = await EmbeddedPostgres.start(data);
    const wrong = new URL(server.ownerUrl);
    wrong.password = 'sbagliata';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await query(server.ownerUrl, "SELECT setting FROM pg_settings WHERE name = 'listen_addresses'")).toEqual([
      { setting: '127.0.0.1' },
    ]);
    await server.stop();
    await data.release();
  }, 60_000);

  it('is not confused by a pid file that names a stranger, and moves when its port is taken', async () => {
    const data = await DataDirectory.open(join(base, 'pg'));
    await writeFile(data.file('postgres', 'postmaster.pid'), `${process.pid}\n${data.file('postgres')}\n0\n5432\n`);
    const { createServer } = await import('node:net');
    const squatter = createServer().listen(data.secrets.postgresPort, '127.0.0.1');
    const taken = data.secrets.postgresPort;
    const server = await EmbeddedPostgres.start(data);
    expect(data.secrets.postgresPort).not.toBe(taken);
    expect(await query(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    squatter.close();
    await data.release();
  }, 60_000);
});

describe('embedded Redis', () => {
  it('keeps data over a clean stop, a crash of the launcher and a crash of the server', async () => {
    const data = await DataDirectory.open(join(base, 'redis'));
    const first = await EmbeddedRedis.start(data);
    const client = new Redis(first.url);
    await client.set('chiave', 'valore');
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    await client.quit();

    const adopted = await EmbeddedRedis.start(data);
    expect(adopted.adopted).toBe(true);

    const pid = Number((await readFile(data.file('redis', 'redis.pid'), 'utf8')).trim());
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    const recovered = await EmbeddedRedis.start(data);
    expect(recovered.adopted).toBe(false);
    await recovered.stop();

    const again = await EmbeddedRedis.start(data);
    const reader = new Redis(again.url);
    expect(await reader.get('chiave')).toBe('valore');
    await reader.quit();
    await again.stop();
    await data.release();
  }, 60_000);

  it('refuses a wrong password', async () => {
    const data = await DataDirectory.open(join(base, 'redis'));
    const server = await EmbeddedRedis.start(data);
    const wrong = new Redis(server.url.replace(/:[^:@]*@/, ':sbagliata@'), { lazyConnect: true, retryStrategy: () => null });
    wrong.on('error', () => undefined);
    await expect(wrong.connect().then(() => wrong.ping())).rejects.toThrow(/WRONGPASS|NOAUTH|closed/);
    wrong.disconnect();
    await server.stop();
    await data.release();
  }, 60_000);
});

describe('ports', () => {
  it('are different from each other', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
  });
});
