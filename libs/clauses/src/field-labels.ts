import { fieldsOfKind } from '@gare/contracts/template-catalogue';

interface Named {
  readonly label: string;
  readonly yesNo: boolean;
}

const labels = new Map<string, Named>();
// Inside a loop fields are named without the list they are in; a field of the whole tender with that name comes first.
for (const looped of [true, false]) {
  for (const { path, label, kind } of fieldsOfKind('GARA')) {
    if (path.includes('[].') === looped)
      labels.set(path.slice(looped ? path.lastIndexOf('[].') + 3 : 0), { label, yesNo: kind === 'boolean' });
  }
}

/** Italian name of a field as clauses write it. Clauses speak of tenders: their fields are those of the sheet of a tender. */
export const fieldLabel = (path: string): Named | undefined => labels.get(path);

export const fieldName = (path: string): string | undefined => labels.get(path)?.label;
