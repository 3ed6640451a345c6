import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type DataDirectory } from './data-directory.js';
import { isPortFree } from './free-port.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import { commandLine, isAlive, lastLines, probeUntilReady, waitForExit } from './processes.js';
import { type ServerAccount, serverAccount } from './server-account.js';
import { ServiceError } from './service-error.js';

const run = promisify(execFile);

const OWNER = 'gare_owner';
const DATABASE = 'gare';
const START_TIMEOUT_MS = 60_000;
const FAST_STOP_MS = 30_000;
// After a crash of the server itself its children may hold the shared memory for a moment.
const START_ATTEMPTS = 4;

/**
 * A real PostgreSQL server under `<data>/postgres`, on 127.0.0.1 only, with password. It survives the death of the
 * launcher: the next one finds it running and goes on with it.
 */
export class EmbeddedPostgres {
  private constructor(
    /** Connection of the role that owns the schema: for migrations only. */
    readonly ownerUrl: string,
    readonly pid: number,
    /** True when a server of an earlier launcher was found running. */
    readonly adopted: boolean,
  ) {}

  /** @throws ServiceError with the last lines of the server's log */
  static async start(data: DataDirectory): Promise<EmbeddedPostgres> {
    const directory = data.file('postgres');
    const running = await runningServer(directory);
    if (running !== undefined) {
      const url = ownerUrl(data, running.port);
      await probeUntilReady(() => ensureDatabase(url), START_TIMEOUT_MS).catch((error: unknown) => {
        throw failure(`risponde male il PostgreSQL già in esecuzione (processo ${running.pid}): ${String(error)}`, '', error);
      });
      return new EmbeddedPostgres(url, running.pid, true);
    }
    const binaries = await postgresBinaries();
    const account = await serverAccount([binaries.postgres, directory]);
    if (!existsSync(join(directory, 'PG_VERSION'))) await initialise(data, binaries, account);
    const pid = await startServer(data, binaries, account);
    return new EmbeddedPostgres(ownerUrl(data, data.secrets.postgresPort), pid, false);
  }

  /** Ends open sessions, writes everything to disk and waits for the server to be gone. */
  async stop(): Promise<void> {
    if (!isAlive(this.pid)) return;
    process.kill(this.pid, 'SIGINT');
    if (await waitForExit(this.pid, FAST_STOP_MS)) return;
    // Immediate stop: what is committed is safe in the log and is recovered at the next start.
    process.kill(this.pid, 'SIGQUIT');
    await waitForExit(this.pid, 5_000);
  }
}

function ownerUrl(data: DataDirectory, port: number): string {
  return `postgresql://${OWNER}:${data.secrets.postgresPassword}@127.0.0.1:${port}/${DATABASE}`;
}

/** The live server of this directory, by its own pid file. A file left by a dead one, or naming a stranger, is removed. */
async function runningServer(directory: string): Promise<{ pid: number; port: number } | undefined> {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = (await readFile(file, 'utf8')).split('\n');
  const pid = Number(lines[0]);
  if (pid > 0 && isAlive(pid) && commandLine(pid).includes(directory)) return { pid, port: Number(lines[3]) };
  await rm(file, { force: true });
  return undefined;
}

/** Makes the cluster beside its final place and moves it there, so that an interrupted initdb leaves no half cluster. */
async function initialise(data: DataDirectory, binaries: PostgresBinaries, account: ServerAccount | undefined): Promise<void> {
  const directory = data.file('postgres');
  const workshop = data.file(`postgres.${randomBytes(4).toString('hex')}`);
  const fresh = join(workshop, 'cluster');
  const passwordFile = join(workshop, 'password');
  await mkdir(workshop, { recursive: true, mode: 0o700 });
  try {
    await writeFile(passwordFile, data.secrets.postgresPassword, { mode: 0o600 });
    if (account !== undefined) for (const path of [workshop, passwordFile]) await chown(path, account.uid, account.gid);
    const { command, args } = asAccount(account, binaries.initdb, [
      `--pgdata=${fresh}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--data-checksums',
    ]);
    await run(command, args, { cwd: '/', env: serverEnvironment() });
    await rm(directory, { recursive: true, force: true });
    await rename(fresh, directory);
  } catch (error) {
    throw failure('non si può preparare la base dati', String((error as { stderr?: string }).stderr ?? error), error);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function startServer(data: DataDirectory, binaries: PostgresBinaries, account: ServerAccount | undefined): Promise<number> {
  const log = data.file('logs', 'postgres.log');
  let lastError: unknown;
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const { postgresPort } = data.secrets;
    const port = (await isPortFree(postgresPort)) ? postgresPort : await data.choosePort('postgresPort');
    const { command, args } = asAccount(account, binaries.postgres, ['-D', data.file('postgres'), ...serverOptions(port)]);
    const output = openSync(log, 'a', 0o600);
    // A session of its own: Ctrl-C in the terminal must reach the launcher first, which stops the parts in order.
    const child = spawn(command, args, { cwd: '/', env: serverEnvironment(), detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    child.unref();
    const { pid } = child;
    try {
      await probeUntilReady(
        () => ensureDatabase(ownerUrl(data, port)),
        START_TIMEOUT_MS,
        () => {
          if (pid === undefined || child.exitCode !== null || child.signalCode !== null)
            throw new Error('the server ended during its start');
        },
      );
      if (pid === undefined) throw new Error('the server has no process id');
      return pid;
    } catch (error) {
      lastError = error;
      child.kill('SIGQUIT');
      if (pid !== undefined) await waitForExit(pid, 5_000);
      await sleep(500 * attempt);
    }
  }
  throw failure('PostgreSQL non parte', await lastLines(log), lastError);
}

function serverOptions(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 100,
    jit: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function asAccount(account: ServerAccount | undefined, command: string, args: string[]): { command: string; args: string[] } {
  return account === undefined ? { command, args } : account.wrap(command, args);
}

/** Nothing of the user's environment (PGDATA, PGHOST, locale) may change what the server does. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };
}

/** The probe is the real thing: log in with the password; the first time the product's database is made on the way. */
async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function failure(what: string, detail: string, cause: unknown): ServiceError {
  return new ServiceError(
    'PostgreSQL',
    `${what}${detail === '' ? '' : `\n${detail}`}`,
    'I dati sono intatti. Guarda logs/postgres.log nella cartella dati, oppure indica un server esistente con DATABASE_URL.',
    { cause },
  );
}
