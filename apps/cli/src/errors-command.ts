import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { errorsDocument } from './errors-document.js';

/** `errors`: writes docs/errors.md again from the table of error codes. */
export function errorsCommand(): Command {
  return new Command('errors').description('riscrive docs/errors.md').action(() => writeFile(resolve('docs/errors.md'), errorsDocument()));
}
