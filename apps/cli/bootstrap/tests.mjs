import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { say } from './messages.mjs';

/** More files than these failing is no accident of the machine: nothing is run again then. */
const MOST_UNSTEADY_FILES = 2;

/**
 * Runs jest over everything (or the given paths) and ends with the line `N passed, N failed`.
 *
 * When everything was run and one or two files failed, these run once more, alone. A file that passes then is named as
 * unsteady: its failure is printed above like any other and has to be explained (docs/adr/0030), but it does not hold
 * up what has nothing to do with it.
 */
export async function runTests(root, args) {
  const first = await runJest(root, args);
  const again = args.length === 0 && first.failedFiles.length > 0 && first.failedFiles.length <= MOST_UNSTEADY_FILES;
  if (!again) {
    say(`${first.passed} passed, ${first.failed} failed`);
    return first.code;
  }
  const paths = first.failedFiles.map(({ path }) => path);
  say(`\nAncora una volta, da soli: ${paths.map((path) => relative(root, path)).join(', ')}`);
  const second = await runJest(root, ['-w', '1', '--runTestsByPath', ...paths]);
  const steady = new Set(second.failedFiles.map(({ path }) => path));
  const unsteady = first.failedFiles.filter(({ path }) => !steady.has(path));
  for (const { path, failed } of unsteady) say(`INSTABILE ${relative(root, path)}: ${failed} falliti la prima volta, nessuno la seconda`);
  const recovered = unsteady.reduce((sum, { failed }) => sum + failed, 0);
  say(`${first.passed + recovered} passed, ${first.failed - recovered} failed`);
  return second.code;
}

/** One run of jest: its exit code, how many tests passed and failed, and in which files. */
async function runJest(root, args) {
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
  const counts = countsIn(results);
  rmSync(results, { force: true });
  return { ...counts, code, failed: counts.failed === 0 && code !== 0 ? 1 : counts.failed };
}

function countsIn(results) {
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failedFiles: [] };
  }
}
