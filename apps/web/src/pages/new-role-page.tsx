import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { announce } from '../announcements';
import { client, type RoleAssignment } from '../api/client';
import { queryClient } from '../api/queries';
import { peopleQuery, rolesQuery } from '../api/registry-queries';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { ComboboxField } from '../ui/combobox';
import { ErrorSummary, type FieldProblem } from '../ui/error-summary';
import { Notice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Form } from '../ui/form';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { useEnte } from './ente-frame';
import { useKeptForm } from './kept-form';
import { useMay, useSession } from './may';
import { emptyRole, type NewRoleValues, problemsIn, roleBody, roleFieldIds } from './new-role-form';
import { ResumedNotice } from './resumed-notice';
import { ActFields, PeriodFields, RoleField, type RoleFieldsProps } from './role-fields';
import { useRequest } from './use-request';

function PersonField({ form, errorAt }: RoleFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const people = useQuery(peopleQuery(asked));
  const found = (people.data?.items ?? []).map(({ id, nome, cognome, email }) => ({ value: id, label: `${cognome} ${nome}, ${email}` }));
  const chosen = values.personId === null ? [] : [{ value: values.personId, label: values.personName }];
  const options = [...chosen, ...found.filter(({ value }) => value !== values.personId)];
  return (
    <ComboboxField
      id="incarico-persona"
      wide
      label={t('incarichi.colonnaPersona')}
      hint={t('incarichi.personaAiuto')}
      error={errorAt('personId')}
      options={options}
      value={values.personId}
      onType={setTyped}
      onChange={(personId) => {
        set({ personId, personName: options.find(({ value }) => value === personId)?.label ?? '' });
      }}
    />
  );
}

function DelegationField({ form, errorAt, holders }: RoleFieldsProps & { holders: readonly RoleAssignment[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <SelectField
      id="incarico-delega"
      wide
      label={t('incarichi.delega')}
      hint={t('incarichi.delegaAiuto')}
      error={errorAt('delegateOf')}
      empty={t('incarichi.nessunaDelega')}
      options={holders.map((item) => ({ value: item.id, label: `${item.persona.nome}, ${t(`ruoli.${item.role}`)}` }))}
      value={form.values.delegateOf}
      onChange={(event) => {
        const holder = holders.find(({ id }) => id === event.target.value);
        form.set({ delegateOf: event.target.value, ...(holder === undefined ? {} : { role: holder.role }) });
      }}
    />
  );
}

/** What must be there before the server is asked. */
function useMissing(values: NewRoleValues): readonly (FieldProblem & { readonly path: string })[] {
  const { t } = useTranslation();
  const asked = [
    ['personId', values.personId === null, t('incarichi.personaManca')],
    ['role', values.role === null, t('incarichi.ruoloManca')],
    ['dal', values.dal === '', t('incarichi.giornoManca')],
  ] as const;
  return asked.flatMap(([path, isMissing, message]) => (isMissing ? [{ path, id: roleFieldIds[path] ?? null, message }] : []));
}

/** Gives a person a role in the body, with its act and its validity; every rule that is broken is said at its field. */
export function NewRolePage(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const session = useSession();
  const navigate = useNavigate();
  const mayWrite = useMay('role.write', ente.id);
  const holders = (useQuery(rolesQuery(ente.id)).data?.items ?? []).filter((item) => item.inForce && item.delegateOf === null);
  const form = useKeptForm<NewRoleValues>(`incarico.${session.utente.id}.${ente.id}`, emptyRole);
  const request = useRequest();
  const [attempt, setAttempt] = useState(0);
  const missing = useMissing(form.values);
  const shownMissing = attempt === 0 ? [] : missing;
  const problems = shownMissing.length > 0 ? shownMissing : problemsIn(request.trouble, roleFieldIds);
  const errorAt = (path: string): string | undefined =>
    shownMissing.find((problem) => problem.path === path)?.message ?? request.trouble?.issues.find((issue) => issue.path === path)?.message;

  const submit = async (): Promise<void> => {
    setAttempt(attempt + 1);
    request.forget();
    const body = roleBody(form.values);
    if (body === null) return;
    const outcome = await request.send(() => client.POST('/api/enti/{enteId}/roles', { params: { path: { enteId: ente.id } }, body }));
    if (!outcome.ok) return;
    queryClient.setQueryData(rolesQuery(ente.id).queryKey, outcome.data);
    form.reset();
    announce(t('incarichi.dato'));
    await navigate({
      to: '/enti/$enteId/ruoli',
      params: { enteId: ente.id },
      search: body.dal > toRomeDate(new Date().toISOString()) ? { mostra: 'tutti' } : {},
    });
  };

  const parts = { form, errorAt };
  return (
    <Section id="nuovo-incarico" title={t('incarichi.nuovoTitolo')}>
      {!mayWrite.allowed && (
        <Notice tone="warning" title={t('incarichi.perche')}>
          <p>{mayWrite.reason}</p>
        </Notice>
      )}
      <Form onSubmit={() => void submit()}>
        <ErrorSummary trouble={shownMissing.length > 0 ? null : request.trouble} problems={problems} attempt={attempt} />
        <ResumedNotice form={form} />
        <PersonField {...parts} />
        <Paragraph>
          {t('persone.nonCe')}{' '}
          <TextLink to="/enti/$enteId/ruoli/persona" params={{ enteId: ente.id }}>
            {t('persone.registra')}
          </TextLink>
        </Paragraph>
        <RoleField {...parts} />
        <PeriodFields {...parts} />
        <ActFields {...parts} />
        <DelegationField {...parts} holders={holders} />
        <Stack gap="sm">
          <Row>
            <Button
              type="submit"
              look="primary"
              busy={request.busy}
              aria-disabled={!mayWrite.allowed}
              aria-describedby={mayWrite.allowed ? undefined : 'nuovo-incarico-perche'}
            >
              {t('incarichi.dai')}
            </Button>
            <ButtonLink to="/enti/$enteId/ruoli" params={{ enteId: ente.id }}>
              {t('azioni.annulla')}
            </ButtonLink>
          </Row>
          <WhyNot id="nuovo-incarico-perche" reason={mayWrite.reason} />
        </Stack>
      </Form>
    </Section>
  );
}
