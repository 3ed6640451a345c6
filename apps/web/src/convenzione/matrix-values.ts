import { checkMatrix, type MatrixDocument, type MatrixFinding, matrixLetters } from '@gare/domain/access/responsibility-matrix';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type Matrix } from './queries';

/** Cells somebody has typed into, by `document/role`. */
export type TypedCells = Readonly<Record<string, string>>;

export const cellKey = (document: string, role: string): string => `${document}/${role}`;
export const cellId = (document: string, role: string): string => `cella-${document}-${role}`;

export function savedLetters(matrix: Matrix, document: string, role: string): string {
  return (matrix.matrice[document] as Partial<Record<string, string>> | undefined)?.[role] ?? '';
}
export function lettersIn(matrix: Matrix, typed: TypedCells, document: string, role: string): string {
  return typed[cellKey(document, role)] ?? savedLetters(matrix, document, role);
}

/** Letters as they are written: small ones small, S great, in the order of the legend; what is none stays to be seen. */
export function tidyLetters(text: string): string {
  const letters = Array.from(text.replaceAll(/\s/g, ''), (letter) => letter).map((letter) =>
    letter.toLowerCase() === 's' ? 'S' : letter.toLowerCase(),
  );
  const known = matrixLetters.filter((letter) => letters.includes(letter));
  const unknown = letters.filter((letter) => !(matrixLetters as readonly string[]).includes(letter));
  return [...known, ...unknown].join('');
}

/** The typed cells that differ from what is saved. */
export function changedCells(matrix: Matrix, typed: TypedCells): { document: string; role: RoleCode; letters: string | null }[] {
  return matrix.documents.flatMap(({ code }) =>
    matrix.roles.flatMap((role) => {
      const text = typed[cellKey(code, role.code)];
      if (text === undefined || text === savedLetters(matrix, code, role.code)) return [];
      return [{ document: code, role: role.code, letters: text === '' ? null : text }];
    }),
  );
}

/** What the rules say of the matrix as it stands on the page. */
export function findingsOf(matrix: Matrix, typed: TypedCells): readonly MatrixFinding[] {
  const rows = Object.fromEntries(
    matrix.documents.map(({ code }) => [
      code,
      Object.fromEntries(
        matrix.roles.flatMap((role) => {
          const letters = lettersIn(matrix, typed, code, role.code);
          return letters === '' ? [] : [[role.code, letters] as const];
        }),
      ),
    ]),
  );
  const documents = matrix.documents.map(({ code, title, drafter, signer }): MatrixDocument => {
    return { code, title, drafter: drafter ?? undefined, signer: signer ?? undefined };
  });
  const outcome = checkMatrix(rows, documents);
  return outcome.ok ? [] : outcome.findings;
}

/** Roles with something to do somewhere, and those asked for besides. */
export function shownRoles(matrix: Matrix, typed: TypedCells, added: readonly string[]): Matrix['roles'] {
  return matrix.roles.filter(
    ({ code }) => added.includes(code) || matrix.documents.some((document) => lettersIn(matrix, typed, document.code, code) !== ''),
  );
}
