import { AppError } from '@gare/platform/errors';

/** Refuses a clause with everything that is wrong with it, if anything is. @throws AppError clause.malformed */
export function refuseClause(issues: readonly { path: string; message: string }[]): void {
  const [first] = issues;
  if (first === undefined) return;
  throw new AppError('clause.malformed', {
    detail: `${first.message} Niente è stato salvato: la libreria è rimasta com’era.`,
    issues: [...issues],
  });
}
