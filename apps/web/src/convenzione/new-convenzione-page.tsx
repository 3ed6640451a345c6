import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { entiQuery, queryClient } from '../api/queries';
import { useMay, useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { Button, ButtonLink } from '../ui/button';
import { ComboboxField } from '../ui/combobox';
import { TroubleNotice } from '../ui/feedback';
import { Form } from '../ui/form';
import { NarrowPage } from '../ui/header';
import { Lead, Paragraph, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { WhyNot } from '../ui/why-not';
import { convenzioneQuery } from './queries';

/** Opens a convenzione for a body; everything that is known already stands in its sheet. */
export function NewConvenzionePage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const mayOpen = useMay('convenzione.write', session.ente.id);
  const enti = useQuery(entiQuery());
  const request = useRequest();
  const choosesEnte = session.ente.id === session.sua.id;
  const [enteId, setEnteId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const missing = choosesEnte && enteId === null;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (missing) {
      document.getElementById('ente')?.focus();
      return;
    }
    const outcome = await request.send(() => client.POST('/api/convenzioni', { body: enteId === null ? {} : { enteId } }));
    if (!outcome.ok) return;
    queryClient.setQueryData(convenzioneQuery(outcome.data.id).queryKey, outcome.data);
    await queryClient.invalidateQueries({ queryKey: ['/api/convenzioni'] });
    announce(t('convenzioni.aperta'));
    await navigate({ to: '/convenzioni/$dossierId', params: { dossierId: outcome.data.id } });
  };
  return (
    <NarrowPage>
      <Stack>
        <Breadcrumbs items={[{ label: t('navigazione.convenzioni'), to: '/convenzioni' }, { label: t('convenzioni.nuova') }]} />
        <PageHeading windowTitle={t('convenzioni.nuova')}>{t('convenzioni.nuova')}</PageHeading>
        <Lead>{t('convenzioni.nuovaTesto')}</Lead>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Form onSubmit={() => void submit()}>
          {choosesEnte ? (
            <ComboboxField
              id="ente"
              wide
              label={t('convenzioni.enteAderisce')}
              hint={t('nuovo.enteAiuto')}
              error={tried && missing ? t('convenzioni.enteManca') : undefined}
              options={(enti.data?.items ?? [])
                .filter((ente) => ente.id !== session.sua.id)
                .map((ente) => ({ value: ente.id, label: ente.denominazione }))}
              value={enteId}
              onChange={setEnteId}
            />
          ) : (
            <Paragraph>{t('convenzioni.perIlTuoEnte', { ente: session.ente.denominazione })}</Paragraph>
          )}
          <Row>
            <Button
              type="submit"
              look="primary"
              busy={request.busy}
              aria-disabled={!mayOpen.allowed}
              aria-describedby={mayOpen.allowed ? undefined : 'nuova-perche'}
            >
              {t('convenzioni.apri')}
            </Button>
            <ButtonLink to="/convenzioni">{t('azioni.annulla')}</ButtonLink>
          </Row>
          <WhyNot id="nuova-perche" reason={mayOpen.reason} />
        </Form>
      </Stack>
    </NarrowPage>
  );
}
