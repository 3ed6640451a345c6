import { type Readable } from 'node:stream';
import { type ChainedEntry } from '@gare/domain/audit/chain';
import { auditExtractText, auditHead } from '@gare/domain/package/audit-extract';
import { type PackageInput, type PackageInputDocument } from '@gare/domain/package/input';
import {
  auditPath,
  buildManifest,
  indexPath,
  manifestDocuments,
  manifestPath,
  manifestText,
  type PackageManifest,
} from '@gare/domain/package/manifest';
import { sha256Hex } from '@gare/platform/audit';
import { AppError } from '@gare/platform/errors';
import { indexDocument } from './index-document.js';
import { indexSheet, sheetEntry, sheetPath } from './index-sheet.js';
import { bufferSource, measure, type MeasuredFile } from './package-zip.js';

export interface AssemblyParts {
  readonly input: PackageInput;
  /** Entries 1 to `input.auditSequence`. */
  readonly audit: readonly ChainedEntry[];
  readonly signal?: AbortSignal;
  /** Opens a stored document; called once to measure it and once more for each pass over the ZIP. */
  open(storageKey: string): Promise<Readable>;
  /** Turns the DOCX of the index into PDF/A; the same DOCX must give the same bytes. */
  toPdf(docx: Buffer): Promise<Buffer>;
  onMeasured?(done: number, of: number): Promise<void>;
}

export interface AssembledPackage {
  readonly manifest: PackageManifest;
  /** In the order of the ZIP: documents, index, audit extract, manifest. */
  readonly files: readonly MeasuredFile[];
}

/**
 * Brings together all a package holds, from its input alone. Documents are read once here, in constant memory, and their
 * hashes recomputed; the index is formed meanwhile.
 * @throws AppError package.corrupt_input naming the document whose stored bytes are not the recorded ones
 */
export async function assemblePackage(parts: AssemblyParts): Promise<AssembledPackage> {
  const { input } = parts;
  const listed = manifestDocuments(input);
  const [indexPdf, documents] = await Promise.all([
    parts.toPdf(indexDocument(input, listed)),
    measureDocuments(
      parts,
      listed.map((document) => document.file),
    ),
  ]);
  const index = await measure(bufferSource(indexPath, indexPdf));
  const audit = await measure(bufferSource(auditPath, Buffer.from(auditExtractText(parts.audit), 'utf8')));
  const sheet = input.index === 'XLSX' ? await measure(bufferSource(sheetPath, indexSheet(input, listed))) : null;
  const manifest = buildManifest(
    input,
    {
      indice: { file: indexPath, sha256: index.sha256, bytes: index.bytes },
      registro: { file: auditPath, sha256: audit.sha256, bytes: audit.bytes, voci: parts.audit.length, testa: auditHead(parts.audit) },
      ...(sheet === null ? {} : { foglio: sheetEntry(sheet) }),
    },
    sha256Hex,
  );
  const manifestFile = await measure(bufferSource(manifestPath, Buffer.from(manifestText(manifest), 'utf8')));
  return { manifest, files: [...documents, ...(sheet === null ? [] : [sheet]), index, audit, manifestFile] };
}

async function measureDocuments(parts: AssemblyParts, paths: readonly string[]): Promise<MeasuredFile[]> {
  const { documents } = parts.input;
  const measured: MeasuredFile[] = [];
  for (const [index, document] of documents.entries()) {
    const path = paths[index] ?? '';
    const source =
      document.text === undefined
        ? { path, open: () => parts.open(document.storageKey) }
        : bufferSource(path, Buffer.from(document.text, 'utf8'));
    const file = await measure(source, parts.signal);
    refuseChanged(document, file);
    measured.push(file);
    await parts.onMeasured?.(measured.length, documents.length);
  }
  return measured;
}

function refuseChanged(document: PackageInputDocument, file: MeasuredFile): void {
  if (file.sha256 === document.sha256 && file.bytes === document.bytes) return;
  throw new AppError('package.corrupt_input', {
    detail: `Il file conservato del documento ${document.code} «${document.title}» non ha più l’impronta registrata: il pacchetto non è stato formato.`,
    details: { documentCode: document.code, expected: document.sha256, found: file.sha256 },
  });
}
