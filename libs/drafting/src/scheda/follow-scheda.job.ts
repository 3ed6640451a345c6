import { z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { type Tx } from '@gare/platform/database';
import { defineJob, type JobQueue } from '@gare/platform/queue';

/** Brings the values in the drafts of a dossier up to the scheda of now. */
export const followScheda = defineJob({
  name: 'drafting.followScheda',
  queue: 'documents',
  payload: z.object({ dossierId: z.uuid() }),
  title: 'Dati della scheda nelle bozze',
  attempts: 5,
  backoffMs: 2_000,
  timeoutMs: 5 * 60_000,
});

/** Asks for it; one that waits already does for all. */
export async function askToFollow(
  jobs: JobQueue,
  tx: Tx,
  actor: Actor,
  { dossierId, enteId }: { readonly dossierId: string; readonly enteId: string },
): Promise<void> {
  await jobs.add(tx, actor, followScheda, { payload: { dossierId }, enteId, dossierId, dedupeKey: `drafting.followScheda:${dossierId}` });
}
