import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Lead, Row, Stack } from '../ui/layout';
import { PageHeading, type Tab, Tabs } from '../ui/page';

/** The parts of the library as tabs. */
export function LibraryTabs(): ReactElement {
  const { t } = useTranslation();
  const tabs: readonly Tab[] = [
    { label: t('modelli.modelli'), to: '/modelli', params: {}, exact: true },
    { label: t('modelli.clausole'), to: '/modelli/clausole', params: {} },
    { label: t('modelli.condivisione'), to: '/modelli/condivisione', params: {} },
  ];
  return <Tabs label={t('modelli.schede')} items={tabs} />;
}

/** Name of the library, what it is, its parts. */
export function LibraryHeading({ action }: { action?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('modelli.titolo')}>{t('modelli.titolo')}</PageHeading>
        {action}
      </Row>
      <Lead>{t('modelli.testo')}</Lead>
      <LibraryTabs />
    </Stack>
  );
}
