import { useNavigate } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { enteQuery } from '../api/registry-queries';
import { Button, ButtonLink } from '../ui/button';
import { ErrorSummary } from '../ui/error-summary';
import { Form } from '../ui/form';
import { Row, Section } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { EnteFields } from './ente-form';
import { enteBody, enteValuesOf } from './ente-form-values';
import { useEnte } from './ente-frame';
import { useMay, useSession } from './may';
import { ResumedNotice } from './resumed-notice';
import { useEnteForm } from './use-ente-form';

/** Changes what is known of a body; only what has changed is sent, so that two people do not undo each other. */
export function ChangeEntePage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ente = useEnte();
  const session = useSession();
  const may = useMay('ente.write', ente.id);
  const { form, request, attempt, problems, unasked, errorAt, begin } = useEnteForm(
    `ente.${session.utente.id}.${ente.id}`,
    enteValuesOf(ente),
  );
  const submit = async (): Promise<void> => {
    if (!begin()) return;
    const before: Record<string, unknown> = enteBody(enteValuesOf(ente));
    const changes = Object.entries(enteBody(form.values)).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]),
    );
    if (changes.length > 0) {
      const outcome = await request.send(() =>
        client.PATCH('/api/enti/{enteId}', { params: { path: { enteId: ente.id } }, body: Object.fromEntries(changes) }),
      );
      if (!outcome.ok) return;
      queryClient.setQueryData(enteQuery(ente.id).queryKey, outcome.data);
      void queryClient.invalidateQueries({ queryKey: ['/api/enti'] });
      announce(t('enti.salvato'));
    }
    form.reset();
    await navigate({ to: '/enti/$enteId', params: { enteId: ente.id } });
  };
  return (
    <Section id="modifica" title={t('enti.modifica')}>
      <Form onSubmit={() => void submit()}>
        <ErrorSummary trouble={unasked ? null : request.trouble} problems={problems} attempt={attempt} />
        <ResumedNotice form={form} />
        <EnteFields form={form} errorAt={errorAt} />
        <Row>
          <Button
            type="submit"
            look="primary"
            busy={request.busy}
            aria-disabled={!may.allowed}
            aria-describedby={may.allowed ? undefined : 'modifica-perche'}
          >
            {t('enti.salva')}
          </Button>
          <ButtonLink to="/enti/$enteId" params={{ enteId: ente.id }}>
            {t('azioni.annulla')}
          </ButtonLink>
        </Row>
        <WhyNot id="modifica-perche" reason={may.reason} />
      </Form>
    </Section>
  );
}
