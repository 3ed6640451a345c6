import { type Reader } from '@gare/platform/database';
import { DocumentVersionEntity } from './document-version.entity.js';

/** What an uploaded Word file keeps of the generated version it was made from. */
export type UploadBase = Pick<
  DocumentVersionEntity,
  'templateCode' | 'templateVersion' | 'templateSha256' | 'schedaRevision' | 'inputHash' | 'basedOn' | 'baseDocxKey' | 'clauses'
>;

/** Of the lines of the upload, the share that must come from the generated text. */
const enough = 0.5;

/**
 * The generated version that an uploaded text was made from by hand: the one it shares most lines with, the newest of equals;
 * null where it has little to do with any. Only such an upload goes stale with the sheet and has hand edits to carry over.
 */
export async function uploadBase(reader: Reader, documentId: string, text: string | null): Promise<UploadBase | null> {
  if (text === null) return null;
  const versions = await reader
    .createQueryBuilder(DocumentVersionEntity, 'version')
    .addSelect(['version.text', 'version.clauses'])
    .where(`version.document_id = :documentId and version.origin = 'GENERATED' and version.text is not null`, { documentId })
    .orderBy('version.version', 'DESC')
    .getMany();
  const lines = text.split('\n');
  let best: { share: number; version: DocumentVersionEntity } | null = null;
  for (const version of versions) {
    const known = new Set((version.text ?? '').split('\n'));
    const share = lines.filter((line) => known.has(line)).length / lines.length;
    if (share >= enough && share > (best?.share ?? 0)) best = { share, version };
  }
  if (best === null) return null;
  const { version, templateCode, templateVersion, templateSha256, schedaRevision, inputHash, baseDocxKey, docxStorageKey } = best.version;
  const pin = { templateCode, templateVersion, templateSha256, schedaRevision, inputHash };
  // Of a version that had hand edits already, what was generated stays what to compare with.
  return { ...pin, basedOn: version, baseDocxKey: baseDocxKey ?? docxStorageKey, clauses: best.version.clauses };
}
