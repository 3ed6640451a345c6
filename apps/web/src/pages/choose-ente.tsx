import { useNavigate, useRouteContext, useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { enterEnte } from '../api/account-queries';
import { client } from '../api/client';
import { Button } from '../ui/button';
import { Badge, TroubleNotice } from '../ui/feedback';
import { NarrowPage } from '../ui/header';
import { CardItem, CardList, Lead, Muted, Row, Stack, Strong } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { roleNames } from './role-names';
import { useRequest } from './use-request';

/** For which body to work, where a person has roles in several: after signing in, and whenever it changes. */
export function ChooseEntePage(): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const { torna } = useSearch({ from: '/riservata/accesso/ente' });
  const navigate = useNavigate();
  const router = useRouter();
  const request = useRequest();
  const [chosen, setChosen] = useState<string | null>(null);

  const leave = async (): Promise<void> => {
    await router.invalidate();
    if (torna === undefined) await navigate({ to: '/' });
    else router.history.push(torna);
  };
  const choose = async (enteId: string): Promise<void> => {
    if (enteId === session.ente.id) {
      await leave();
      return;
    }
    setChosen(enteId);
    const outcome = await request.send(() => client.POST('/api/session/ente', { body: { enteId } }));
    if (!outcome.ok) return;
    enterEnte(outcome.data);
    announce(t('ente.oraLavori', { ente: outcome.data.ente.denominazione }));
    await leave();
  };

  return (
    <NarrowPage>
      <Stack>
        <PageHeading windowTitle={t('ente.titolo')}>{t('ente.titolo')}</PageHeading>
        <Lead>{t('ente.testo')}</Lead>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <CardList label={t('ente.titolo')}>
          {session.incarichi.map(({ ente, ruoli }) => (
            <CardItem key={ente.id}>
              <Row align="between">
                <Stack gap="sm">
                  <Row>
                    <Strong>{ente.denominazione}</Strong>
                    {ente.id === session.ente.id && (
                      <Badge tone="info" icon="it-check">
                        {t('ente.diAdesso')}
                      </Badge>
                    )}
                  </Row>
                  <Muted>{roleNames(t, ruoli)}</Muted>
                </Stack>
                <Button
                  busy={request.busy && chosen === ente.id}
                  aria-label={t('ente.lavoraPer', { ente: ente.denominazione })}
                  onClick={() => void choose(ente.id)}
                >
                  {ente.id === session.ente.id ? t('ente.continua') : t('ente.lavoraQui')}
                </Button>
              </Row>
            </CardItem>
          ))}
        </CardList>
      </Stack>
    </NarrowPage>
  );
}
