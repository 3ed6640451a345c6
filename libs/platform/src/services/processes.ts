import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while the process exists and has not ended (a zombie has ended). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
  const state = /\) (\S)/.exec(readProc(pid, 'stat'))?.[1];
  return state !== 'Z' && state !== 'X';
}

/** The command line of a process, words separated by spaces; empty when it is gone or not readable. */
export function commandLine(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

/** Waits until the process is gone; false when it still runs after the time limit. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Repeats a probe until it resolves; rejects with its last error after the time limit or when `abandon` throws. */
export async function probeUntilReady(probe: () => Promise<void>, timeoutMs: number, abandon: () => void = () => undefined): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    abandon();
    try {
      await probe();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(30);
  }
}

/** The last lines of a log file, for an error message; empty when there is none. */
export async function lastLines(path: string, count = 8): Promise<string> {
  if (!existsSync(path)) return '';
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 8192);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString().trimEnd().split('\n').slice(-count).join('\n');
  } finally {
    await file.close();
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
