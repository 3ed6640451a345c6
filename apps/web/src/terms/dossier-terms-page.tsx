import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { instantInWords } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { romeToday } from '../pages/ledger-entry';
import { Button } from '../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { ActDialog } from './act-dialog';
import { ActsTable } from './acts-table';
import { dossierTermsQuery, type DossierTerms, type Term } from './queries';
import { SimulationDialog } from './simulation-dialog';
import { TermsList } from './terms-list';
import { TermsTimeline } from './timeline';

/** Still to watch: it runs, stands still, or was missed and nobody has done it since. */
const isOpen = ({ state, nature, metOn }: Term): boolean =>
  state === 'IN_CORSO' || state === 'SOSPESO' || (state === 'SUPERATO' && (nature === 'NON_PRIMA' || metOn === null));

function Proposals({ terms }: { terms: readonly Term[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {terms.map(({ code, proposal }) =>
        proposal === null ? null : (
          <Notice key={code} tone="warning" title={t('termini.proposta', { quando: instantInWords(proposal) })}>
            <p className="gi-p">{t('termini.propostaTesto')}</p>
          </Notice>
        ),
      )}
    </>
  );
}

function Terms({ data }: { data: DossierTerms }): ReactElement {
  const { t } = useTranslation();
  const open = data.items.filter(isOpen);
  const past = data.items.filter((term) => !isOpen(term));
  return (
    <>
      <Proposals terms={data.items} />
      {data.items.length === 0 && <EmptyState title={t('termini.nessuno')} />}
      <TermsTimeline terms={open} today={romeToday()} />
      {open.length > 0 && <TermsList label={t('termini.aperti')} terms={open} />}
      {past.length > 0 && (
        <Section id="termini-passati" title={t('termini.passati')}>
          <TermsList label={t('termini.passati')} terms={past} />
        </Section>
      )}
    </>
  );
}

/** All terms of the dossier, each with its account; what they would be with another deadline; the acts they follow from. */
export function DossierTermsPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const terms = useQuery(dossierTermsQuery(dossier.id));
  const [dialog, setDialog] = useState<'prova' | 'atto' | null>(null);
  const { data } = terms;
  const ofTender = dossier.kind.code === 'GARA';
  const close = (): void => {
    setDialog(null);
  };
  return (
    <Stack gap="lg">
      <Section
        id="termini"
        title={t('termini.titoloFascicolo')}
        aside={
          ofTender && (
            <Button
              icon="it-clock"
              onClick={() => {
                setDialog('prova');
              }}
            >
              {t('termini.prova')}
            </Button>
          )
        }
      >
        <Stack>
          <Paragraph>{t('termini.testo')}</Paragraph>
          {terms.isPending && <Skeleton rows={6} />}
          {terms.error && (
            <TroubleNotice trouble={troubleOf(terms.error)} retrying={terms.isFetching} onRetry={() => void terms.refetch()} />
          )}
          {data && <Terms data={data} />}
        </Stack>
      </Section>
      {ofTender && data && (
        <Section id="atti-datati" title={t('termini.atti')}>
          <Stack>
            <Paragraph>{t('termini.attiTesto')}</Paragraph>
            {data.whyNotRecord === null ? (
              <Row>
                <Button
                  look="primary"
                  icon="it-plus"
                  onClick={() => {
                    setDialog('atto');
                  }}
                >
                  {t('termini.registraAtto')}
                </Button>
              </Row>
            ) : (
              <WhyNot id="atti-perche" summary={t('termini.percheAtti')} reason={data.whyNotRecord} />
            )}
            {data.acts.length === 0 ? <EmptyState title={t('termini.nessunAtto')} /> : <ActsTable acts={data.acts} />}
          </Stack>
        </Section>
      )}
      {dialog === 'prova' && data && <SimulationDialog dossierId={dossier.id} dates={data.dates} onClose={close} />}
      {dialog === 'atto' && data && <ActDialog dossierId={dossier.id} data={data} onClose={close} />}
    </Stack>
  );
}
