import { Command } from 'commander';
import { sayOnTerminal as say } from '../start/reporter.js';
import { buildTemplates } from './build.js';
import { goldenTrials } from './golden/golden.js';

/**
 * `templates build` writes the DOCX from their sources; `templates accept` writes the accepted documents of the trials;
 * `templates check` says where either differs, and changes nothing.
 */
export function templatesCommand(): Command {
  const command = new Command('templates').description('modelli dei documenti');
  command
    .command('build')
    .description('genera i DOCX dai testi')
    .action(() => run(false));
  command
    .command('accept')
    .description('accetta i documenti delle prove come escono ora')
    .action(() => tryOut(true));
  command
    .command('check')
    .description('controlla che DOCX, testi, manifesti e prove dicano lo stesso')
    .action(async () => {
      await run(true);
      await tryOut(false);
    });
  return command;
}

async function run(check: boolean): Promise<void> {
  const report = await buildTemplates({ root: process.cwd(), check });
  for (const template of report.templates) {
    const change = check ? 'a posto' : template.changed ? 'scritto' : 'invariato';
    say(`${template.code} ${template.folder}: ${template.fields} campi, ${template.bytes} byte, ${change}`);
  }
  for (const problem of report.problems) say(`${problem.folder}: ${problem.message}`);
  say(report.ok ? 'Modelli a posto.' : `${report.problems.length} problemi nei modelli.`);
  if (!report.ok) process.exitCode = 1;
}

async function tryOut(accept: boolean): Promise<void> {
  const { problems, trials, written } = await goldenTrials({ root: process.cwd(), accept });
  for (const problem of problems) say(`${problem.folder}: ${problem.message}`);
  if (accept) say(`${written.length} documenti di prova scritti: rileggerli prima di registrare la modifica.`);
  say(problems.length === 0 ? `${trials} prove a posto.` : `${problems.length} prove da rivedere su ${trials}.`);
  if (problems.length > 0) process.exitCode = 1;
}
