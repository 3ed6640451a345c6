import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { mostQuestions, questionsFor } from '@gare/domain/intake/questions';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { focusWhenShown } from '../focus-when-shown';
import { type LegalParameters, legalParametersQuery, rowsThatCount } from '../law/queries';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { Button, TextLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Form } from '../ui/form';
import { NarrowPage } from '../ui/header';
import { Lead, Muted, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { IntakeSummary } from './intake-summary';
import { answersOf, emptyIntake, type IntakeForm, wrongAnswer } from './intake-values';
import { answerId, QuestionCard } from './question-card';

interface FlowProps {
  readonly form: KeptForm<IntakeForm>;
  readonly law: LegalParameters;
}

/** The questions one after the other; the step stands in the address, so that the browser goes back and forward through them. */
function Flow({ form, law }: FlowProps): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const { passo } = useSearch({ from: '/riservata/fascicoli/nuovo' });
  const navigate = useNavigate({ from: '/fascicoli/nuovo' });
  /** The step at which the person has tried to go on: its problems are shown there, and nowhere else. */
  const [triedAt, setTriedAt] = useState<number | null>(null);
  const { questions, complete } = questionsFor(answersOf(form.values), { asOf: law.today, rows: rowsThatCount(law) });
  const last = complete ? questions.length + 1 : questions.length;
  const step = Math.min(passo ?? 1, last);
  const question = questions[step - 1];
  useEffect(() => {
    if (passo !== undefined) focusWhenShown('domanda');
  }, [passo]);
  const onStep = (next: number): void => {
    void navigate({ search: { passo: next }, resetScroll: true });
  };
  if (question === undefined) return <IntakeSummary form={form} questions={questions} onStep={onStep} />;
  const tried = triedAt === step;
  const wrong = wrongAnswer(question, form.values);
  const enteMissing = question.id === 'oggetto' && session.ente.id === session.sua.id && form.values.enteId === null;
  const next = (): void => {
    setTriedAt(step);
    if (wrong !== undefined) document.getElementById(answerId)?.focus();
    else if (enteMissing) document.getElementById('ente')?.focus();
    else onStep(step + 1);
  };
  return (
    <Form onSubmit={next}>
      <p role="status">
        <Muted>{t('intake.passo', { passo: step, al: mostQuestions })}</Muted>
      </p>
      <QuestionCard
        key={question.id}
        question={question}
        form={form}
        error={tried && wrong !== undefined ? t(`intake.errore.${wrong}`) : undefined}
        enteError={tried && enteMissing ? t('nuovo.enteManca') : undefined}
      />
      <Row>
        <Button type="submit" look="primary">
          {t('intake.avanti')}
        </Button>
        {step > 1 && (
          <Button
            onClick={() => {
              onStep(step - 1);
            }}
          >
            {t('intake.indietro')}
          </Button>
        )}
      </Row>
    </Form>
  );
}

/** Avvio guidato: from a need, by at most twelve questions, to the procedure, the ANAC scheda and the documents. */
export function GuidedIntakePage(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const law = useQuery(legalParametersQuery());
  const [empty] = useState(emptyIntake);
  const form = useKeptForm(`fascicolo.${session.utente.id}.guidato`, empty);
  return (
    <NarrowPage>
      <Stack>
        <Breadcrumbs items={[{ label: t('navigazione.scrivania'), to: '/' }, { label: t('nuovo.titolo') }]} />
        <PageHeading windowTitle={t('nuovo.titolo')}>{t('nuovo.titolo')}</PageHeading>
        <Lead>{t('intake.testo', { al: mostQuestions })}</Lead>
        <p>
          <TextLink to="/fascicoli/nuovo/breve">{t('intake.breve')}</TextLink>
        </p>
        <ResumedNotice form={form} />
        {law.isPending && <Skeleton rows={6} />}
        {law.error && <TroubleNotice trouble={troubleOf(law.error)} retrying={law.isFetching} onRetry={() => void law.refetch()} />}
        {law.data && <Flow form={form} law={law.data} />}
      </Stack>
    </NarrowPage>
  );
}
