import { Link, type LinkProps, useRouteContext } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CardItem, CardList, Lead, Paragraph, Stack, Subtitle } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { may } from './may';

interface Entry {
  readonly key: 'enti' | 'ruoli' | 'tipi' | 'posta' | 'parametri';
  readonly to: LinkProps['to'];
  readonly params?: LinkProps['params'];
}

/** What is set up once and looked after: one page of links, so that the daily work keeps the menu. */
export function AdministrationPage(): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const entries: readonly Entry[] = [
    { key: 'enti', to: '/enti' },
    { key: 'parametri', to: '/amministrazione/parametri' },
    { key: 'ruoli', to: '/enti/$enteId/ruoli', params: { enteId: session.ente.id } },
    ...(may(session, 'kind.read', session.sua.id).allowed ? [{ key: 'tipi', to: '/tipi-di-fascicolo' } as const] : []),
    ...(may(session, 'account.write', session.sua.id).allowed ? [{ key: 'posta', to: '/posta' } as const] : []),
  ];
  return (
    <Stack>
      <PageHeading windowTitle={t('amministrazione.titolo')}>{t('amministrazione.titolo')}</PageHeading>
      <Lead>{t('amministrazione.testo')}</Lead>
      <CardList label={t('amministrazione.titolo')}>
        {entries.map(({ key, to, params }) => (
          <CardItem key={key}>
            <Subtitle>
              <Link to={to} params={params ?? {}}>
                {t(`amministrazione.voci.${key}.nome`)}
              </Link>
            </Subtitle>
            <Paragraph>{t(`amministrazione.voci.${key}.testo`)}</Paragraph>
          </CardItem>
        ))}
      </CardList>
    </Stack>
  );
}
