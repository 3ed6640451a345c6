import { join } from 'node:path';
import { say } from './messages.mjs';
import { runCommand } from './run-command.mjs';

const AT_A_TIME = 2;

/** With a compiler it does not know, the cruiser is content with no modules at all. */
const sawTheTree = (output) => Number(/\((\d+) modules/.exec(output)?.[1] ?? 0) > 100;

/** Every step is a program that exits non-zero when something is wrong. The longest come first. */
function steps(root) {
  const bin = (path, ...args) => [process.execPath, [join(root, 'node_modules', path), ...args]];
  const own = (name, ...args) => [process.execPath, [join(root, 'apps/cli/bootstrap', name), ...args]];
  const rules = ['--config', '.dependency-cruiser.cjs'];
  return {
    // No cache: rules that read types would not see that another file changed them.
    eslint: bin('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
    prettier: bin(
      'prettier/bin/prettier.cjs',
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '--cache-strategy',
      'content',
    ),
    'migration drift': [process.execPath, [join(root, 'dist/apps/cli/src/main.js'), 'migration-drift']],
    'types: server': bin('typescript7/bin/tsc', '--noEmit', '-p', '.'),
    'types: web': bin('typescript7/bin/tsc', '--noEmit', '-p', 'apps/web'),
    'dependency rules': [...bin('dependency-cruiser/bin/dependency-cruise.mjs', ...rules, 'apps', 'libs'), sawTheTree],
    'dependency rules canary': own('dependency-canary.mjs'),
    'api client': [process.execPath, [join(root, 'apps/web/scripts/generate-api.mjs'), '--check']],
    'first load': [process.execPath, [join(root, 'apps/web/scripts/first-load.mjs')]],
    templates: [process.execPath, [join(root, 'dist/apps/cli/src/main.js'), 'templates', 'check']],
    'lock file': own('complete-lock.mjs', '--check'),
    // No cache: with one, knip 5 forgets `ignoreExportsUsedInFile`.
    knip: bin('knip/bin/knip.js', '--no-progress'),
  };
}

/** Runs every check, two at a time, and ends with `N passed, N failed`. */
export async function run(root) {
  const queue = Object.entries(steps(root));
  const total = queue.length;
  const failures = [];
  const started = performance.now();
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const [name, [command, args, accept = () => true]] = step;
      const begun = performance.now();
      const result = await runCommand(command, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0' } });
      const ok = result.code === 0 && accept(result.output);
      say(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
      if (!ok) failures.push({ name, text: result.tail(60) });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  for (const { name, text } of failures) say(`\n--- ${name}\n${text}`);
  say(`\n${((performance.now() - started) / 1000).toFixed(1)} s in all`);
  say(`${total - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}
