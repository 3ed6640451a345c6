import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './messages.mjs';

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands started together in one clone must not install or build at the same time: the second waits. */
export async function withLock(root, work) {
  const directory = join(root, '.cache');
  const file = join(directory, 'prepare.lock');
  mkdirSync(directory, { recursive: true });
  let told = false;
  let emptySeen = 0;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(readOwner(file));
    // A file without a number is being written this moment, or its writer died doing so.
    const abandoned = owner > 0 ? !alive(owner) : (emptySeen += 1) > 10;
    if (abandoned) rmSync(file, { force: true });
    else {
      if (!told) say(`Aspetto: un altro comando (processo ${owner}) sta preparando il progetto.`);
      told = true;
      await sleep(500);
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function readOwner(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '0';
  }
}
