import { z } from 'zod';
import { roleCodes, type RoleCode } from './permissions.js';
import { roleNames } from './role-names.js';

/** d drafts · c contributes · r reviews · a approves · S signs digitally · p publishes. */
export const matrixLetters = ['d', 'c', 'r', 'a', 'S', 'p'] as const;
export type MatrixLetter = (typeof matrixLetters)[number];

const letters = z
  .string()
  .regex(/^[dcraSp]{1,6}$/, 'In una casella stanno le lettere d, c, r, a, S, p.')
  .refine((text) => new Set(text).size === text.length, 'La stessa lettera è scritta due volte nella casella.');

/** Who does what on each document: document code → role → letters, for example `{ D03: { RUP_COMUNE: 'd', DIR_COMUNE: 'S' } }`. */
export const responsibilityMatrixSchema = z.record(
  z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'Il codice del documento è in maiuscolo, senza spazi.'),
  z.partialRecord(z.enum(roleCodes, 'Il ruolo non esiste.'), letters),
);
export type ResponsibilityMatrix = z.output<typeof responsibilityMatrixSchema>;

/** A document the matrix has to provide for: those of the dossier kind. */
export interface MatrixDocument {
  readonly code: string;
  readonly title: string;
  readonly drafter?: string | undefined;
  /** Absent where the document is not signed. */
  readonly signer?: string | undefined;
}

export interface MatrixFinding {
  readonly rule:
    | 'FORMA'
    | 'DOCUMENTO'
    | 'SENZA_RIGA'
    | 'SENZA_REDATTORE'
    | 'SENZA_FIRMATARIO'
    | 'RUOLO_SENZA_FIRMA'
    | 'RUOLO_IN_LETTURA'
    | 'COMMISSIONE';
  readonly document: string;
  readonly role: RoleCode | null;
  readonly reason: string;
}

const readOnly: readonly RoleCode[] = ['RPCT', 'DPO'];
export const commissionRoles: readonly RoleCode[] = ['COMM_PRES', 'COMM_MEMBRO', 'COMM_SEGR', 'SEGGIO'];

/** Documents born in or after the opening of the offers, the only ones the commission has a part in. */
const afterOpening = /^D(?:6\d|7\d|8\d)$/;

function cellFindings(document: string, title: string, role: RoleCode, does: string): readonly MatrixFinding[] {
  const refuse = (rule: MatrixFinding['rule'], reason: string): MatrixFinding[] => [{ rule, document, role, reason }];
  if (role === 'LEGAL' && does.includes('S'))
    return refuse('RUOLO_SENZA_FIRMA', `L’ufficio legale rivede ma non firma: togli la S su «${title}».`);
  if (readOnly.includes(role))
    return refuse('RUOLO_IN_LETTURA', `Il ruolo «${roleNames[role]}» legge soltanto: su «${title}» non può avere compiti.`);
  if (commissionRoles.includes(role) && !afterOpening.test(document)) {
    return refuse(
      'COMMISSIONE',
      `La commissione non lavora sugli atti prima dell’apertura delle offerte: togli «${roleNames[role]}» da «${title}».`,
    );
  }
  return [];
}

function rowFindings(document: MatrixDocument, row: ResponsibilityMatrix[string] | undefined): readonly MatrixFinding[] {
  const { code, title, signer } = document;
  const found = (rule: MatrixFinding['rule'], reason: string): MatrixFinding => ({ rule, document: code, role: null, reason });
  if (row === undefined) return [found('SENZA_RIGA', `Nella matrice manca il documento «${title}» (${code}).`)];
  const all = Object.values(row).join('');
  return [
    ...(all.includes('d') ? [] : [found('SENZA_REDATTORE', `Nessuno redige «${title}» (${code}): scrivi una d.`)]),
    ...(signer === undefined || all.includes('S') ? [] : [found('SENZA_FIRMATARIO', `Nessuno firma «${title}» (${code}): scrivi una S.`)]),
  ];
}

/**
 * Checks a matrix against the documents it must provide for: the matrix, or every reason why it is refused.
 * A document that is to be signed and has no signer is refused by name.
 */
export function checkMatrix(
  input: unknown,
  documents: readonly MatrixDocument[],
): { readonly ok: true; readonly matrix: ResponsibilityMatrix } | { readonly ok: false; readonly findings: readonly MatrixFinding[] } {
  const parsed = responsibilityMatrixSchema.safeParse(input);
  if (!parsed.success) {
    const findings = parsed.error.issues.map((issue) => ({
      rule: 'FORMA' as const,
      document: String(issue.path[0] ?? ''),
      role: roleCodes.find((code) => code === issue.path[1]) ?? null,
      reason: issue.code === 'unrecognized_keys' ? `Il ruolo «${issue.keys.join(', ')}» non esiste.` : issue.message,
    }));
    return { ok: false, findings };
  }
  const matrix = parsed.data;
  const titles = new Map(documents.map((document) => [document.code, document.title]));
  const unknown = Object.keys(matrix)
    .filter((code) => !titles.has(code))
    .map((code) => ({
      rule: 'DOCUMENTO' as const,
      document: code,
      role: null,
      reason: `Il documento «${code}» non esiste in questo tipo di fascicolo.`,
    }));
  const cells = Object.entries(matrix).flatMap(([code, row]) =>
    (Object.entries(row) as [RoleCode, string][]).flatMap(([role, does]) => cellFindings(code, titles.get(code) ?? code, role, does)),
  );
  const findings = [...unknown, ...documents.flatMap((document) => rowFindings(document, matrix[document.code])), ...cells];
  return findings.length === 0 ? { ok: true, matrix } : { ok: false, findings };
}

/** True where one of the roles has one of the letters on a document, or on any document where none is named. */
export function holdsLetter(
  matrix: ResponsibilityMatrix,
  roles: readonly RoleCode[],
  wanted: readonly MatrixLetter[],
  document?: string | null,
): RoleCode | undefined {
  const rows = document == null ? Object.values(matrix) : [matrix[document] ?? {}];
  return roles.find((role) => rows.some((row) => wanted.some((letter) => row[role]?.includes(letter) === true)));
}

/** The roles that have one of the letters on a document (on any, where none is named), in the order of the vocabulary. */
export function rolesWithLetter(
  matrix: ResponsibilityMatrix,
  wanted: readonly MatrixLetter[],
  document?: string | null,
): readonly RoleCode[] {
  return roleCodes.filter((role) => holdsLetter(matrix, [role], wanted, document) !== undefined);
}
