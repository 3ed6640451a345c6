import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type PackagingMemory } from '@gare/publication';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';

const runs = 3;
const attachments = 10;
const megabyte = 1024 * 1024;
const megabytesEach = 50;

export const packagingMemory: Measurement = {
  terms: {
    figure: 'packaging-memory',
    unit: 'MB',
    peer: null,
    target: 400,
    mustBe: 'atMost',
    description: `Highest resident memory above idle of a process that runs the worker's packaging code (measure, hash, index, ZIP, store with its own check of the hash) on ${attachments} attachments of ${megabytesEach} MB in the \`fs\` storage, sampled every 10 ms; LibreOffice is left out.`,
  },
  measure: async (tell) => {
    const measured: Run[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const { idleBytes, peakBytes, packageBytes, ms } = await inTemporaryDirectory(measureOnce);
      if (packageBytes < attachments * megabytesEach * megabyte) throw new Error(`the package has only ${packageBytes} bytes`);
      const value = (peakBytes - idleBytes) / megabyte;
      measured.push({ value });
      describe(tell, run, { value, idleBytes, peakBytes, ms });
    }
    return measured;
  },
};

function describe(tell: Tell, run: number, memory: { value: number; idleBytes: number; peakBytes: number; ms: number }): void {
  const [idle, peak] = [memory.idleBytes / megabyte, memory.peakBytes / megabyte].map((value) => value.toFixed(0));
  tell(
    `  ${run}/${runs}: ${memory.value.toFixed(0)} MB above idle (${idle ?? ''} to ${peak ?? ''} MB) in ${(memory.ms / 1000).toFixed(1)} s`,
  );
}

async function measureOnce(directory: string): Promise<PackagingMemory> {
  const script = join(__dirname, 'packaging-memory.process.js');
  const child = fork(script, [directory, String(attachments), String(megabytesEach * megabyte)], { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the measuring process ended (${String(code)})`)));
  const [memory] = (await Promise.race([once(child, 'message'), ended])) as [PackagingMemory];
  child.disconnect();
  return memory;
}
