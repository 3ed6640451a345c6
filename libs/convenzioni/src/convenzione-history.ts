import { type TakenStep } from '@gare/domain/convenzione/timeline';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { AuditEntity } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';

const ownActs = ['dossier.created', 'convenzione.registered', 'convenzione.text_fixed', 'convenzione.text_reopened'];

/** The steps of a convenzione as its history recorded them, the first first, and the acts that are no step. */
export async function takenSteps(reader: Reader, kind: LoadedKind, dossierId: string): Promise<readonly TakenStep[]> {
  const labels = new Map(kind.process.transitions.map(({ event, label }) => [`dossier.${event}`, label ?? event]));
  const rows = await reader
    .createQueryBuilder(AuditEntity, 'audit')
    .where('audit.dossier_id = :dossierId and audit.action = any (:actions)', { dossierId, actions: [...ownActs, ...labels.keys()] })
    .orderBy('audit.sequence')
    .getMany();
  return rows.map(({ at, action, summary, person }) => {
    const label = labels.get(action);
    return { at: at.toISOString(), title: label ?? summary, detail: label === undefined ? null : summary, person };
  });
}
