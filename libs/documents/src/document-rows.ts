import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { type DocumentEntry } from './document-set.js';
import { DocumentEntity } from './document.entity.js';

export type DocumentRows = ReadonlyMap<string, DocumentEntity>;

export function rowOf(rows: DocumentRows, { document: { code } }: Pick<DocumentEntry, 'document'>): DocumentEntity {
  const row = rows.get(code);
  if (row === undefined) throw new Error(`the row of document ${code} was not locked`);
  return row;
}

/** The row of one document, see `lockDocuments`. */
export async function lockDocument(
  tx: Tx,
  dossier: DossierEntity,
  entry: Pick<DocumentEntry, 'document'>,
  now: Date,
): Promise<DocumentEntity> {
  return rowOf(await lockDocuments(tx, dossier, [entry], now), entry);
}

/** The rows of documents by code, made when it is the first time, locked until the end of the transaction in one order for all. */
export async function lockDocuments(
  tx: Tx,
  { id: dossierId, suaId, enteId }: DossierEntity,
  entries: readonly Pick<DocumentEntry, 'document'>[],
  now: Date,
): Promise<DocumentRows> {
  const codes = entries.map(({ document }) => document.code).toSorted();
  if (codes.length === 0) return new Map();
  const fresh = codes.map((code) => ({
    id: randomUUID(),
    dossierId,
    suaId,
    enteId,
    code,
    state: 'MISSING' as const,
    currentVersion: null,
    reason: null,
    jobId: null,
    updatedAt: now,
  }));
  await tx.createQueryBuilder().insert().into(DocumentEntity).values(fresh).orIgnore().execute();
  const rows = await tx.find(DocumentEntity, {
    where: { dossierId, code: In(codes) },
    order: { code: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(rows.map((row) => [row.code, row]));
}
