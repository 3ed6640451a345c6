import { canonicalJson } from '../audit/canonical-json.js';

/** A document to be packed, as it stands when the package is asked for. */
export interface PackageInputDocument {
  readonly code: string;
  readonly title: string;
  readonly category: string;
  /** Channels it is published on: `T` TED/BDNCP, `P` platform and profile, `A` Amministrazione trasparente, `L` albo. */
  readonly publish: readonly string[];
  readonly revision: number;
  readonly fileName: string;
  readonly mime: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly storageKey: string;
  readonly lot: string | null;
  /** Folder of the ZIP; that of all documents where absent. */
  readonly folder?: string;
  /** The whole content, for a file that is written from data and kept nowhere else. */
  readonly text?: string;
  /** Day, protocol number and row of the sheet, for the index. */
  readonly date?: string;
  readonly protocol?: string | null;
  readonly row?: string;
}

/** Outcome of the checks that goes into the manifest. */
export interface PackageChecks {
  readonly esito: 'OK' | 'CON_RILIEVI';
  readonly numKO: number;
  readonly overrides: readonly { readonly checkId: string; readonly motivazione: string }[];
}

/** Everything the bytes of a package depend on. The same input makes the same file, on any machine and at any time. */
export interface PackageInput {
  readonly dossierId: string;
  readonly version: number;
  /** Date the checks were made at (Europe/Rome); also the time stamp of every file in the ZIP. */
  readonly asOf: string;
  /** Last entry of the audit chain in the extract. */
  readonly auditSequence: number;
  readonly codiceAppalto: string;
  readonly oggetto: string;
  readonly ente: { readonly denominazione: string; readonly cf: string; readonly ipa: string | null };
  readonly procedura: string | null;
  readonly cig: readonly string[];
  readonly profili: readonly string[];
  readonly kind: { readonly code: string; readonly version: string };
  readonly schedaRevision: number;
  readonly checks: PackageChecks;
  readonly documents: readonly PackageInputDocument[];
  /** A spreadsheet lists the files too. */
  readonly index?: 'XLSX';
}

/** The content of a package, before it has a number, a date and a place in the audit chain. */
export type PackageContent = Omit<PackageInput, 'version' | 'asOf' | 'auditSequence'>;

/**
 * Hash of what a package says. Two requests with the same hash get the same package: nothing is built twice.
 * Left out on purpose: number and storage keys (they say nothing), the date of the checks (running them again with the
 * same outcome changes nothing) and the audit head (building the package is itself recorded, so it would always differ).
 * @param sha256 hex digest of a UTF-8 text
 */
export function packageInputHash(content: PackageContent, sha256: (text: string) => string): string {
  const { dossierId, codiceAppalto, oggetto, ente, procedura, cig, profili, kind, schedaRevision, checks, index } = content;
  const documents = content.documents.map((document) => ({ ...document, storageKey: undefined }));
  const said = { dossierId, codiceAppalto, oggetto, ente, procedura, cig, profili, kind, schedaRevision, checks, documents };
  return sha256(canonicalJson({ ...said, index }));
}
