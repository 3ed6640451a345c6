// The door of every npm script. Plain Node with no dependency, because nothing may be installed yet: finds what is
// missing, installs or builds it, says so, and hands over to the compiled command line.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run as runChecks } from './bootstrap/checks.mjs';
import { buildServer, buildWeb } from './bootstrap/builds.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { ensureDebianPackages } from './bootstrap/debian-packages.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { Stop, fail } from './bootstrap/messages.mjs';
import { runTests } from './bootstrap/tests.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What each command needs before it can run. `packages` names a set of Debian packages. */
const commands = {
  start: { packages: 'run', server: true, web: true },
  demo: { packages: 'run', server: true, web: true },
  bench: { packages: 'run', server: true, web: true },
  faults: { packages: 'run', server: true },
  templates: { server: true },
  // Must work on a machine with nothing but Node and this repository: no database, no network, no packages.
  verify: { server: true },
  check: { server: true, web: true },
  test: { packages: 'test', server: true, web: true },
};

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Serve Node.js 20.19 o successivo, qui c’è ${process.versions.node}.`,
    'Installa una versione più recente da https://nodejs.org e ripeti il comando.',
  );
}

async function prepare(needs) {
  await ensureNodeModules(root);
  if (needs.packages !== undefined) await ensureDebianPackages(needs.packages);
  if (needs.server) await buildServer(root);
  if (needs.web) await buildWeb(root);
}

async function main([command, ...args]) {
  const needs = commands[command];
  if (needs === undefined)
    throw new Stop(`Comando sconosciuto: ${command ?? '(nessuno)'}.`, `Comandi: ${Object.keys(commands).join(', ')}.`);
  assertNode();
  // Relative paths in arguments are meant from where the person stands; npm runs scripts from the project.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  process.chdir(root);
  await withLock(root, () => prepare(needs));
  if (command === 'check') return runChecks(root);
  if (command === 'test') return runTests(root, args);
  process.env.INIT_CWD = typedIn;
  process.argv = [process.execPath, join(root, 'dist/apps/cli/src/main.js'), command, ...args];
  await import(pathToFileURL(process.argv[1]).href);
  return undefined;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    if (exitCode !== undefined) process.exitCode = exitCode;
  },
  (error) => fail(error),
);
