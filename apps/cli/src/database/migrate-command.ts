import { Command } from 'commander';
import { migrate } from '@gare/platform/database';
import { ServiceError } from '@gare/platform/services';
import { sayOnTerminal as say } from '../start/reporter.js';

/** `migrate`: brings a given database up to date, for installations that run the parts themselves. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('aggiorna la struttura della base dati indicata da DATABASE_URL (proprietario) e APP_DATABASE_URL (applicazione)')
    .action(async () => {
      const { DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl } = process.env;
      if (ownerUrl === undefined || appUrl === undefined) {
        throw new ServiceError('base dati', 'Mancano DATABASE_URL o APP_DATABASE_URL.', 'Impostale entrambe e ripeti il comando.');
      }
      const { applied } = await migrate(ownerUrl, decodeURIComponent(new URL(appUrl).password));
      say(applied.length === 0 ? 'La base dati è già aggiornata.' : `Applicati: ${applied.join(', ')}`);
    });
}
