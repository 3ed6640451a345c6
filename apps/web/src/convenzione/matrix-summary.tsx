import { matrixLetters } from '@gare/domain/access/responsibility-matrix';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Code, Disclosure, Row, Strong } from '../ui/layout';
import { Table } from '../ui/table';
import { lettersIn, type TypedCells } from './matrix-values';
import { type Matrix } from './queries';

/** What each letter means, on one line. */
export function MatrixLegend(): ReactElement {
  const { t } = useTranslation();
  return (
    <Row>
      {matrixLetters.map((letter) => (
        <span key={letter}>
          <Code short>{letter}</Code> {t(`matrice.lettera.${letter}`)}
        </span>
      ))}
    </Row>
  );
}

/** For each role, on how many documents it drafts, contributes, reviews, approves, signs and publishes, and on which. */
export function WhoDoesWhat({ matrix, roles, cells }: { matrix: Matrix; roles: Matrix['roles']; cells: TypedCells }): ReactElement {
  const { t } = useTranslation();
  const documents = (role: string, letter: string): string =>
    matrix.documents
      .filter(({ code }) => lettersIn(matrix, cells, code, role).includes(letter))
      .map(({ code }) => code)
      .join(', ');
  return (
    <Disclosure summary={t('matrice.chiPuo')}>
      <Table
        caption={t('matrice.chiPuo')}
        rows={roles}
        rowKey={(role) => role.code}
        columns={[
          { key: 'ruolo', title: t('incarichi.colonnaRuolo'), main: true, cell: (role) => <Strong>{t(`ruoli.${role.code}`)}</Strong> },
          ...matrixLetters.map((letter) => ({
            key: letter,
            title: t(`matrice.verbo.${letter}`),
            cell: (role: Matrix['roles'][number]) => documents(role.code, letter) || '–',
          })),
        ]}
      />
    </Disclosure>
  );
}
