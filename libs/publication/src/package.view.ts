import { type PackageView } from '@gare/contracts/packages';
import { manifestDocuments } from '@gare/domain/package/manifest';
import { type PackageEntity } from './package.entity.js';

/** @param currentHash what a package built now would be made from; null where nothing can be compared */
export function packageView(row: PackageEntity, currentHash: string | null): PackageView {
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    fileName: row.fileName,
    sha256: row.sha256,
    bytes: row.bytes,
    documents: manifestDocuments(row.input).map((document) => ({
      code: document.codice,
      title: document.titolo,
      file: document.file,
      sha256: document.sha256,
      bytes: document.bytes,
      category: document.categoria,
    })),
    createdAt: row.createdAt.toISOString(),
    sealedAt: row.sealedAt?.toISOString() ?? null,
    retainUntil: row.retainUntil,
    reason: row.reason,
    outdated: row.status === 'SEALED' && currentHash !== null && row.inputHash !== currentHash,
  };
}
