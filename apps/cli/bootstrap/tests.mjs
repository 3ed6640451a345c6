import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './messages.mjs';

/** Runs jest over everything (or the given paths) and ends with the line `N passed, N failed`. */
export async function runTests(root, args) {
  const results = join(root, '.cache', `jest-counts-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const workers = args.some((arg) => /^(-w|--maxWorkers|-i|--runInBand)/.test(arg)) ? [] : ['-w', '2'];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [jest, ...workers, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, GARE_TEST_COUNTS: results },
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
    child.once('error', () => resolve(1));
  });
  const { passed, failed } = countsIn(results);
  rmSync(results, { force: true });
  say(`${passed} passed, ${failed === 0 && code !== 0 ? 1 : failed} failed`);
  return code;
}

function countsIn(results) {
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
