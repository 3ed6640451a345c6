import { randomUUID } from 'node:crypto';
import { type EntityTarget } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { sideOf } from '@gare/domain/requests/thread';
import { type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Said } from './said.js';

/** What is said, as who sends it gives it. */
export interface Words {
  readonly clientId: string;
  readonly testo: string;
  readonly corregge: string | null;
}

/** What was kept: `again` where the same had come before. */
export interface Kept<Row> {
  readonly row: Row;
  readonly again: boolean;
}

/**
 * Keeps what a person says on a dossier that is held. What comes twice with one `clientId` is kept once.
 * @throws AppError thread.not_yours, thread.corrected
 */
export async function keepWords<Row extends Said>(
  tx: Tx,
  entity: EntityTarget<Row>,
  { actor, role, dossier, at, words }: { actor: Actor; role: string; dossier: DossierEntity; at: Date; words: Words },
): Promise<Kept<Row>> {
  const mine = tx.createQueryBuilder(entity, 'said').where('said.dossier_id = :dossierId and said.person_id = :personId', {
    dossierId: dossier.id,
    personId: actor.personId,
  });
  const before = await mine.clone().andWhere('said.client_id = :clientId', words).getOne();
  if (before !== null) return { row: before, again: true };
  if (words.corregge !== null) await requireOwn(tx, entity, { actor, dossier, id: words.corregge });
  const row = {
    ...words,
    ...{ id: randomUUID(), suaId: dossier.suaId, enteId: dossier.enteId, dossierId: dossier.id, at, role },
    ...{ personId: actor.personId, person: actor.person, actingEnteId: actor.enteId, actingEnte: actor.ente, parte: sideOf(actor) },
  } as unknown as Row;
  await tx
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(row as never)
    .execute();
  return { row, again: false };
}

async function requireOwn<Row extends Said>(
  tx: Tx,
  entity: EntityTarget<Row>,
  { actor, dossier, id }: { actor: Actor; dossier: DossierEntity; id: string },
): Promise<void> {
  const said = await tx
    .createQueryBuilder(entity, 'said')
    .where('said.id = :id and said.dossier_id = :dossierId', { id, dossierId: dossier.id })
    .getOne();
  if (said === null) throw new AppError('thread.not_found');
  if (said.personId !== actor.personId) throw new AppError('thread.not_yours');
  const later = await tx.createQueryBuilder(entity, 'said').where('said.corregge = :id', { id }).getExists();
  if (later) throw new AppError('thread.corrected');
}
