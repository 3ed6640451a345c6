import { askingEvent, resumingEvent } from '@gare/domain/requests/round';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail, type Transition } from '../api/client';
import { TasksSection } from '../desk/tasks-section';
import { TeamSection } from '../desk/team-section';
import { dayAndTime, recently } from '../format/dates';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { EmptyState, StatusText } from '../ui/feedback';
import { Disclosure, Muted, NextActionBox, Ordered, Paragraph, PlainList, Section, Split, Stack, Strong } from '../ui/layout';
import { BlockList } from './block-list';
import { useDossier } from './dossier-frame';
import { FeeCard } from './fee-card';
import { Jump } from './jump';
import { StepItem } from './step-item';
import { TransitionDialog } from './transition-dialog';

const screenRoutes = {
  scheda: '/fascicoli/$dossierId/scheda',
  verifiche: '/fascicoli/$dossierId/verifiche',
  documenti: '/fascicoli/$dossierId/documenti',
  fascicolo: '/fascicoli/$dossierId/fascicolo',
} as const;

/** One click to the very place: the field, the document, the check; the screen where there is nothing narrower. */
function WayThere({ dossier }: { dossier: DossierDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { screen, place, path, documentCode, checkId } = dossier.nextAction;
  const params = { dossierId: dossier.id };
  if (place === 'richieste')
    return (
      <ButtonLink look="primary" to="/fascicoli/$dossierId/richieste" params={params}>
        {t('fascicolo.vaiAlleRichieste')}
      </ButtonLink>
    );
  if (place === 'revisione')
    return (
      <ButtonLink look="primary" to="/fascicoli/$dossierId/revisione" params={params}>
        {t('fascicolo.vaiAllaRevisione')}
      </ButtonLink>
    );
  if (path !== null)
    return (
      <ButtonLink look="primary" to="/fascicoli/$dossierId/scheda" params={params} search={{ campo: path }}>
        {t('fascicolo.vaiAlCampo')}
      </ButtonLink>
    );
  if (documentCode !== null)
    return (
      <ButtonLink look="primary" to="/fascicoli/$dossierId/documenti" params={params} search={{ documento: documentCode }}>
        {t('fascicolo.vaiAlDocumento')}
      </ButtonLink>
    );
  if (checkId !== null)
    return (
      <ButtonLink look="primary" to="/fascicoli/$dossierId/verifiche" params={params} hash={checkId}>
        {t('fascicolo.vaiAllaVerifica')}
      </ButtonLink>
    );
  return screen === 'dossier' ? null : (
    <ButtonLink look="primary" to={screenRoutes[screen]} params={params}>
      {t(`fascicolo.vai.${screen}`)}
    </ButtonLink>
  );
}

function NextAction({ dossier, onStep }: { dossier: DossierDetail; onStep: (step: Transition) => void }): ReactElement {
  const { t } = useTranslation();
  const { nextAction, obstacles, turn } = dossier;
  const isObstacle = obstacles.length > 0 && nextAction.itemId === null;
  const step = isObstacle ? undefined : dossier.transitions.find(({ event, allowed }) => event === nextAction.event && allowed === 'yes');
  return (
    <NextActionBox id="prossima" title={t('fascicolo.prossima', { chi: turn.label })}>
      <Stack gap="sm">
        <Paragraph>
          <Strong>{isObstacle ? nextAction.explanation : nextAction.title}</Strong>
        </Paragraph>
        <Paragraph>{isObstacle ? t('fascicolo.poiSiFara', { passo: stepName(dossier) }) : nextAction.explanation}</Paragraph>
        <div>
          {step ? (
            <Button
              look="primary"
              onClick={() => {
                onStep(step);
              }}
            >
              {step.label}
            </Button>
          ) : (
            <WayThere dossier={dossier} />
          )}
        </div>
        {turn.party !== 'NESSUNO' && (
          <Muted>
            {turn.reason} {t('fascicolo.attendeDa')} <time dateTime={turn.since}>{recently(turn.since, new Date())}</time>.
          </Muted>
        )}
      </Stack>
    </NextActionBox>
  );
}

/** The step that carries on, by the words on its button. */
const stepName = ({ transitions, nextAction }: DossierDetail): string =>
  transitions.find(({ event }) => event === nextAction.event)?.label ?? nextAction.title;

/** Everything that stands before the step that carries on, each with the way to where it is mended. */
function Blocks({ dossier }: { dossier: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  const { obstacles, transitions } = dossier;
  const title = t('fascicolo.blocchi', { count: obstacles.length, passo: stepName(dossier) });
  if (transitions.every(({ needsMotivation }) => needsMotivation)) return <></>;
  return (
    <Section id="blocchi" title={title}>
      {obstacles.length === 0 ? (
        <StatusText tone="success" icon="it-check-circle">
          {t('fascicolo.nessunBlocco')}
        </StatusText>
      ) : (
        <BlockList blocks={obstacles} dossierId={dossier.id} label={title} />
      )}
    </Section>
  );
}

/** Steps that are taken with a request, or with its end: where it is written. */
const withRequest: readonly string[] = [askingEvent, resumingEvent];

/** A step that turns the dossier aside; asking for integrations is daily work. */
const isAside = ({ event, needsMotivation }: Transition): boolean => needsMotivation && !withRequest.includes(event);

function Step({ dossierId, step, onStep }: { dossierId: string; step: Transition; onStep: (step: Transition) => void }): ReactElement {
  const way = withRequest.includes(step.event) ? (
    <ButtonLink to="/fascicoli/$dossierId/richieste" params={{ dossierId }}>
      {step.label}
    </ButtonLink>
  ) : (
    <Button
      onClick={() => {
        onStep(step);
      }}
    >
      {step.label}
    </Button>
  );
  return (
    <StepItem
      step={step}
      way={way}
      reason={({ path, documentCode, message }) => (
        <Jump dossierId={dossierId} path={path} documentCode={documentCode} checkId={null}>
          {message}
        </Jump>
      )}
    />
  );
}

/** Steps that carry on in sight; those that turn aside (suspend, give back, annul) behind one line, each asks for its reason. */
function Steps({ dossier, onStep }: { dossier: DossierDetail; onStep: (step: Transition) => void }): ReactElement {
  const { t } = useTranslation();
  const { id, transitions } = dossier;
  if (transitions.length === 0) return <EmptyState title={t('fascicolo.nessunPasso')} />;
  const list = (aside: boolean, label: string): ReactElement => (
    <Ordered label={label}>
      {transitions
        .filter((step) => isAside(step) === aside)
        .map((step) => (
          <li key={step.event}>
            <Step dossierId={id} step={step} onStep={onStep} />
          </li>
        ))}
    </Ordered>
  );
  const onward = !transitions.every(isAside);
  return (
    <Stack>
      {onward && list(false, t('fascicolo.passi'))}
      {transitions.some(isAside) && (
        <Disclosure summary={t('fascicolo.altriPassi')} open={!onward}>
          <Paragraph>{t('fascicolo.altriPassiSpiega')}</Paragraph>
          {list(true, t('fascicolo.altriPassi'))}
        </Disclosure>
      )}
    </Stack>
  );
}

/** Where the dossier has been, the latest first. */
function Journey({ dossier }: { dossier: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="percorso" title={t('fascicolo.percorso')}>
      <Ordered label={t('fascicolo.percorso')}>
        {dossier.path.map(({ state, from, to, parties }) => (
          <li key={`${state.code} ${from}`}>
            <Strong>{state.label}</Strong>
            <br />
            <Muted>
              <time dateTime={from}>{dayAndTime(from)}</time>
              {to === null ? ` · ${t('fascicolo.inCorso')}` : ` – ${dayAndTime(to)}`}
              {parties.some((party) => party !== 'NESSUNO') &&
                ` · ${t('fascicolo.attendeva', { chi: parties.map((party) => t(`fascicolo.parte.${party}`)).join(', ') })}`}
            </Muted>
          </li>
        ))}
      </Ordered>
    </Section>
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
    <Split
      asideLabel={t('fascicolo.attivita')}
      aside={
        <Stack gap="lg">
          <Journey dossier={dossier} />
          <RecentActivity dossier={dossier} />
        </Stack>
      }
    >
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
