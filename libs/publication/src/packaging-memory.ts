import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PackageInput, type PackageInputDocument } from '@gare/domain/package/input';
import { type ObjectStorage } from '@gare/platform/storage';
import { assemblePackage } from './package-assembly.js';
import { storePackage } from './package-storing.js';

export interface PackagingMemory {
  /** Resident set of this process before and at the highest point, in bytes. */
  readonly idleBytes: number;
  readonly peakBytes: number;
  /** Of the sealed ZIP. */
  readonly packageBytes: number;
  readonly ms: number;
}

const pieceBytes = 64 * 1024;
const sampleMs = 10;

/**
 * Packages `count` attachments of `bytesEach` through the code of the worker and watches the memory of this process.
 * Without LibreOffice: the index is stored as the DOCX it is made from. Objects stay in the store.
 */
export async function measurePackagingMemory(
  storage: ObjectStorage,
  attachments: { count: number; bytesEach: number },
): Promise<PackagingMemory> {
  const dossierId = randomUUID();
  const documents: PackageInputDocument[] = [];
  for (let number = 1; number <= attachments.count; number += 1)
    documents.push(await storeAttachment(storage, dossierId, { number, bytes: attachments.bytesEach }));
  await settle();
  const idleBytes = process.memoryUsage.rss();
  let peakBytes = idleBytes;
  const sampler = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, sampleMs);
  const start = performance.now();
  try {
    const assembled = await assemblePackage({
      input: inputOf(dossierId, documents),
      audit: [],
      open: (key) => storage.get(key),
      toPdf: (docx) => Promise.resolve(docx),
    });
    const retainUntil = new Date(0);
    const { bytes } = await storePackage(storage, assembled, { dossierId, fileName: 'fascicolo.zip', retainUntil });
    return { idleBytes, peakBytes, packageBytes: bytes, ms: performance.now() - start };
  } finally {
    clearInterval(sampler);
  }
}

/** Lets the collector take what writing the attachments left behind, so that idle is idle. */
async function settle(): Promise<void> {
  globalThis.gc?.();
  await sleep(500);
}

async function storeAttachment(
  storage: ObjectStorage,
  dossierId: string,
  { number, bytes }: { number: number; bytes: number },
): Promise<PackageInputDocument> {
  const storageKey = `dossier/${dossierId}/attachment-${number}`;
  const stored = await storage.put(storageKey, attachment(number, bytes), { contentType: 'application/pdf', bytes });
  return {
    code: 'D18',
    title: `Elaborato di progetto ${number}`,
    category: 'Progetto',
    publish: ['P'],
    revision: 1,
    fileName: `elaborato-${number}.pdf`,
    mime: 'application/pdf',
    sha256: stored.sha256,
    bytes,
    storageKey,
    lot: null,
  };
}

/** Bytes that differ from piece to piece, so that no store can fold them together. */
function attachment(seed: number, bytes: number): Readable {
  function* pieces(): Generator<Buffer> {
    for (let at = 0; at < bytes; at += pieceBytes) {
      const piece = Buffer.alloc(Math.min(pieceBytes, bytes - at), createHash('sha256').update(`${seed} ${at}`).digest());
      yield piece;
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}

function inputOf(dossierId: string, documents: readonly PackageInputDocument[]): PackageInput {
  return {
    dossierId,
    version: 1,
    asOf: '2026-01-01',
    auditSequence: 0,
    codiceAppalto: 'MISURA-MEMORIA',
    oggetto: 'Misura della memoria',
    ente: { denominazione: 'Ente di prova', cf: '00000000000', ipa: null },
    procedura: null,
    cig: [],
    profili: [],
    kind: { code: 'GARA', version: '1.0.0' },
    schedaRevision: 0,
    checks: { esito: 'OK', numKO: 0, overrides: [] },
    documents,
  };
}
