import { type DossierDetail } from '../api/client';

/** Whether the person may do something on the dossier, and if not, why. */
export function permissionOn(dossier: DossierDetail, permission: string): { readonly allowed: boolean; readonly reason: string | null } {
  return dossier.permissions.find((entry) => entry.permission === permission) ?? { allowed: false, reason: null };
}
