import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Question } from '@gare/domain/intake/questions';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { focusWhenShown } from '../focus-when-shown';
import { CoverageNotice, coverageRefusal, RefusalNotice } from '../pages/coverage-notice';
import { type KeptForm } from '../pages/kept-form';
import { useMay, useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Code, Disclosure, Facts, PlainList, Row, Section, Stack, TargetHeading } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { answerInWords, answersOf, emptyIntake, type IntakeForm } from './intake-values';
import { type IntakePlan, planQuery } from './plan-query';

interface Props {
  readonly form: KeptForm<IntakeForm>;
  readonly questions: readonly Question[];
  readonly onStep: (step: number) => void;
}

function DocumentTable({ documents, caption }: { documents: IntakePlan['documents']; caption: string }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<IntakePlan['documents'][number]>[] = [
    { key: 'titolo', title: t('intake.documento'), main: true, cell: ({ title }) => title },
    { key: 'codice', title: t('intake.codice'), cell: ({ code }) => <Code short>{code}</Code> },
    { key: 'fase', title: t('intake.fase'), cell: ({ phase }) => (phase === '' ? '–' : phase) },
    { key: 'perche', title: t('intake.percheServe'), cell: ({ why }) => why },
  ];
  return <Table caption={caption} columns={columns} rows={documents} rowKey={({ code }) => code} />;
}

function Documents({ plan }: { plan: IntakePlan }): ReactElement {
  const { t } = useTranslation();
  const of = (requirement: IntakePlan['documents'][number]['requirement']): IntakePlan['documents'] =>
    plan.documents.filter((document) => document.requirement === requirement);
  const [mandatory, optional, unknown] = [of('M'), of('O'), of('UNKNOWN')];
  return (
    <Section id="documenti" title={t('intake.documenti', { count: mandatory.length })}>
      <DocumentTable documents={mandatory} caption={t('intake.documenti', { count: mandatory.length })} />
      {unknown.length > 0 && (
        <Disclosure summary={t('intake.forse', { count: unknown.length })}>
          <DocumentTable documents={unknown} caption={t('intake.forse', { count: unknown.length })} />
        </Disclosure>
      )}
      {optional.length > 0 && (
        <Disclosure summary={t('intake.facoltativi', { count: optional.length })}>
          <DocumentTable documents={optional} caption={t('intake.facoltativi', { count: optional.length })} />
        </Disclosure>
      )}
    </Section>
  );
}

function Answers({ form, questions, onStep }: Props): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<{ readonly question: Question; readonly step: number }>[] = [
    { key: 'domanda', title: t('intake.domanda'), main: true, cell: ({ question }) => question.title },
    { key: 'risposta', title: t('intake.risposta'), cell: ({ question }) => answerInWords(question, form.values) },
    {
      key: 'modifica',
      title: t('intake.modifica'),
      cell: ({ question, step }) => (
        <Button
          small
          look="quiet"
          aria-label={t('intake.modificaRisposta', { domanda: question.title })}
          onClick={() => {
            onStep(step);
          }}
        >
          {t('intake.modifica')}
        </Button>
      ),
    },
  ];
  return (
    <Section id="risposte" title={t('intake.risposte')}>
      <Table
        caption={t('intake.risposte')}
        columns={columns}
        rows={questions.map((question, index) => ({ question, step: index + 1 }))}
        rowKey={({ question }) => question.id}
      />
    </Section>
  );
}

function Procedure({ plan }: { plan: IntakePlan }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Facts
        items={[
          [t('intake.procedura'), plan.name],
          [t('intake.norma'), plan.cite],
          [t('intake.schedaPcp'), plan.schede.join(t('intake.oppure'))],
        ]}
      />
      <PlainList label={t('intake.note')}>
        {plan.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </PlainList>
    </Stack>
  );
}

/** Where the answers lead, before anything is opened: procedure, scheda, coverage, documents, and the answers to mend. */
export function IntakeSummary({ form, questions, onStep }: Props): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const mayCreate = useMay('dossier.create', session.ente.id);
  const request = useRequest();
  const answers = answersOf(form.values);
  const enteId = session.ente.id === session.sua.id ? form.values.enteId : null;
  const plan = useQuery(planQuery(answers, enteId));
  useEffect(() => {
    focusWhenShown('domanda');
  }, []);
  const open = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/intake/dossiers', { body: { clientId: form.values.clientId, answers, ...(enteId === null ? {} : { enteId }) } }),
    );
    if (!outcome.ok) return;
    form.reset(emptyIntake());
    await queryClient.invalidateQueries({ queryKey: ['/api/dossiers'] });
    await navigate({ to: '/fascicoli/$dossierId', params: { dossierId: outcome.data.id } });
  };
  const { trouble } = request;
  const found = plan.data;
  return (
    <Stack gap="lg">
      <TargetHeading id="domanda">{t('intake.riepilogo')}</TargetHeading>
      {plan.isPending && <Skeleton rows={8} />}
      {plan.error && <TroubleNotice trouble={troubleOf(plan.error)} retrying={plan.isFetching} onRetry={() => void plan.refetch()} />}
      {found?.kind === 'FERMATA' && (
        <Notice tone="warning" title={found.reason}>
          <p>
            {found.remedy} ({found.cite})
          </p>
        </Notice>
      )}
      {found?.kind === 'PROCEDURA' && (
        <>
          {found.coverage !== null && <RefusalNotice refusal={found.coverage} others={found.coverage.others} />}
          <Procedure plan={found} />
          {trouble && (coverageRefusal(trouble) === null ? <TroubleNotice trouble={trouble} /> : <CoverageNotice trouble={trouble} />)}
          <Row>
            <Button
              look="primary"
              busy={request.busy}
              aria-disabled={!mayCreate.allowed || found.coverage !== null}
              aria-describedby={mayCreate.allowed ? undefined : 'nuovo-perche'}
              onClick={() => void open()}
            >
              {t('nuovo.apri')}
            </Button>
            <Button
              onClick={() => {
                onStep(questions.length);
              }}
            >
              {t('intake.indietro')}
            </Button>
          </Row>
          <WhyNot id="nuovo-perche" reason={mayCreate.reason} />
        </>
      )}
      <Answers form={form} questions={questions} onStep={onStep} />
      {found?.kind === 'PROCEDURA' && <Documents plan={found} />}
    </Stack>
  );
}
