import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, link, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-port.js';
import { commandLine, isAlive } from './processes.js';
import { ServiceError } from './service-error.js';

/** Everything random or chosen once that a data directory needs to be opened again. */
export interface DataDirectorySecrets {
  postgresPassword: string;
  appPassword: string;
  redisPassword: string;
  sessionSecret: string;
  /** Shared by the invented people of the demo. */
  demoPassword: string;
  postgresPort: number;
  redisPort: number;
}

/** The one directory that holds the state of an installation; at most one launcher has it open. */
export class DataDirectory {
  private constructor(
    readonly path: string,
    private current: DataDirectorySecrets,
  ) {}

  /**
   * Creates the directory when missing, locks it and reads (or makes up) its secrets.
   * @throws ServiceError when another launcher has it open or it cannot be written
   */
  static async open(path: string): Promise<DataDirectory> {
    try {
      await mkdir(join(path, 'logs'), { recursive: true });
      // The database runs as another user when the launcher is root: it must be able to pass, not to look.
      await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
      const real = await realpath(path);
      await lock(real);
      return new DataDirectory(real, await readSecrets(real));
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      throw new ServiceError(
        'cartella dati',
        `La cartella dati ${path} non si può usare: ${String(error)}`,
        'Controlla i permessi e lo spazio su disco, o scegline un’altra con --data-dir.',
        { cause: error },
      );
    }
  }

  get secrets(): Readonly<DataDirectorySecrets> {
    return this.current;
  }

  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Remembers another port for a service, for this start and the next ones. */
  async choosePort(service: 'postgresPort' | 'redisPort'): Promise<number> {
    const [port = 0] = await freePorts(1);
    this.current = { ...this.current, [service]: port };
    await writeSecrets(this.path, this.current);
    return port;
  }

  async release(): Promise<void> {
    await rm(lockFile(this.path), { force: true });
  }
}

function lockFile(path: string): string {
  return join(path, 'launcher.lock');
}

/** A link is made by exactly one process; a lock whose owner is gone (or is something else by now) is taken over. */
async function lock(path: string): Promise<void> {
  const mine = join(path, `launcher.${process.pid}`);
  await writeFile(mine, JSON.stringify({ pid: process.pid, command: commandLine(process.pid) }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        await link(mine, lockFile(path));
        return;
      } catch (error) {
        if (!existsSync(lockFile(path))) throw error;
      }
      const owner = JSON.parse(await readFile(lockFile(path), 'utf8').catch(() => '{}')) as { pid?: number; command?: string };
      if (owner.pid !== undefined && owner.pid !== process.pid && isAlive(owner.pid) && commandLine(owner.pid) === owner.command) {
        throw new ServiceError(
          'cartella dati',
          `La cartella dati ${path} è già in uso dal processo ${owner.pid}.`,
          'Ferma l’altra esecuzione (Ctrl-C nel suo terminale) oppure scegli un’altra cartella con --data-dir e un’altra porta con --port.',
        );
      }
      await rm(lockFile(path), { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function readSecrets(path: string): Promise<DataDirectorySecrets> {
  const file = join(path, 'secrets.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as DataDirectorySecrets;
  const [postgresPort = 0, redisPort = 0] = await freePorts(2);
  const random = (): string => randomBytes(24).toString('base64url');
  const secrets = {
    postgresPassword: random(),
    appPassword: random(),
    redisPassword: random(),
    sessionSecret: randomBytes(48).toString('base64url'),
    demoPassword: `demo-${randomBytes(6).toString('base64url')}`,
    postgresPort,
    redisPort,
  };
  await writeSecrets(path, secrets);
  return secrets;
}

async function writeSecrets(path: string, secrets: DataDirectorySecrets): Promise<void> {
  const file = join(path, 'secrets.json');
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
