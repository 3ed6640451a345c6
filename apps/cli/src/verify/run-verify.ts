import { verifyPackage } from './verify-package.js';

const usage = `Uso: npm run verify -- <pacchetto.zip> [altri.zip …] [--sha256 <impronta>]

Controlla un fascicolo di pubblicazione senza rete e senza base di dati: ricalcola ogni impronta,
confronta manifesto, indice e registro delle operazioni, e dice la prima cosa che non torna.
Con --sha256 confronta anche l’impronta dell’intero file con quella pubblicata.
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

async function verifyOne(path: string, expected: string | null, output: VerifyOutput): Promise<boolean> {
  try {
    const result = await verifyPackage(path);
    if (!result.ok) {
      output.error(`NON INTEGRO  ${path}\n  ${result.fault}`);
      return false;
    }
    const { summary } = result;
    if (expected !== null && expected !== summary.sha256) {
      output.error(`NON INTEGRO  ${path}\n  L’impronta del file è ${summary.sha256}, non quella indicata: è un altro pacchetto.`);
      return false;
    }
    output.out(
      `INTEGRO  ${path}\n  ${summary.codiceAppalto}, versione ${summary.versione}: ${summary.oggetto}\n` +
        `  ${summary.documents} documenti, ${summary.auditEntries} voci del registro, ${summary.bytes} byte\n  SHA-256 ${summary.sha256}`,
    );
    return true;
  } catch (error) {
    output.error(`NON CONTROLLATO  ${path}\n  Il file non si può aprire: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
