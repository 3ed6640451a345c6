import { z } from 'zod';
import {
  auditPath,
  indexPath,
  manifestFormat,
  manifestFormatVersion,
  manifestPath,
  manifestText,
  type ManifestFile,
  type PackageManifest,
} from './manifest.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().nonnegative();
const file = { file: z.string().min(1), sha256, bytes };

const manifestSchema = z.strictObject({
  formato: z.literal(manifestFormat),
  versioneFormato: z.literal(manifestFormatVersion),
  dossierId: z.uuid(),
  codiceAppalto: z.string(),
  oggetto: z.string(),
  versione: z.int().positive(),
  asOf: z.iso.date(),
  ente: z.strictObject({ denominazione: z.string(), cf: z.string(), ipa: z.string().nullable() }),
  tipo: z.strictObject({ codice: z.string(), versione: z.string() }),
  schedaRevisione: z.int().nonnegative(),
  procedura: z.string().nullable(),
  cig: z.array(z.string()),
  profili: z.array(z.string()),
  documenti: z.array(
    z.strictObject({
      ...file,
      codice: z.string(),
      titolo: z.string(),
      mime: z.string(),
      categoria: z.string(),
      pubblicazione: z.array(z.string()),
      revisione: z.int().positive(),
      firmatari: z.array(z.strictObject({ nome: z.string(), cf: z.string(), data: z.string() })),
      registrazione: z.strictObject({ registro: z.string(), numero: z.string(), data: z.string() }).nullable(),
      lotto: z.string().optional(),
    }),
  ),
  indice: z.strictObject({ ...file, file: z.literal(indexPath) }),
  registro: z.strictObject({ ...file, file: z.literal(auditPath), voci: z.int().nonnegative(), testa: sha256 }),
  verifiche: z.strictObject({
    esito: z.enum(['OK', 'CON_RILIEVI']),
    numKO: z.int().nonnegative(),
    overrides: z.array(z.strictObject({ checkId: z.string(), motivazione: z.string() })),
  }),
  checksumTotale: sha256,
  improntaManifesto: sha256,
  sigillo: z.null(),
});

export type ManifestReading =
  | { readonly ok: true; readonly manifest: PackageManifest }
  | { readonly ok: false; /** What is wrong, in Italian. */ readonly fault: string };

/** Reads `manifest.json`. Refuses another format, unknown fields, and any text but the one `manifestText` writes. */
export function readManifest(text: string): ManifestReading {
  const value = parseJson(text);
  if (value === undefined) return { ok: false, fault: `${manifestPath} non è leggibile: il testo è stato alterato.` };
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) return { ok: false, fault: shapeFault(value, parsed.error) };
  const manifest = value as PackageManifest;
  // Spaces, repeated keys and other spellings of the same values would slip past a comparison of values.
  if (manifestText(manifest) !== text) return { ok: false, fault: `${manifestPath} è stato riscritto: il testo non è quello originale.` };
  return { ok: true, manifest };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function shapeFault(value: unknown, error: z.ZodError): string {
  const claimed = z.object({ formato: z.literal(manifestFormat), versioneFormato: z.int() }).safeParse(value);
  if (claimed.success && claimed.data.versioneFormato !== manifestFormatVersion) {
    return `Il pacchetto è nel formato ${claimed.data.versioneFormato}, questo programma conosce il formato ${manifestFormatVersion}: serve una versione più recente.`;
  }
  const path = error.issues[0]?.path.join('.') ?? '';
  return `${manifestPath} non ha la forma prevista${path === '' ? '' : ` (campo «${path}»)`}: è stato alterato.`;
}

/** A file to look for in the package, in the order of the ZIP. */
export interface PlannedMember extends ManifestFile {
  /** How a person calls it, with its Italian article. */
  readonly label: string;
}

/** What a package must hold besides the manifest: documents, index, audit extract, in this order; the manifest comes last. */
export function verifyPlan(manifest: PackageManifest): readonly PlannedMember[] {
  const documents = manifest.documenti.map((document) => ({ ...document, label: `il documento ${document.codice} «${document.titolo}»` }));
  return [...documents, { ...manifest.indice, label: 'l’indice' }, { ...manifest.registro, label: 'il registro delle operazioni' }];
}

/** First difference between the files a ZIP holds and those it must hold, in Italian, or null. */
export function membersFault(manifest: PackageManifest, found: readonly string[]): string | null {
  const plan = verifyPlan(manifest);
  const expected = [...plan.map((member) => member.file), manifestPath];
  const repeated = expected.find((path, at) => expected.indexOf(path) !== at);
  if (repeated !== undefined) return `Il manifesto elenca due volte il file ${repeated}.`;
  const present = new Set(found);
  const missing = plan.find((member) => !present.has(member.file));
  if (missing) return `Manca ${missing.label} (${missing.file}), che il manifesto elenca.`;
  const wanted = new Set(expected);
  const extra = found.find((path) => !wanted.has(path));
  if (extra !== undefined) return `Il file ${extra} è nel pacchetto ma il manifesto non lo elenca: è stato aggiunto.`;
  const moved = found.findIndex((path, at) => path !== expected[at]);
  if (moved >= 0)
    return `I file non sono nell’ordine del manifesto: al posto ${moved + 1} c’è ${found[moved] ?? ''}, atteso ${expected[moved] ?? ''}.`;
  return null;
}
