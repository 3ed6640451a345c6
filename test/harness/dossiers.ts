import { declareNoConflict, type Visitor } from '../../apps/cli/src/demo/visitor.js';

/** Opens a dossier as the visitor, declares for them and for whoever else will work on it, and gives its id. */
export async function openDossier(visitor: Visitor, oggetto: string, ...others: readonly Visitor[]): Promise<string> {
  const { status, body } = await visitor.post<{ id: string }>('/api/dossiers', { oggetto });
  if (status !== 201) throw new Error(`dossier not opened: ${status} ${JSON.stringify(body)}`);
  for (const person of [visitor, ...others]) await declareNoConflict(person, body.id);
  return body.id;
}

/** Writes into the scheda at its present revision and gives the status of the answer. */
export async function writeScheda(
  visitor: Visitor,
  dossierId: string,
  changes: readonly { path: string; value: unknown }[],
): Promise<number> {
  const path = `/api/dossiers/${dossierId}/scheda`;
  const { body } = await visitor.get<{ revision: number }>(path);
  return (await visitor.send('PATCH', path, { baseRevision: body.revision, changes })).status;
}

/** What acts of the review write, and nobody types. */
const ofActs = new Set(['revisioneLegale', 'approvazioneTecnica']);

/** Top-level values of a scheda as changes of it. */
export function changesOf(values: object): { path: string; value: unknown }[] {
  return Object.entries(values)
    .filter(([path]) => !ofActs.has(path))
    .map(([path, value]: [string, unknown]) => ({ path, value }));
}
