import { fieldAt } from './describe-fields.js';

/**
 * What people call a field of the sheet of a tender, with the groups it stands in: `Responsabile del progetto – SUA › Cognome`.
 * @param path a pattern (`lotti/*` and so on) or a concrete path; null for what is no field
 */
export function fieldTrail(path: string): string | null {
  const segments = path.split('/');
  if (fieldAt(path) === null) return null;
  const labels = segments.flatMap((segment, index) =>
    segment === '*' ? [] : (fieldAt(segments.slice(0, index + 1).join('/'))?.label ?? []),
  );
  return [...new Set(labels)].join(' › ');
}
