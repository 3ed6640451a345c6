import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail, type Transition } from '../api/client';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { mainStep } from '../pages/main-step';
import { StepItem } from '../pages/step-item';
import { TransitionDialog } from '../pages/transition-dialog';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { NextActionBox, Ordered, Paragraph, Section, Split, Stack, Strong } from '../ui/layout';
import { DossiersUnder } from './dossiers-under';
import { Place, placeOf } from './place';
import { convenzioneQuery } from './queries';
import { TextSection } from './text-section';
import { Timeline } from './timeline';

/** What stands first in the way of the next step, with the way there. */
function NextAction({ dossier, onStep }: { dossier: DossierDetail; onStep: (step: Transition) => void }): ReactElement {
  const { t } = useTranslation();
  const step = mainStep(dossier);
  const forward = dossier.transitions.find((candidate) => !candidate.needsMotivation);
  const obstacle = forward?.reasons.find((reason) => placeOf(reason) !== null);
  const place = step === undefined && obstacle !== undefined ? placeOf(obstacle) : null;
  return (
    <NextActionBox id="prossima" title={t('fascicolo.prossima', { chi: dossier.turn.label })}>
      <Stack gap="sm">
        <Paragraph>
          <Strong>{dossier.nextAction.title}</Strong>
        </Paragraph>
        <Paragraph>{dossier.nextAction.explanation}</Paragraph>
        <div>
          {step && (
            <Button
              look="primary"
              onClick={() => {
                onStep(step);
              }}
            >
              {step.label}
            </Button>
          )}
          {place && (
            <ButtonLink look="primary" {...place} params={{ dossierId: dossier.id }}>
              {t('convenzioni.vaiDoveManca')}
            </ButtonLink>
          )}
        </div>
      </Stack>
    </NextActionBox>
  );
}

/** Home of a convenzione: what to do now, its text and signatures, its life in order, the tenders under it. */
export function ConvenzioneStatePage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const detail = useQuery(convenzioneQuery(dossier.id));
  const [step, setStep] = useState<Transition | null>(null);
  if (detail.isPending) return <Skeleton rows={8} />;
  if (detail.error) {
    return <TroubleNotice trouble={troubleOf(detail.error)} retrying={detail.isFetching} onRetry={() => void detail.refetch()} />;
  }
  return (
    <Split asideLabel={t('convenzioni.cronologia')} aside={<Timeline entries={detail.data.timeline} />}>
      <Stack gap="lg">
        <NextAction dossier={dossier} onStep={setStep} />
        <TextSection convenzione={detail.data} />
        <Section id="passi" title={t('fascicolo.passi')}>
          {dossier.transitions.length === 0 ? (
            <EmptyState title={t('fascicolo.nessunPasso')} />
          ) : (
            <Ordered label={t('fascicolo.passi')}>
              {dossier.transitions.map((candidate) => (
                <li key={candidate.event}>
                  <StepItem
                    step={candidate}
                    way={
                      <Button
                        onClick={() => {
                          setStep(candidate);
                        }}
                      >
                        {candidate.label}
                      </Button>
                    }
                    reason={({ path, documentCode, message }) => (
                      <Place dossierId={dossier.id} path={path} documentCode={documentCode}>
                        {message}
                      </Place>
                    )}
                  />
                </li>
              ))}
            </Ordered>
          )}
        </Section>
        <DossiersUnder convenzione={detail.data} />
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
