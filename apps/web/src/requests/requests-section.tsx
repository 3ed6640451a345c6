import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { Button } from '../ui/button';
import { EmptyState, Notice } from '../ui/feedback';
import { CardList, Paragraph, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { readDossierAgain, type Requests, requestsQuery } from './queries';
import { RequestCard } from './request-card';
import { RequestForm } from './request-form';

/** How long the clock of the SUA has been stopped, and whether it stands now. */
function Clock({ data }: { data: Requests }): ReactElement | null {
  const { t } = useTranslation();
  const { fermo, da, giorni } = data.orologio;
  if (data.richieste.length === 0) return null;
  return (
    <Notice tone={fermo ? 'warning' : 'info'} title={t(fermo ? 'richieste.orologio.fermo' : 'richieste.orologio.corre')}>
      <p className="gi-p">
        {fermo && da !== null && `${t('richieste.orologio.dal', { quando: dayAndTime(da) })} `}
        {t('richieste.orologio.giorni', { count: giorni })}
      </p>
    </Notice>
  );
}

export function RequestsSection({ dossier, data }: { dossier: DossierDetail; data: Requests }): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const keep = (kept: Requests, said: string): void => {
    queryClient.setQueryData(requestsQuery(dossier.id).queryKey, kept);
    void readDossierAgain(dossier.id);
    announce(said);
  };
  const mayAsk = data.percheNo.chiedere === null;
  const { fatti, massimo } = data.giri;
  return (
    <Section
      id="integrazioni"
      title={t('richieste.integrazioni.titolo')}
      aside={
        mayAsk &&
        !asking && (
          <Button
            look="primary"
            icon="it-plus"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('richieste.integrazioni.chiedi')}
          </Button>
        )
      }
    >
      <Stack>
        <Paragraph>{massimo === null ? t('richieste.integrazioni.testo') : t('richieste.integrazioni.giri', { fatti, massimo })}</Paragraph>
        <WhyNot id="integrazioni-perche" summary={t('richieste.integrazioni.perche')} reason={data.percheNo.chiedere} />
        <Clock data={data} />
        {asking && mayAsk && (
          <RequestForm
            dossierId={dossier.id}
            answered={data.richieste.filter(({ stato }) => stato === 'RISPOSTA')}
            onClose={() => {
              setAsking(false);
            }}
            onKept={(kept) => {
              setAsking(false);
              keep(kept, t('richieste.integrazioni.inviata'));
            }}
          />
        )}
        {data.richieste.length === 0 && !asking && <EmptyState title={t('richieste.integrazioni.nessuna')} />}
        {data.richieste.length > 0 && (
          <CardList label={t('richieste.integrazioni.elenco')}>
            {data.richieste.map((request) => (
              <RequestCard
                key={request.id}
                dossierId={dossier.id}
                request={request}
                takesUp={data.richieste.find(({ id }) => id === request.riprende)}
                whyNot={data.percheNo}
                onKept={keep}
              />
            ))}
          </CardList>
        )}
      </Stack>
    </Section>
  );
}
