import { type MatrixFinding } from '@gare/domain/access/responsibility-matrix';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Grid } from '../ui/grid';
import { cellId, lettersIn, savedLetters, tidyLetters, type TypedCells } from './matrix-values';
import { type Matrix } from './queries';

export interface MatrixCellsProps {
  readonly matrix: Matrix;
  readonly roles: Matrix['roles'];
  readonly cells: TypedCells;
  readonly findings: readonly MatrixFinding[];
  readonly writable: boolean;
  readonly onWrite: (document: string, role: string, letters: string) => void;
}

/** Moves to the cell above or below with the arrow keys. */
function moveVertically(matrix: Matrix, { document, role }: { document: string; role: string }, by: 1 | -1): void {
  const at = matrix.documents.findIndex(({ code }) => code === document);
  const next = matrix.documents[at + by];
  if (next !== undefined) elementOf(next.code, role)?.focus();
}
const elementOf = (code: string, role: string): HTMLElement | null => document.getElementById(cellId(code, role));

/** Documents by roles, a box for the letters in each cell. */
export function MatrixGrid({ matrix, roles, cells, findings, writable, onWrite }: MatrixCellsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Grid
      label={t('matrice.titolo')}
      corner={t('matrice.documento')}
      columns={roles.map(({ code }) => ({ key: code, title: t(`ruoli.${code}`) }))}
      rows={matrix.documents.map(({ code, title }) => ({
        key: code,
        title,
        note: code,
        problems: findings.filter((finding) => finding.document === code).map(({ reason }) => reason),
      }))}
      cell={(code, role) => {
        const letters = lettersIn(matrix, cells, code, role);
        const wrong = findings.some((finding) => finding.document === code && finding.role === role);
        const title = matrix.documents.find((document) => document.code === code)?.title ?? code;
        if (!writable) return letters === '' ? <span className="visually-hidden">{t('matrice.vuota')}</span> : letters;
        return (
          <Grid.Box
            id={cellId(code, role)}
            label={t('matrice.cella', { documento: title, ruolo: t(`ruoli.${role as Matrix['roles'][number]['code']}`) })}
            value={letters}
            wrong={wrong}
            changed={letters !== savedLetters(matrix, code, role)}
            onChange={(text) => {
              onWrite(code, role, tidyLetters(text));
            }}
            onMove={(by) => {
              moveVertically(matrix, { document: code, role }, by);
            }}
          />
        );
      }}
    />
  );
}
