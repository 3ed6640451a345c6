import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/field';
import { StatusText } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { CardItem, CardList, Disclosure, Muted, Stack } from '../ui/layout';
import { type MatrixCellsProps } from './matrix-grid';
import { cellId, lettersIn, tidyLetters } from './matrix-values';

/** The matrix on a telephone: a card for each document, its roles inside. */
export function MatrixList({ matrix, roles, cells, findings, writable, onWrite }: MatrixCellsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <CardList label={t('matrice.titolo')}>
      {matrix.documents.map(({ code, title }) => {
        const own = findings.filter((finding) => finding.document === code);
        const busy = roles.filter((role) => lettersIn(matrix, cells, code, role.code) !== '');
        const told = busy.map((role) => `${t(`ruoli.${role.code}`)} ${lettersIn(matrix, cells, code, role.code)}`).join(', ');
        return (
          <CardItem key={code} tone={own.length > 0 ? 'danger' : 'plain'}>
            <Stack gap="sm">
              <Disclosure
                open={own.length > 0}
                summary={
                  <>
                    {title} <Muted>{code}</Muted>
                  </>
                }
              >
                <FieldGrid>
                  {(writable ? roles : busy).map((role) => (
                    <TextField
                      key={role.code}
                      id={cellId(code, role.code)}
                      label={t(`ruoli.${role.code}`)}
                      error={own.find((finding) => finding.role === role.code)?.reason}
                      readOnly={!writable}
                      maxLength={6}
                      autoCapitalize="off"
                      autoComplete="off"
                      value={lettersIn(matrix, cells, code, role.code)}
                      onChange={(event) => {
                        onWrite(code, role.code, tidyLetters(event.target.value));
                      }}
                    />
                  ))}
                </FieldGrid>
              </Disclosure>
              <Muted>{told === '' ? t('matrice.vuota') : told}</Muted>
              {own
                .filter((finding) => finding.role === null)
                .map((finding) => (
                  <StatusText key={finding.reason} tone="danger" icon="it-error">
                    {finding.reason}
                  </StatusText>
                ))}
            </Stack>
          </CardItem>
        );
      })}
    </CardList>
  );
}
