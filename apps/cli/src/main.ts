import 'reflect-metadata';
import { Command } from 'commander';
import { ServiceError } from '@gare/platform/services';

/** Each command loads only what it needs: `verify` must not wait for a database driver it never uses. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start/start-command.js')).startCommand(),
  demo: async () => (await import('./demo/demo-command.js')).demoCommand(),
  templates: async () => (await import('./template-authoring/templates-command.js')).templatesCommand(),
  bench: async () => (await import('./bench/bench-command.js')).benchCommand(),
  faults: async () => (await import('./faults/faults-command.js')).faultsCommand(),
  errors: async () => (await import('./errors-command.js')).errorsCommand(),
  migrate: async () => (await import('./database/migrate-command.js')).migrateCommand(),
  'migration-drift': async () => (await import('./database/migration-drift-command.js')).migrationDriftCommand(),
};

async function main([name = '', ...args]: string[]): Promise<void> {
  if (name === 'verify') {
    const { runVerify } = await import('./verify/run-verify.js');
    process.exitCode = await runVerify(args);
    return;
  }
  const load = commands[name];
  if (load === undefined) {
    const known = ['verify', ...Object.keys(commands)].join(', ');
    throw new ServiceError('comando', `Comando sconosciuto: ${name === '' ? '(nessuno)' : name}.`, `Comandi: ${known}.`);
  }
  await new Command('gare-insieme').addCommand(await load()).parseAsync([name, ...args], { from: 'user' });
}

main(process.argv.slice(2)).then(
  () => {
    // Whatever still holds the event loop (idle sockets, timers) has nothing left to say.
    process.exit();
  },
  (error: unknown) => {
    process.stderr.write(`\nErrore: ${reasonOf(error)}\n`);
    process.exit(1);
  },
);

function reasonOf(error: unknown): string {
  if (error instanceof ServiceError) return `${error.message}\n  → ${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
