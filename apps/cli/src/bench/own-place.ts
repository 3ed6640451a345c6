import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives `work` an empty directory and removes it afterwards. */
export async function inTemporaryDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'gare-bench-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Benchmarks run on embedded parts of their own: never on the installation that the environment names. */
export function ownEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const named = [
    'DATABASE_URL',
    'APP_DATABASE_URL',
    'REDIS_URL',
    'S3_ENDPOINT',
    'STORAGE_DIR',
    'PORT',
    'PUBLIC_URL',
    'OFFICE_PROCESSES',
    'COLLAB_URL',
    'COLLAB_PORT',
  ];
  const kept = Object.entries(process.env).filter(([name]) => !named.includes(name));
  return { ...Object.fromEntries(kept), LOG_LEVEL: 'warn', ...more };
}
