import { askingEvent, resumingEvent } from '@gare/domain/requests/round';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail, type Transition } from '../api/client';
import { packageQuery } from '../api/queries';
import { TasksSection } from '../desk/tasks-section';
import { TeamSection } from '../desk/team-section';
import { recently } from '../format/dates';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { EmptyState, Skeleton, StatusText } from '../ui/feedback';
import { Disclosure, Muted, NextActionBox, Ordered, Paragraph, PlainList, Section, Split, Stack, Strong } from '../ui/layout';
import { BlockList, distinctBlocks } from './block-list';
import { useDossier } from './dossier-frame';
import { FeeCard } from './fee-card';
import { Jump } from './jump';
import { mainStep } from './main-step';
import { TransitionDialog } from './transition-dialog';

const screenRoutes = {
  scheda: '/fascicoli/$dossierId/scheda',
  verifiche: '/fascicoli/$dossierId/verifiche',
  documenti: '/fascicoli/$dossierId/documenti',
  fascicolo: '/fascicoli/$dossierId/fascicolo',
} as const;

function NextAction({ dossier, onStep }: { dossier: DossierDetail; onStep: (step: Transition) => void }): ReactElement {
  const { t } = useTranslation();
  const { nextAction, firstBlock } = dossier;
  const step = mainStep(dossier);
  const params = { dossierId: dossier.id };
  const { screen } = nextAction;
  return (
    <NextActionBox id="prossima" title={t('fascicolo.prossima', { chi: dossier.turn.label })}>
      <Stack gap="sm">
        <Paragraph>
          <Strong>{nextAction.title}</Strong>
        </Paragraph>
        <Paragraph>{nextAction.explanation}</Paragraph>
        <div>
          {screen === 'dossier' ? (
            step && (
              <Button
                look="primary"
                onClick={() => {
                  onStep(step);
                }}
              >
                {step.label}
              </Button>
            )
          ) : screen === 'scheda' && firstBlock !== null && firstBlock.path !== null ? (
            <ButtonLink look="primary" to="/fascicoli/$dossierId/scheda" params={params} search={{ campo: firstBlock.path }}>
              {t('fascicolo.vaiAlCampo')}
            </ButtonLink>
          ) : (
            <ButtonLink look="primary" to={screenRoutes[screen]} params={params}>
              {t(`fascicolo.vai.${screen}`)}
            </ButtonLink>
          )}
        </div>
      </Stack>
    </NextActionBox>
  );
}

function Blocks({ dossier }: { dossier: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  const { data } = useQuery(packageQuery(dossier.id));
  const blocks = data && distinctBlocks(data.blocks);
  const title = t('fascicolo.blocchi', { count: blocks === undefined ? dossier.blocks : blocks.length });
  return (
    <Section id="blocchi" title={title}>
      {blocks === undefined && <Skeleton rows={2} />}
      {blocks?.length === 0 && (
        <StatusText tone="success" icon="it-check-circle">
          {t('fascicolo.nessunBlocco')}
        </StatusText>
      )}
      {blocks !== undefined && blocks.length > 0 && <BlockList blocks={blocks} dossierId={dossier.id} label={title} />}
    </Section>
  );
}

/** Steps that are taken with a request, or with its end: where it is written. */
const withRequest: readonly string[] = [askingEvent, resumingEvent];

function Steps({ dossier, onStep }: { dossier: DossierDetail; onStep: (step: Transition) => void }): ReactElement {
  const { t } = useTranslation();
  if (dossier.transitions.length === 0) return <EmptyState title={t('fascicolo.nessunPasso')} />;
  return (
    <Ordered label={t('fascicolo.passi')}>
      {dossier.transitions.map((step) => (
        <li key={step.event}>
          <Stack gap="sm">
            {step.allowed === 'yes' && withRequest.includes(step.event) ? (
              <div>
                <ButtonLink to="/fascicoli/$dossierId/richieste" params={{ dossierId: dossier.id }}>
                  {step.label}
                </ButtonLink>
              </div>
            ) : step.allowed === 'yes' ? (
              <div>
                <Button
                  onClick={() => {
                    onStep(step);
                  }}
                >
                  {step.label}
                </Button>
              </div>
            ) : (
              <Strong>{step.label}</Strong>
            )}
            <Muted>{t('fascicolo.portaA', { stato: step.to.label })}</Muted>
            {step.allowed !== 'yes' && (
              <Disclosure
                summary={t(step.allowed === 'no' ? 'fascicolo.perche' : 'fascicolo.percheIncerto', { count: step.reasons.length })}
              >
                <PlainList>
                  {step.reasons.map((reason) => (
                    <li key={reason.message}>
                      <Jump dossierId={dossier.id} path={reason.path} documentCode={reason.documentCode} checkId={null}>
                        {reason.message}
                      </Jump>
                    </li>
                  ))}
                </PlainList>
              </Disclosure>
            )}
          </Stack>
        </li>
      ))}
    </Ordered>
  );
}

function RecentActivity({ dossier }: { dossier: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="attivita" title={t('fascicolo.attivita')}>
      {dossier.recent.length === 0 && <Muted>{t('fascicolo.nessunaAttivita')}</Muted>}
      <Ordered label={t('fascicolo.attivita')}>
        {dossier.recent.map((entry) => (
          <li key={entry.sequence}>
            {entry.summary}
            <br />
            <Muted>
              {entry.person}, {entry.ente} · <time dateTime={entry.at}>{recently(entry.at, new Date())}</time>
            </Muted>
          </li>
        ))}
      </Ordered>
      <ButtonLink small to="/fascicoli/$dossierId/registro" params={{ dossierId: dossier.id }}>
        {t('fascicolo.tuttaAttivita')}
      </ButtonLink>
    </Section>
  );
}

/** Pages of the dossier that are opened now and then, and so have no tab. */
function OtherPages({ dossier }: { dossier: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  const params = { dossierId: dossier.id };
  return (
    <Section id="altro" title={t('fascicolo.altrePagine')}>
      <PlainList>
        <li>
          <TextLink to="/fascicoli/$dossierId/spese" params={params}>
            {t('fascicolo.vaiSpese')}
          </TextLink>
        </li>
        <li>
          <TextLink to="/fascicoli/$dossierId/incarichi" params={params}>
            {t('fascicolo.vaiIncarichi')}
          </TextLink>
        </li>
      </PlainList>
    </Section>
  );
}

/** Home of a dossier: what to do now, what blocks, which steps are possible, what happened. */
export function DossierSummaryPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const [step, setStep] = useState<Transition | null>(null);
  return (
    <Split asideLabel={t('fascicolo.attivita')} aside={<RecentActivity dossier={dossier} />}>
      <Stack gap="lg">
        <NextAction dossier={dossier} onStep={setStep} />
        <Blocks dossier={dossier} />
        <Section id="passi" title={t('fascicolo.passi')}>
          <Steps dossier={dossier} onStep={setStep} />
        </Section>
        <TasksSection dossierId={dossier.id} />
        <TeamSection dossierId={dossier.id} />
        {dossier.kind.code === 'GARA' && <FeeCard dossierId={dossier.id} />}
        <OtherPages dossier={dossier} />
      </Stack>
      {step && (
        <TransitionDialog
          dossier={dossier}
          step={step}
          onClose={() => {
            setStep(null);
          }}
        />
      )}
    </Split>
  );
}
