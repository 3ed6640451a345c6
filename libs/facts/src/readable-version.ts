import { type Actor } from '@gare/domain/access/actor';
import { DocumentEntity, type DocumentReads, DocumentVersionEntity } from '@gare/documents';
import { type ActorOnDossier } from '@gare/dossiers';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

/** A document with the versions asked for, texts and headings included, in the order of the numbers given. @throws AppError document.not_found */
export async function versionsOf(
  reader: Reader,
  { dossierId, code }: { dossierId: string; code: string },
  numbers: readonly number[],
): Promise<{ document: DocumentEntity; versions: DocumentVersionEntity[] }> {
  const document = await reader.findOneBy(DocumentEntity, { dossierId, code });
  if (!document) throw new AppError('document.not_found');
  const found = await reader
    .createQueryBuilder(DocumentVersionEntity, 'version')
    .addSelect(['version.text', 'version.outline'])
    .where('version.document_id = :id and version.version in (:...numbers)', { id: document.id, numbers: [...numbers, 0] })
    .getMany();
  const versions = numbers.map((number) => {
    const version = found.find((candidate) => candidate.version === number);
    if (version === undefined) throw new AppError('document.not_found');
    return version;
  });
  return { document, versions };
}

/** Until its publication a dossier is confidential (C. 35): who reads a text leaves the same trace as who opens the file. */
export async function traceRead(
  tx: Tx,
  actor: Actor,
  { reads, one, document, version }: { reads: DocumentReads; one: ActorOnDossier; document: DocumentEntity; version: number },
): Promise<void> {
  if (one.access.pubblicato) return;
  await reads.record(tx, actor, { dossier: one.dossier, document, choice: { version, format: 'text', inline: true } });
}
