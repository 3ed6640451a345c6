import { createHash } from 'node:crypto';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { writeCanonicalZip } from '@gare/platform/docx';
import { bundleFormat, manifestName, signatureName, type BundleEntry, type BundleManifest } from './bundle-format.js';
import { signBytes, type SigningPair } from './signing-key.js';

/** An entry with its files; hashes are worked out here. */
export type EntryToWrite = Omit<BundleEntry, 'files'> & { readonly files: readonly { readonly path: string; readonly data: Buffer }[] };

interface BundleToWrite {
  readonly signer: { readonly name: string; readonly pair: SigningPair };
  readonly createdAt: Date;
  readonly entries: readonly EntryToWrite[];
}

/** A signed bundle as a ZIP. The same entries, signer and time give the same bytes. */
export function writeBundle({ signer, createdAt, entries }: BundleToWrite): Buffer {
  const { publicKey, privateKey, fingerprint } = signer.pair;
  const manifest: BundleManifest = {
    format: bundleFormat,
    signer: { name: signer.name, publicKey, fingerprint },
    createdAt: createdAt.toISOString(),
    entries: entries.map(({ files, ...entry }) => ({
      ...entry,
      files: files.map(({ path, data }) => ({ path, sha256: createHash('sha256').update(data).digest('hex'), bytes: data.length })),
    })),
  };
  const bytes = Buffer.from(canonicalJson(manifest), 'utf8');
  const signature = canonicalJson({ algorithm: 'Ed25519', fingerprint, signature: signBytes(bytes, privateKey) });
  return writeCanonicalZip([
    { name: manifestName, data: bytes },
    { name: signatureName, data: Buffer.from(signature, 'utf8') },
    ...entries.flatMap(({ files }) => files.map(({ path, data }) => ({ name: path, data }))),
  ]);
}
