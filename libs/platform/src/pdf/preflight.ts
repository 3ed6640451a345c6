import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PreflightOptions {
  /** The `java` program. */
  readonly java: string;
  /** Directory with PDFBox 2 and its preflight (Debian: libpdfbox2-java and what it asks for). */
  readonly jars: string;
  /** Longest run, in milliseconds. */
  readonly timeLimit: number;
}

export const defaultPreflight: PreflightOptions = { java: 'java', jars: '/usr/share/java', timeLimit: 60_000 };

/** Result of the full PDF/A-1b validation; `not-run` says in Italian why it could not be made. */
export type Preflight =
  | { readonly status: 'valid' }
  | { readonly status: 'invalid'; readonly findings: readonly string[] }
  | { readonly status: 'not-run'; readonly reason: string };

// The last two are not dependencies of the Debian package, and Java has not had them of its own since 11.
const needed = ['preflight', 'xmpbox', 'pdfbox2', 'fontbox2', 'commons-logging', 'commons-io', 'javax.activation', 'jaxb-api'];

/**
 * Validates a document as PDF/A-1b with Apache PDFBox preflight, in a Java process of its own. Never throws:
 * where Java or the library is missing the answer says so, and the structural check stands alone.
 */
export async function runPreflight(pdf: Buffer, options: PreflightOptions = defaultPreflight): Promise<Preflight> {
  const present = new Set(await readdir(options.jars).catch(() => []));
  const missing = needed.filter((name) => jarOf(name, present) === null);
  if (missing.length > 0)
    return { status: 'not-run', reason: `controllo completo non eseguito: manca la libreria PDFBox preflight (${missing.join(', ')})` };
  const classPath = needed.map((name) => join(options.jars, jarOf(name, present) ?? '')).join(':');
  const folder = await mkdtemp(join(tmpdir(), 'gare-preflight-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    return await validate(options, classPath, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jarOf(name: string, present: ReadonlySet<string>): string | null {
  const alternatives = name === 'preflight' || name === 'xmpbox' ? [`${name}2.jar`, `${name}.jar`] : [`${name}.jar`];
  return alternatives.find((candidate) => present.has(candidate)) ?? null;
}

function validate({ java, timeLimit }: PreflightOptions, classPath: string, file: string): Promise<Preflight> {
  const command = ['-Xmx512m', '-Djava.awt.headless=true', '-cp', classPath, 'org.apache.pdfbox.preflight.Validator_A1b', file];
  return new Promise((resolve) => {
    execFile(java, command, { timeout: timeLimit, maxBuffer: 4 * 1024 * 1024, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const output = `${stdout}\n${stderr}`;
      if (/is a valid PDF\/A-1b file/.test(output)) resolve({ status: 'valid' });
      else if (/not a valid PDF\/A-1b file/i.test(output)) resolve({ status: 'invalid', findings: errorsIn(output) });
      else if (error?.code === 'ENOENT') resolve({ status: 'not-run', reason: 'controllo completo non eseguito: Java non è installato' });
      else
        resolve({
          status: 'not-run',
          reason: `controllo completo non eseguito: il programma si è interrotto (${error?.killed === true ? 'tempo scaduto' : output.trim().slice(0, 200)})`,
        });
    });
  });
}

/** Lines such as `7.3 : Error on MetaData, …`: the clause of ISO 19005-1 comes first. */
function errorsIn(output: string): string[] {
  return [
    ...new Set(
      output
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => /^\d+(?:\.\d+)+ ?:/.test(line)),
    ),
  ];
}
