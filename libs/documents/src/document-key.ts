import { type DocumentEntity } from './document.entity.js';

/** Where a file of a version is kept: the hash makes the key deterministic, so storing twice changes nothing (domain brief §7.4). */
export function documentKey(
  document: Pick<DocumentEntity, 'dossierId' | 'code'>,
  version: number,
  file: { sha256: string; fileName: string },
): string {
  return `dossier/${document.dossierId}/${document.code}/v${version}/${file.sha256}/${file.fileName}`;
}
