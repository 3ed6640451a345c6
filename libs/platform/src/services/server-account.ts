import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { ServiceError } from './service-error.js';

const run = promisify(execFile);
const ACCOUNT = 'postgres';

/** How to start a server that refuses to run as root. */
export interface ServerAccount {
  uid: number;
  gid: number;
  /** Puts the words that change the user before a command. */
  wrap(command: string, args: string[]): { command: string; args: string[] };
}

/**
 * The account the database runs under: none (the present user) unless the launcher is root, else the system user
 * `postgres`, made when missing. Where that user cannot reach a path (a project in root's own home, mode 0700) it gets the
 * one capability to pass directories, so that nobody's home has to be opened.
 * @param paths what the server must reach
 */
export async function serverAccount(paths: string[]): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = (await findAccount()) ?? (await createAccount());
  const reachable = (await Promise.all(paths.map((path) => isReachable(path)))).every(Boolean);
  const drop = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const capability = reachable ? [] : await passingCapability();
  return { uid, gid, wrap: (command, args) => ({ command: 'setpriv', args: [...drop, ...capability, '--', command, ...args] }) };
}

async function findAccount(): Promise<{ uid: number; gid: number } | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${ACCOUNT}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

async function createAccount(): Promise<{ uid: number; gid: number }> {
  try {
    await run('/usr/sbin/useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]);
  } catch (error) {
    throw new ServiceError(
      'PostgreSQL',
      `PostgreSQL non può girare come root e l’utente di sistema ${ACCOUNT} non si può creare: ${String(error)}`,
      'Avvia il prodotto con un utente normale, oppure indica un server esistente con DATABASE_URL.',
      { cause: error },
    );
  }
  const account = await findAccount();
  if (account === undefined) throw new Error(`useradd did not create ${ACCOUNT}`);
  return account;
}

/** Whether others may pass every directory above the path. */
async function isReachable(path: string): Promise<boolean> {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { mode } = await stat(directory);
    if ((mode & 0o001) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}

/** CAP_DAC_READ_SEARCH where this process has it, else CAP_DAC_OVERRIDE (the one containers keep). */
async function passingCapability(): Promise<string[]> {
  const status = await readFile('/proc/self/status', 'utf8');
  const bounding = BigInt(`0x${/^CapBnd:\s*(\w+)/m.exec(status)?.[1] ?? '0'}`);
  const name = [['dac_read_search', 2n] as const, ['dac_override', 1n] as const].find(([, bit]) => ((bounding >> bit) & 1n) === 1n)?.[0];
  if (name === undefined) {
    throw new ServiceError(
      'PostgreSQL',
      'L’utente postgres non può raggiungere la cartella del progetto o dei dati (una cartella superiore è chiusa agli altri utenti).',
      'Sposta il progetto fuori da /root, per esempio in /opt, oppure avvialo con un utente normale.',
    );
  }
  // access(2) forgets the capabilities of anybody but root unless this bit is set, and the server checks its files with it.
  return ['--securebits=+no_setuid_fixup', `--inh-caps=+${name}`, `--ambient-caps=+${name}`];
}
