import { useNavigate } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { Button, ButtonLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { ErrorSummary } from '../ui/error-summary';
import { Form } from '../ui/form';
import { Lead, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { WhyNot } from '../ui/why-not';
import { EnteFields } from './ente-form';
import { emptyEnte, enteBody } from './ente-form-values';
import { useMayRegister, useSession } from './may';
import { ResumedNotice } from './resumed-notice';
import { useEnteForm } from './use-ente-form';

const types = ['COMUNE', 'UNIONE', 'ALTRO'] as const;

/** Registers a body that is in no list to import. */
export function NewEntePage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const may = useMayRegister();
  const { form, request, attempt, problems, unasked, errorAt, begin } = useEnteForm(`ente.${session.utente.id}.nuovo`, emptyEnte);
  const submit = async (): Promise<void> => {
    if (!begin()) return;
    const outcome = await request.send(() => client.POST('/api/enti', { body: { ...enteBody(form.values), tipo: form.values.tipo } }));
    if (!outcome.ok) return;
    form.reset();
    await queryClient.invalidateQueries({ queryKey: ['/api/enti'] });
    announce(t('enti.registrato', { ente: outcome.data.denominazione }));
    await navigate({ to: '/enti/$enteId', params: { enteId: outcome.data.id } });
  };
  return (
    <Stack>
      <Breadcrumbs items={[{ label: t('navigazione.enti'), to: '/enti' }, { label: t('enti.registra') }]} />
      <PageHeading windowTitle={t('enti.registra')}>{t('enti.registra')}</PageHeading>
      <Lead>{t('enti.registraTesto')}</Lead>
      <Form onSubmit={() => void submit()}>
        <ErrorSummary trouble={unasked ? null : request.trouble} problems={problems} attempt={attempt} />
        <ResumedNotice form={form} />
        <ChoiceField
          id="ente-tipo"
          inline
          label={t('enti.campo.tipo')}
          options={types.map((value) => ({ value, label: t(`enti.tipo.${value}`) }))}
          value={[form.values.tipo]}
          onChange={([chosen]) => {
            form.set({ tipo: types.find((value) => value === chosen) ?? 'COMUNE' });
          }}
        />
        <EnteFields form={form} errorAt={errorAt} />
        <Row>
          <Button
            type="submit"
            look="primary"
            busy={request.busy}
            aria-disabled={!may.allowed}
            aria-describedby={may.allowed ? undefined : 'registra-perche'}
          >
            {t('enti.registra')}
          </Button>
          <ButtonLink to="/enti">{t('azioni.annulla')}</ButtonLink>
        </Row>
        <WhyNot id="registra-perche" reason={may.reason} />
      </Form>
    </Stack>
  );
}
