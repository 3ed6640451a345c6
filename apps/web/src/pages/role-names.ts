import { type TFunction } from 'i18next';
import { type Session } from '../api/client';

/** Roles in words: "Responsabile del progetto, Dirigente della SUA". */
export function roleNames(t: TFunction, roles: Session['ruoli']): string {
  return roles.map((role) => t(`ruoli.${role}`)).join(', ');
}
