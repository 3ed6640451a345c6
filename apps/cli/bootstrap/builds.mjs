import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Progress, Stop } from './messages.mjs';
import { runCommand } from './run-command.mjs';

const ignored = new Set(['node_modules', 'dist', '.git', '.cache']);

/** What decides nothing about the product that runs. */
const isTest = (name) => name.endsWith('.spec.ts');

/** Changes when a file is added, removed or touched: names, sizes and times are enough and cost milliseconds. */
function fingerprint(root, sources) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const absolute = join(root, path);
    if (!existsSync(absolute)) return;
    const stat = statSync(absolute);
    if (!stat.isDirectory()) {
      hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(absolute).sort()) if (!ignored.has(name) && !isTest(name)) visit(join(path, name));
  };
  sources.forEach(visit);
  return hash.digest('hex');
}

async function build(root, { name, script, sources, output, stale }) {
  const stampFile = join(root, 'dist', `.${script.replace(':', '-')}.stamp`);
  const current = fingerprint(root, sources);
  const isBuilt = existsSync(join(root, output)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === current;
  if (isBuilt) return;
  const progress = new Progress(`Compilo ${name}: ${existsSync(stampFile) ? 'i sorgenti sono cambiati' : 'non è ancora compilato'}`);
  rmSync(stampFile, { force: true });
  // What no longer has a source must not be found by the running product.
  for (const path of stale) rmSync(join(root, path), { recursive: true, force: true });
  const result = await runCommand('npm', ['run', '--silent', script], { cwd: root });
  if (result.code !== 0 || !existsSync(join(root, output))) {
    progress.failed();
    throw new Stop(
      `La compilazione (npm run ${script}) non è riuscita:\n${result.tail(30)}`,
      'Correggi l’errore indicato e ripeti il comando.',
    );
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, current);
  progress.done();
}

export function buildServer(root) {
  const sources = [
    'apps/api/src',
    'apps/worker/src',
    'apps/collab/src',
    'apps/cli/src',
    'libs',
    '.swcrc',
    'package-lock.json',
    'package.json',
  ];
  return build(root, {
    name: 'il server',
    script: 'build:server',
    sources,
    output: 'dist/apps/cli/src/main.js',
    stale: ['dist/apps', 'dist/libs'],
  });
}

export function buildWeb(root) {
  const sources = ['apps/web', 'libs/contracts', 'libs/domain', 'package-lock.json', 'package.json'];
  return build(root, { name: 'le pagine web', script: 'build:web', sources, output: 'dist/web/index.html', stale: [] });
}
