import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentView } from '../api/client';
import { checksQuery } from '../api/queries';
import { ButtonLink } from '../ui/button';
import { Row } from '../ui/layout';
import { StatusText } from '../ui/feedback';

/** The check that reads values typed by hand. */
const typedValues = 'DATA-32';

/** On the row of a document: how many of its values are not those of the scheda, and the way to the first of them. */
export function DocumentContradictions({ document, dossierId }: { document: DocumentView; dossierId: string }): ReactElement | null {
  const { t } = useTranslation();
  const checks = useQuery(checksQuery(dossierId));
  const result = checks.data?.results.find(({ checkId }) => checkId === typedValues);
  const places = result?.status === 'KO' ? result.evidence.filter(({ documentCode }) => documentCode === document.code) : [];
  const [first] = places;
  // What was read of an earlier text is looked at again in a moment: nothing is said of it meanwhile.
  const unread = document.current?.unread ?? null;
  if (first === undefined || document.current === null || result?.stale === true) {
    return unread === null ? null : (
      <StatusText tone="warning" icon="it-warning-circle">
        {t(unread.pages.length === 0 ? 'fatti.nonConfrontato' : 'fatti.nonConfrontatoPagine', { pagine: unread.pages.join(', ') })}
      </StatusText>
    );
  }
  return (
    <Row align="baseline">
      <StatusText tone="danger" icon="it-error">
        {t('fatti.contraddizioni', { count: places.length })}
      </StatusText>
      <ButtonLink
        small
        to="/fascicoli/$dossierId/documenti/$code/testo"
        params={{ dossierId, code: document.code }}
        search={{ versione: document.current.version, ...(first.line === null ? {} : { riga: first.line }) }}
        aria-label={t('fatti.vaiAllaContraddizioneDi', { nome: document.title })}
      >
        {t('fatti.vaiAllaContraddizione')}
      </ButtonLink>
    </Row>
  );
}
