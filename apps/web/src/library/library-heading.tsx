import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Lead, Row, Stack } from '../ui/layout';
import { PageHeading, type Tab, Tabs } from '../ui/page';

/** The frame of the pages of the library: its name, what it is, its parts as tabs. */
export function LibraryHeading({ action }: { action?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const tabs: readonly Tab[] = [{ label: t('modelli.modelli'), to: '/modelli', params: {}, exact: true }];
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('modelli.titolo')}>{t('modelli.titolo')}</PageHeading>
        {action}
      </Row>
      <Lead>{t('modelli.testo')}</Lead>
      <Tabs label={t('modelli.schede')} items={tabs} />
    </Stack>
  );
}
