import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../api/account-queries';
import { troubleOf } from '../api/trouble';
import { AbsencesSection } from '../desk/absences-section';
import { NoticeSettingsSection } from '../notifications/notice-settings';
import { TextLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { NarrowPage } from '../ui/header';
import { FeedSection } from '../terms/feed-section';
import { Facts, Section, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { OwnSessions } from './own-sessions';
import { PasswordSection } from './password-section';
import { roleNames } from './role-names';
import { SecondFactorSection } from './second-factor-section';

/** "Il mio accesso": who one is here, where one is signed in, and with what. */
export function ProfilePage(): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const account = useQuery(accountQuery());
  const { utente, incarichi } = session;
  return (
    <NarrowPage>
      <Stack gap="lg">
        <Stack>
          <Breadcrumbs items={[{ label: t('navigazione.scrivania'), to: '/' }, { label: t('profilo.titolo') }]} />
          <PageHeading windowTitle={t('profilo.titolo')}>{t('profilo.titolo')}</PageHeading>
          <Facts
            items={[
              [t('profilo.persona'), `${utente.nome} ${utente.cognome}`],
              [t('profilo.email'), utente.email],
              [t('profilo.codiceFiscale'), account.data?.codiceFiscale ?? t('profilo.codiceFiscaleManca')],
              ...incarichi.map(({ ente, ruoli }) => [ente.denominazione, roleNames(t, ruoli)] as const),
            ]}
          />
          {incarichi.length > 1 && (
            <div>
              <TextLink to="/accesso/ente" search={{ torna: '/profilo' }}>
                {t('ente.cambia')}
              </TextLink>
            </div>
          )}
        </Stack>
        <AbsencesSection />
        <NoticeSettingsSection />
        <FeedSection />
        <OwnSessions />
        {account.isPending && <Skeleton rows={3} />}
        {account.error && <TroubleNotice trouble={troubleOf(account.error)} onRetry={() => void account.refetch()} />}
        {account.data?.hasPassword === true && (
          <>
            <PasswordSection owner={utente} />
            <SecondFactorSection account={account.data} />
          </>
        )}
        {account.data?.hasPassword === false && (
          <Section id="senza-password" title={t('password.titolo')}>
            <p className="gi-p">{t('password.nessuna')}</p>
          </Section>
        )}
      </Stack>
    </NarrowPage>
  );
}
