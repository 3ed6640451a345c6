import { checkPassword, type PasswordOwner } from '@gare/domain/access/password-rules';
import { AppError } from '@gare/platform/errors';

/** @throws AppError account.weak_password, with the rule */
export function refuseWeak(password: string, owner: PasswordOwner): void {
  const finding = checkPassword(password, owner);
  if (!finding) return;
  throw new AppError('account.weak_password', {
    detail: `${finding.reason} Niente è stato cambiato.`,
    issues: [{ path: 'password', message: finding.reason }],
    details: { rule: finding.rule },
  });
}
