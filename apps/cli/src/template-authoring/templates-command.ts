import { Command } from 'commander';
import { sayOnTerminal as say } from '../start/reporter.js';
import { buildTemplates } from './build.js';

/** `templates build` writes the DOCX from their sources; `templates check` says where they differ, and changes nothing. */
export function templatesCommand(): Command {
  const command = new Command('templates').description('modelli dei documenti');
  command
    .command('build')
    .description('genera i DOCX dai testi')
    .action(() => run(false));
  command
    .command('check')
    .description('controlla che DOCX, testi e manifesti dicano lo stesso')
    .action(() => run(true));
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
