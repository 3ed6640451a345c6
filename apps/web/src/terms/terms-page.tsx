import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changedSearch, type TermsSearch } from '../search-params';
import { Lead, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { TermsCalendar } from './terms-calendar';

/** The calendar of terms on a page of its own; the Scrivania shows the same one. */
export function TermsPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/termini' });
  const navigate = useNavigate({ from: '/termini' });
  return (
    <Stack>
      <PageHeading windowTitle={t('termini.titolo')}>{t('termini.titolo')}</PageHeading>
      <Lead>{t('termini.testoPagina')}</Lead>
      <TermsCalendar
        search={search}
        change={(part) => {
          void navigate({ search: changedSearch<TermsSearch>(search, part), replace: true, resetScroll: false });
        }}
      />
    </Stack>
  );
}
