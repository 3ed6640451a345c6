import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { type DataDirectory } from './data-directory.js';
import { isPortFree } from './free-port.js';
import { commandLine, isAlive, lastLines, probeUntilReady, waitForExit } from './processes.js';
import { ServiceError } from './service-error.js';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 30_000;
const START_ATTEMPTS = 3;

/** A real redis-server (Debian's package) under `<data>/redis`, on 127.0.0.1 only, with password and append-only file. */
export class EmbeddedRedis {
  private constructor(
    readonly url: string,
    readonly pid: number,
    /** True when a server of an earlier launcher was found running. */
    readonly adopted: boolean,
  ) {}

  /** @throws ServiceError with the last lines of the server's log */
  static async start(data: DataDirectory): Promise<EmbeddedRedis> {
    const directory = data.file('redis');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (await leftRunning(data)) return new EmbeddedRedis(redisUrl(data), await adopt(data), true);
    return new EmbeddedRedis(redisUrl(data), await startServer(data), false);
  }

  /** Writes everything to disk and waits for the server to be gone. */
  async stop(): Promise<void> {
    if (!isAlive(this.pid)) return;
    process.kill(this.pid, 'SIGTERM');
    await waitForExit(this.pid, STOP_TIMEOUT_MS);
  }
}

function redisUrl(data: DataDirectory): string {
  return `redis://:${data.secrets.redisPassword}@127.0.0.1:${data.secrets.redisPort}`;
}

/** Whether the server of an earlier launcher still lives. Two servers on one append-only file would destroy it. */
async function leftRunning(data: DataDirectory): Promise<boolean> {
  const pid = Number(await readFile(data.file('redis', 'redis.pid'), 'utf8').catch(() => '0'));
  return pid > 0 && isAlive(pid) && commandLine(pid).includes(`redis-server 127.0.0.1:${data.secrets.redisPort}`);
}

async function adopt(data: DataDirectory): Promise<number> {
  let pid = 0;
  try {
    await probeUntilReady(async () => {
      pid = await serverOf(data);
    }, START_TIMEOUT_MS);
    return pid;
  } catch (error) {
    throw new ServiceError(
      'Redis',
      `Un Redis di un’esecuzione precedente occupa la porta ${data.secrets.redisPort} e non risponde.`,
      'Fermalo (comando: ps aux | grep redis-server, poi kill del suo numero) e avvia di nuovo.',
      { cause: error },
    );
  }
}

async function startServer(data: DataDirectory): Promise<number> {
  const log = data.file('logs', 'redis.log');
  let lastError: unknown;
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    if (!(await isPortFree(data.secrets.redisPort))) await data.choosePort('redisPort');
    const configuration = data.file('redis', 'redis.conf');
    await writeFile(configuration, configurationText(data), { mode: 0o600 });
    const output = openSync(log, 'a', 0o600);
    // A session of its own: Ctrl-C in the terminal must reach the launcher first, which stops the parts in order.
    const child = spawn('redis-server', [configuration], { cwd: '/', detached: true, stdio: ['ignore', output, output] });
    let spawnError: Error | undefined;
    child.once('error', (error) => {
      spawnError = error;
    });
    closeSync(output);
    child.unref();
    let pid: number | undefined;
    try {
      await probeUntilReady(
        async () => {
          pid = await serverOf(data);
        },
        START_TIMEOUT_MS,
        () => {
          if (spawnError !== undefined) throw notInstalled(spawnError);
          if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server ended during its start');
        },
      );
      if (pid !== undefined) return pid;
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      lastError = error;
      child.kill('SIGKILL');
    }
  }
  throw new ServiceError(
    'Redis',
    `Redis non parte.\n${await lastLines(log)}`,
    'I dati sono intatti. Guarda logs/redis.log nella cartella dati, oppure indica un server esistente con REDIS_URL.',
    { cause: lastError },
  );
}

function configurationText(data: DataDirectory): string {
  return `bind 127.0.0.1
port ${data.secrets.redisPort}
requirepass ${data.secrets.redisPassword}
dir ${JSON.stringify(data.file('redis'))}
daemonize no
pidfile ${JSON.stringify(data.file('redis', 'redis.pid'))}
appendonly yes
appendfsync everysec
# Queues must never be thinned out to make room.
maxmemory-policy noeviction
save 60 1
`;
}

/** The pid of the server that answers on our port with our password and our directory; rejects when there is none. */
async function serverOf(data: DataDirectory): Promise<number> {
  const client = new Redis(redisUrl(data), {
    lazyConnect: true,
    connectTimeout: 2_000,
    disconnectTimeout: 100,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const [, directory] = (await client.config('GET', 'dir')) as [string, string];
    if (directory !== data.file('redis')) throw new Error(`a Redis of another directory answers: ${directory}`);
    const pid = /process_id:(\d+)/.exec(await client.info('server'))?.[1];
    if (pid === undefined) throw new Error('Redis does not tell its process id');
    return Number(pid);
  } finally {
    // A polite end leaves no timer behind; a server that cannot hear it is left at once.
    await client.quit().catch(() => {
      client.disconnect();
    });
  }
}

function notInstalled(cause: Error): ServiceError {
  return new ServiceError(
    'Redis',
    'Il programma redis-server non è installato.',
    'Installa il pacchetto: sudo apt-get install redis-server, oppure indica un server con REDIS_URL.',
    { cause },
  );
}
