import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePorts } from '@gare/platform/services';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory, ownEnvironment } from '../own-place.js';

const runs = 5;

export const secondStart: Measurement = {
  terms: {
    figure: 'second-start',
    unit: 's',
    peer: null,
    target: 15,
    mustBe: 'atMost',
    description:
      'The command of `npm start` on a data directory that has been started before, from the process to the line `Ready`: PostgreSQL, Redis, api and worker with health check.',
  },
  measure: (tell) => inTemporaryDirectory((directory) => measure(directory, tell)),
};

async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const first = await startAndStop(directory);
  tell(`  first start: ${first.toFixed(1)} s`);
  const measured: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const value = await startAndStop(directory);
    measured.push({ value });
    tell(`  ${run}/${runs}: ${value.toFixed(2)} s`);
  }
  return measured;
}

async function startAndStop(directory: string): Promise<number> {
  const [port = 0] = await freePorts(1);
  const start = performance.now();
  const command = ['apps/cli/bootstrap.mjs', 'start', '--data-dir', directory, '--port', String(port)];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'], env: ownEnvironment() });
  const exit = once(child, 'exit');
  await Promise.race([ready(child), exit.then(() => Promise.reject(new Error('the product ended before it was ready')))]);
  const seconds = (performance.now() - start) / 1000;
  child.kill('SIGINT');
  await exit;
  return seconds;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('Ready: ')) resolve();
    });
  });
}
