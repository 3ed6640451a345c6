import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { deviationFaults } from '@gare/domain/clauses/deviation';
import { redlineOfTexts } from '@gare/domain/redline/redline';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { NotFoundPage } from '../pages/not-found';
import { useRequest } from '../pages/use-request';
import { RedlineView } from '../redline/redline-view';
import { Button, TextLink } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { Disclosure, Lead, Row, Section, Stack } from '../ui/layout';
import { keepDossierClauses } from './deviations-page';
import { type DossierClause, dossierClausesQuery } from './queries';
import { useTextPreview } from './use-preview';
import { WordingEditor } from './wording-editor';

interface EditorProps {
  readonly dossierId: string;
  readonly clause: DossierClause;
  readonly text: DossierClause['texts'][number];
  /** Of the change that stands; empty where there is none. */
  readonly reason: string;
}

function Editor({ dossierId, clause, text, reason }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const request = useRequest();
  const { utente } = useSession();
  const { form: name, standard } = text;
  const form = useKeptForm(`scostamento.${utente.id}.${dossierId}.${text.name}`, { text: text.changed ?? standard, reason });
  const [tried, setTried] = useState(false);
  const { values } = form;
  const { preview, trouble } = useTextPreview(dossierId, clause.code, { form: name, text: values.text });
  const faults = deviationFaults({ protected: clause.protected, standard, changed: values.text, reason: values.reason });
  const errorAt = (path: string): string | undefined =>
    (tried ? faults.find((fault) => fault.path === path)?.message : undefined) ??
    request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const save = async (): Promise<void> => {
    setTried(true);
    const [fault] = faults;
    if (fault !== undefined) {
      document.getElementById(fault.path === 'reason' ? 'scostamento-motivo' : 'scostamento-testo')?.focus();
      return;
    }
    const params = { path: { dossierId, code: clause.code } };
    const body = { form: name, ...values };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/clauses/{code}/deviations', { params, body }));
    if (!outcome.ok) return;
    keepDossierClauses(dossierId, outcome.data);
    form.reset();
    announce(t('scostamenti.salvato'));
    await navigate({ to: '/fascicoli/$dossierId/scostamenti', params: { dossierId } });
  };
  const textError = errorAt('text');
  return (
    <Form onSubmit={() => void save()}>
      {form.resumed && (
        <Notice tone="info" title={t('clausole.ripresa')}>
          <Button
            small
            onClick={() => {
              form.reset();
            }}
          >
            {t('clausole.ricomincia')}
          </Button>
        </Notice>
      )}
      <WordingEditor
        id="scostamento-testo"
        label={t('scostamenti.testoDelFascicolo')}
        text={values.text}
        onChange={(next) => {
          form.set({ text: next });
        }}
        findings={preview?.findings ?? []}
        example={preview === undefined ? undefined : (preview.texts[0]?.example ?? null)}
      />
      {textError !== undefined && <Notice tone="danger" title={textError} live="alert" />}
      <Section id="scostamento-confronto" title={t('scostamenti.rispettoAlloStandard')}>
        <RedlineView label={t('scostamenti.rispettoAlloStandard')} redline={redlineOfTexts(standard.trim(), values.text.trim())} />
      </Section>
      <TextArea
        id="scostamento-motivo"
        rows={3}
        label={t(clause.protected ? 'scostamenti.motivoObbligatorio' : 'scostamenti.motivoFacoltativo')}
        hint={clause.protected ? t('scostamenti.motivoAiuto') : undefined}
        value={values.reason}
        error={errorAt('reason')}
        onChange={(event) => {
          form.set({ reason: event.target.value });
        }}
      />
      {trouble && <TroubleNotice trouble={trouble} />}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('scostamenti.salva')}
        </Button>
        <TextLink to="/fascicoli/$dossierId/scostamenti" params={{ dossierId }}>
          {t('scostamenti.lascia')}
        </TextLink>
      </Row>
    </Form>
  );
}

/** The text of one clause as this dossier has it: the standard beside it, the reason under it. */
export function ChangeClausePage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/scostamenti/$code' });
  const { forma = '' } = useSearch({ from: '/riservata/fascicoli/$dossierId/scostamenti/$code' });
  const reading = useQuery(dossierClausesQuery(dossierId));
  if (reading.isPending) return <Skeleton rows={10} />;
  if (reading.error) return <TroubleNotice trouble={troubleOf(reading.error)} onRetry={() => void reading.refetch()} />;
  const clause = reading.data.items.find((one) => one.code === code);
  const text = clause?.texts.find(({ form }) => form === forma);
  if (clause === undefined || text === undefined) return <NotFoundPage />;
  const standing = reading.data.deviations.find((one) => one.code === code && one.form === forma && one.withdrawn === null);
  return (
    <Stack gap="lg">
      <Lead>{t('scostamenti.cambiaTesto', { clausola: `${text.name} ${clause.title}` })}</Lead>
      {clause.protected && <Notice tone="warning" title={t('scostamenti.eProtetta')} />}
      <Disclosure summary={t('scostamenti.mostraStandard', { versione: clause.version })}>
        <pre className="gi-redline-text">{text.standard}</pre>
      </Disclosure>
      {reading.data.whyNot === null ? (
        <Editor key={text.name} dossierId={dossierId} clause={clause} text={text} reason={standing?.reason ?? ''} />
      ) : (
        <Notice tone="warning" title={reading.data.whyNot} />
      )}
    </Stack>
  );
}
