import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const KEPT_CHARACTERS = 100_000;

/**
 * Runs a program to its end and keeps the end of what it wrote.
 * `onStatus` receives what it writes to its file descriptor 3, line by line.
 */
export function runCommand(command, args, { onStatus, ...options } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
    };
    const stdio = ['ignore', 'pipe', 'pipe', ...(onStatus ? ['pipe'] : [])];
    const child = spawn(command, args, { ...options, stdio });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    if (onStatus) createInterface(child.stdio[3]).on('line', onStatus);
    child.once('error', (error) => resolve({ code: 127, output: String(error), tail: () => String(error) }));
    child.once('close', (code, signal) => {
      const tail = (count = 15) =>
        output
          .split('\n')
          .filter((line) => line.trim() !== '')
          .slice(-count)
          .join('\n');
      resolve({ code: code ?? (signal ? 128 : 1), output, tail });
    });
  });
}
