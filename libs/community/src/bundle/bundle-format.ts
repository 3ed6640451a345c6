import { z } from 'zod';

/** Names a bundle by what it is; a later shape has another number. */
export const bundleFormat = 'gare-insieme/modelli/1';
export const manifestName = 'bundle.json';
export const signatureName = 'firma.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who kept an entry before: the first is where it was written, the last who gives it on. */
const provenanceSchema = z.object({
  ente: z.string().min(1).max(300),
  fingerprint: sha256,
  version: z.string().min(1).max(60),
  at: z.iso.datetime(),
});
export type Provenance = z.output<typeof provenanceSchema>;

export const entryKinds = ['CLAUSOLA', 'MODELLO', 'TIPO'] as const;
export type EntryKind = (typeof entryKinds)[number];

const fileSchema = z.object({
  /** `clausole/CL05.json`, `modelli/D33/template.docx`, `modelli/D33/manifest.json`, `modelli/D33/prove/tipico.json`, `tipi/GARA.json`. */
  path: z.string().regex(/^(?:clausole|modelli|tipi)\/[A-Za-z0-9][A-Za-z0-9._/-]{0,150}$/),
  sha256,
  bytes: z.number().int().min(1),
});

const entrySchema = z.object({
  kind: z.enum(entryKinds),
  code: z.string().regex(/^[A-Z][A-Z0-9_-]{1,40}$/),
  title: z.string().min(1).max(300),
  version: z.string().min(1).max(60),
  files: z.array(fileSchema).min(1).max(40),
  provenance: z.array(provenanceSchema).min(1).max(50),
});
export type BundleEntry = z.output<typeof entrySchema>;

/** `bundle.json`: everything else in the archive is listed here with its hash, and the signature is over these bytes. */
export const manifestSchema = z.strictObject({
  format: z.literal(bundleFormat),
  signer: z.object({
    name: z.string().min(1).max(300),
    /** Ed25519 public key, SPKI in base64 (RFC 8410), and the SHA-256 of its DER. */
    publicKey: z.string().min(40).max(200),
    fingerprint: sha256,
  }),
  createdAt: z.iso.datetime(),
  entries: z.array(entrySchema).min(1).max(300),
});
export type BundleManifest = z.output<typeof manifestSchema>;

export const signatureSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  fingerprint: sha256,
  /** Over the bytes of `bundle.json`, base64 (RFC 8032). */
  signature: z.string().min(80).max(100),
});
