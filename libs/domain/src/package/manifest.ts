import { canonicalJson } from '../audit/canonical-json.js';
import { packageFileNames } from './file-name.js';
import { type PackageChecks, type PackageInput } from './input.js';

export const manifestFormat = 'gare-insieme/fascicolo';
export const manifestFormatVersion = 1;

export const manifestPath = 'manifest.json';
export const indexPath = 'indice.pdf';
export const auditPath = 'registro.json';
export const documentsFolder = 'documenti';

export interface ManifestFile {
  readonly file: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface ManifestSigner {
  readonly nome: string;
  readonly cf: string;
  readonly data: string;
}

export interface ManifestDocument extends ManifestFile {
  readonly codice: string;
  readonly titolo: string;
  readonly categoria: string;
  /** Channels of publication: T, P, A, L; empty for a document that is not published. */
  readonly pubblicazione: readonly string[];
  readonly revisione: number;
  readonly mime: string;
  readonly firmatari: readonly ManifestSigner[];
  readonly registrazione: { readonly registro: string; readonly numero: string; readonly data: string } | null;
  readonly lotto?: string;
}

/** `manifest.json` of the package (domain brief §8.4), with the audit head and what the verifier needs. */
export interface PackageManifest {
  readonly formato: typeof manifestFormat;
  readonly versioneFormato: typeof manifestFormatVersion;
  readonly dossierId: string;
  readonly codiceAppalto: string;
  readonly oggetto: string;
  readonly versione: number;
  readonly asOf: string;
  readonly ente: { readonly denominazione: string; readonly cf: string; readonly ipa: string | null };
  readonly tipo: { readonly codice: string; readonly versione: string };
  readonly schedaRevisione: number;
  readonly procedura: string | null;
  readonly cig: readonly string[];
  readonly profili: readonly string[];
  readonly documenti: readonly ManifestDocument[];
  readonly indice: ManifestFile;
  /** The audit extract: entries 1 to `voci`, the hash of the last one. */
  readonly registro: ManifestFile & { readonly voci: number; readonly testa: string };
  readonly verifiche: PackageChecks;
  /** See `checksumText`. */
  readonly checksumTotale: string;
  /** SHA-256 of the canonical JSON of the manifest without this field and without `sigillo`. */
  readonly improntaManifesto: string;
  readonly sigillo: null;
}

/** The files the manifest speaks of besides the documents. */
export interface PackageAttachments {
  readonly indice: ManifestFile;
  readonly registro: PackageManifest['registro'];
  /** The index as a spreadsheet, after all it lists. */
  readonly foglio?: ManifestDocument;
}

type Sha256 = (text: string) => string;

/** The documents as the manifest lists them: in the order of the input, each with its place in the ZIP. */
export function manifestDocuments(input: PackageInput): readonly ManifestDocument[] {
  const names = packageFileNames(input.documents);
  return input.documents.map((document, index) => ({
    codice: document.code,
    titolo: document.title,
    file: `${document.folder ?? documentsFolder}/${names[index] ?? ''}`,
    sha256: document.sha256,
    bytes: document.bytes,
    mime: document.mime,
    categoria: document.category,
    pubblicazione: document.publish,
    revisione: document.revision,
    firmatari: [],
    registrazione: document.protocol == null ? null : { registro: 'Protocollo', numero: document.protocol, data: document.date ?? '' },
    ...(document.lot !== null && { lotto: document.lot }),
  }));
}

/**
 * Every key is written in a fixed order, whatever the order in the input: the database does not keep it.
 * @param sha256 hex digest of a UTF-8 text; injected because the domain has no crypto of its own
 */
export function buildManifest(input: PackageInput, attachments: PackageAttachments, sha256: Sha256): PackageManifest {
  const { indice, registro, foglio } = attachments;
  const documenti = [...manifestDocuments(input), ...(foglio === undefined ? [] : [foglio])];
  const unsigned = {
    formato: manifestFormat,
    versioneFormato: manifestFormatVersion,
    dossierId: input.dossierId,
    codiceAppalto: input.codiceAppalto,
    oggetto: input.oggetto,
    versione: input.version,
    asOf: input.asOf,
    ente: { denominazione: input.ente.denominazione, cf: input.ente.cf, ipa: input.ente.ipa },
    tipo: { codice: input.kind.code, versione: input.kind.version },
    schedaRevisione: input.schedaRevision,
    procedura: input.procedura,
    cig: input.cig,
    profili: input.profili,
    documenti,
    indice,
    registro,
    verifiche: {
      esito: input.checks.esito,
      numKO: input.checks.numKO,
      overrides: input.checks.overrides.map(({ checkId, motivazione }) => ({ checkId, motivazione })),
    },
    checksumTotale: sha256(checksumText([...documenti, indice, registro])),
  } as const;
  return { ...unsigned, improntaManifesto: sha256(canonicalJson(unsigned)), sigillo: null };
}

/**
 * The text whose SHA-256 is `checksumTotale`: one line `<sha256>  <path>` per file other than the manifest, sorted by
 * path byte by byte, each ended by a newline. It is what `sha256sum` prints for those files under `LC_ALL=C`.
 */
export function checksumText(files: readonly Pick<ManifestFile, 'file' | 'sha256'>[]): string {
  return [...files]
    .sort((left, right) => (left.file < right.file ? -1 : 1))
    .map(({ file, sha256 }) => `${sha256}  ${file}\n`)
    .join('');
}

/** What `improntaManifesto` is the SHA-256 of. */
export function manifestDigestText(manifest: PackageManifest): string {
  return canonicalJson({ ...manifest, improntaManifesto: undefined, sigillo: undefined });
}

/** The one text of a manifest: indented for people, keys in the order of the type. */
export function manifestText(manifest: PackageManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
