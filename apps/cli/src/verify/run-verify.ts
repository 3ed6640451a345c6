import { type AuditExportSummary } from '@gare/domain/audit/audit-export';
import { isAuditExport, verifyAuditExportFile } from './verify-audit-export.js';
import { verifyPackage, type PackageSummary } from './verify-package.js';

const usage = `Uso: npm run verify -- <pacchetto.zip | registro.jsonl> [altri …] [--sha256 <impronta>]

Controlla un fascicolo di pubblicazione senza rete e senza base di dati: ricalcola ogni impronta,
confronta manifesto, indice e registro delle operazioni, e dice la prima cosa che non torna.
Di un registro esportato ricalcola ogni voce, ogni sigillo e ogni prova che lega il registro ai sigilli.
Con --sha256 confronta anche l’impronta del fascicolo con quella pubblicata, o quella dell’ultimo sigillo
del registro con quella della copia conservata.
Esce con 0 se tutto è integro, con 1 altrimenti.`;

export interface VerifyOutput {
  out(line: string): void;
  error(line: string): void;
}

const terminal: VerifyOutput = {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
};

/** `npm run verify`: @returns the exit code, 0 when every package is intact, else 1 */
export async function runVerify(args: readonly string[], output: VerifyOutput = terminal): Promise<number> {
  const request = parseArguments(args);
  if (request === null) {
    output.error(usage);
    return 1;
  }
  let failed = 0;
  for (const path of request.paths) if (!(await verifyOne(path, request.sha256, output))) failed += 1;
  return failed === 0 ? 0 : 1;
}

function parseArguments(args: readonly string[]): { paths: string[]; sha256: string | null } | null {
  const at = args.indexOf('--sha256');
  const sha256 = at < 0 ? null : (args[at + 1]?.toLowerCase() ?? '');
  const paths = at < 0 ? [...args] : args.filter((_, index) => index !== at && index !== at + 1);
  const isUsable = paths.length > 0 && !paths.some((path) => path.startsWith('--')) && (sha256 === null || /^[0-9a-f]{64}$/.test(sha256));
  return isUsable ? { paths, sha256 } : null;
}

interface Verified {
  readonly text: string;
  /** What `--sha256` is compared with, and what it is the hash of. */
  readonly sha256: string | null;
  readonly of: string;
  /** What the file is where it differs. */
  readonly other: string;
}

async function verifyOne(path: string, expected: string | null, output: VerifyOutput): Promise<boolean> {
  try {
    const isExport = await isAuditExport(path);
    const result = isExport ? await verifyAuditExportFile(path) : await verifyPackage(path);
    if (!result.ok) {
      output.error(`NON INTEGRO  ${path}\n  ${result.fault}`);
      return false;
    }
    const verified = 'codiceAppalto' in result.summary ? packageVerified(result.summary) : exportVerified(result.summary);
    if (expected !== null && expected !== verified.sha256) {
      output.error(`NON INTEGRO  ${path}\n  ${verified.of} è ${verified.sha256 ?? 'assente'}, non quella indicata: ${verified.other}.`);
      return false;
    }
    output.out(`INTEGRO  ${path}\n${verified.text}`);
    return true;
  } catch (error) {
    output.error(`NON CONTROLLATO  ${path}\n  Il file non si può aprire: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function packageVerified(summary: PackageSummary): Verified {
  const text =
    `  ${summary.codiceAppalto}, versione ${summary.versione}: ${summary.oggetto}\n` +
    `  ${summary.documents} documenti, ${summary.auditEntries} voci del registro, ${summary.bytes} byte\n  SHA-256 ${summary.sha256}`;
  return { text, sha256: summary.sha256, of: 'L’impronta del file', other: 'è un altro pacchetto' };
}

function exportVerified({ subject, entries, sealed, seals, lastSeal }: AuditExportSummary): Verified {
  const covered =
    sealed === entries
      ? 'tutte coperte da un sigillo'
      : `${sealed} coperte da un sigillo, ${entries - sealed} non ancora: di queste la catena da sola non esclude una riscrittura`;
  const last = lastSeal === null ? 'nessun sigillo' : `${seals} sigilli, l’ultimo del ${lastSeal.day}: ${lastSeal.hash}`;
  const compare = lastSeal === null ? '' : '\n  Confronta questa impronta con la copia del sigillo conservata fuori dalla base di dati.';
  const text = `  Registro delle operazioni, ${subject.kind} ${subject.id}\n  ${entries} voci: ${covered}\n  ${last}${compare}`;
  return {
    text,
    sha256: lastSeal?.hash ?? null,
    of: 'L’impronta dell’ultimo sigillo',
    other: 'il registro o il sigillo è stato riscritto',
  };
}
