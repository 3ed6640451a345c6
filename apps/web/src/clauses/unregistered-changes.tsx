import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { checksQuery } from '../api/queries';
import { TextLink } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Paragraph, PlainList } from '../ui/layout';

/** The check that looks for protected clauses changed in a text. */
const changedClauses = 'DATA-33';

/** Protected clauses that a document says otherwise, by hand or in its draft, with no reason in the register. */
export function UnregisteredChanges({ dossierId }: { dossierId: string }): ReactElement | null {
  const { t } = useTranslation();
  const checks = useQuery(checksQuery(dossierId));
  const result = checks.data?.results.find(({ checkId }) => checkId === changedClauses);
  if (result?.status !== 'KO') return null;
  return (
    <Notice tone="danger" title={t('scostamenti.senzaMotivo', { count: result.evidence.length })}>
      <Paragraph>{result.message}</Paragraph>
      {result.suggestion !== null && <Paragraph>{result.suggestion}</Paragraph>}
      <PlainList>
        {result.evidence.flatMap(({ documentCode, excerpt, line }, index) =>
          documentCode === null
            ? []
            : [
                <li key={index}>
                  <TextLink
                    to="/fascicoli/$dossierId/documenti/$code/testo"
                    params={{ dossierId, code: documentCode }}
                    search={line === null ? {} : { riga: line }}
                  >
                    {documentCode}: «{excerpt}»
                  </TextLink>
                </li>,
              ],
        )}
      </PlainList>
    </Notice>
  );
}
