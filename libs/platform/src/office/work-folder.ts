import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^gare-office-(\d+)-/;

/** A fresh private directory (mode 0700) that carries the id of this process in its name. */
export function makeWorkFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `gare-office-${process.pid}-`));
}

/** Removes the directories of processes that ended without cleaning up: documents must not stay behind. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = Number(NAME.exec(name)?.[1] ?? 0);
    // Another user's directory cannot be removed and is that user's concern.
    if (pid > 0 && !running(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
