import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Progress, Stop } from './messages.mjs';
import { runCommand } from './run-command.mjs';

/**
 * npm writes `node_modules/.package-lock.json` as the last act of an installation: when it names every package of
 * package-lock.json in the same version, what is installed is what is locked. No stamp of our own can be more right.
 */
function isCurrent(root) {
  try {
    const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(locked).every(
      ([path, entry]) => path === '' || entry.optional === true || entry.devOptional === true || installed[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

/** Installs the locked npm packages when some are missing or older. */
export async function ensureNodeModules(root) {
  if (isCurrent(root)) return;
  const reason = existsSync(join(root, 'node_modules')) ? 'sono cambiate' : 'mancano';
  const progress = new Progress(`Installo le librerie npm: ${reason} (la prima volta un paio di minuti)`);
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const viaNode = process.env.npm_execpath?.endsWith('.js') === true;
  const result = await runCommand(viaNode ? process.execPath : 'npm', viaNode ? [process.env.npm_execpath, ...args] : args, { cwd: root });
  if (result.code !== 0) {
    progress.failed();
    throw new Stop(
      `npm ci non è riuscito:\n${result.tail()}`,
      'Controlla la connessione al registro npm e lo spazio su disco, poi ripeti il comando.',
    );
  }
  progress.done();
}
