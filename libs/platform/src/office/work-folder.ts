import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^gare-office-(\d+)-/;

/** A fresh private directory (mode 0700) that carries the id of this process in its name. */
export function makeWorkFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `gare-office-${process.pid}-`));
}

/** Removes the directories of processes that ended without cleaning up: documents must not stay behind. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1] ?? 0);
    if (pid > 0 && !(await running(pid))) await removeOwn(join(tmpdir(), name));
  }
}

/** A process that is dead but not yet collected by its parent still answers signal 0; it writes nothing any more. */
async function running(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !state.includes(') Z ');
}

async function removeOwn(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another user's directory is that user's concern; one that fills while it is emptied is being removed by another pool.
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOTEMPTY') throw error;
  }
}
