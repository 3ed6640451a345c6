import { Command } from 'commander';
import { ServiceError } from '@gare/platform/services';
import { migrateCommand } from './database/migrate-command.js';
import { migrationDriftCommand } from './database/migration-drift-command.js';
import { startCommand } from './start/start-command.js';

const program = new Command('gare-insieme').description('Gare insieme: comandi').showHelpAfterError();
for (const command of [startCommand(), migrateCommand(), migrationDriftCommand()]) program.addCommand(command);

program.parseAsync().then(
  () => {
    // Whatever still holds the event loop (idle sockets, timers) has nothing left to say.
    process.exit();
  },
  (error: unknown) => {
    const text =
      error instanceof ServiceError
        ? `${error.message}\n  → ${error.hint}`
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`\nErrore: ${text}\n`);
    process.exit(1);
  },
);
