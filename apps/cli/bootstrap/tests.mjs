import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './messages.mjs';

/** Runs jest over everything (or the given paths) and ends with the line `N passed, N failed`. */
export async function runTests(root, args) {
  const results = join(root, '.cache', `jest-results-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const workers = args.some((arg) => /^(-w|--maxWorkers|-i|--runInBand)/.test(arg)) ? [] : ['-w', '2'];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [jest, ...workers, '--json', `--outputFile=${results}`, ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
    child.once('error', () => resolve(1));
  });
  const { passed, failed } = count(results);
  rmSync(results, { force: true });
  say(`${passed} passed, ${failed === 0 && code !== 0 ? 1 : failed} failed`);
  return code;
}

/** A file that could not even be loaded has no failed test of its own: it counts as one. */
function count(results) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
