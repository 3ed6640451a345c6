import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { rolesQuery } from '../api/registry-queries';
import { Button, ButtonLink } from '../ui/button';
import { ErrorSummary } from '../ui/error-summary';
import { Notice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { TextField } from '../ui/field';
import { Form } from '../ui/form';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { type AccessLink, AccessLinkNotice } from './access-link-notice';
import { useEnte } from './ente-frame';
import { type KeptForm, useKeptForm } from './kept-form';
import { useMay, useSession } from './may';
import { emptyPerson, missingIn, type NewPersonValues, personBody, personFieldIds } from './new-person-form';
import { problemsIn } from './new-role-form';
import { ResumedNotice } from './resumed-notice';
import { ActFields, PeriodFields, RoleField } from './role-fields';
import { useRequest } from './use-request';

interface PartProps {
  readonly form: KeptForm<NewPersonValues>;
  readonly errorAt: (path: string) => string | undefined;
}

function PersonFields({ form: { values, set }, errorAt }: PartProps): ReactElement {
  const { t } = useTranslation();
  const field = (name: 'nome' | 'cognome' | 'email' | 'codiceFiscale') => ({
    id: personFieldIds[name] ?? name,
    value: values[name],
    error: errorAt(name),
    maxLength: name === 'codiceFiscale' ? 16 : 200,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => {
      set({ [name]: event.target.value });
    },
  });
  return (
    <FieldGrid>
      <TextField label={t('persone.nome')} {...field('nome')} />
      <TextField label={t('persone.cognome')} {...field('cognome')} />
      <TextField label={t('accesso.email')} type="email" hint={t('persone.emailAiuto')} {...field('email')} />
      <TextField label={t('profilo.codiceFiscale')} hint={t('persone.codiceFiscaleAiuto')} monospace {...field('codiceFiscale')} />
    </FieldGrid>
  );
}

/** Registers somebody new with a first role in the body; what comes of it is a link to hand over. */
export function NewPersonPage(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const session = useSession();
  const mayWrite = useMay('role.write', ente.id);
  const form = useKeptForm<NewPersonValues>(`persona.${session.utente.id}.${ente.id}`, emptyPerson);
  const request = useRequest();
  const [attempt, setAttempt] = useState(0);
  const [done, setDone] = useState<{ name: string; link: AccessLink } | null>(null);
  const missing = attempt === 0 ? [] : missingIn(form.values);
  const problems = missing.length > 0 ? missing : problemsIn(request.trouble, personFieldIds);
  const errorAt = (path: string): string | undefined =>
    missing.find((problem) => problem.path === path)?.message ??
    request.trouble?.issues.find((issue) => issue.path === path || issue.path === `incarico/${path}`)?.message;

  const submit = async (): Promise<void> => {
    setAttempt(attempt + 1);
    request.forget();
    const body = personBody(form.values, ente.id);
    if (body === null || missingIn(form.values).length > 0) return;
    const outcome = await request.send(() => client.POST('/api/people', { body }));
    if (!outcome.ok) return;
    form.reset();
    setAttempt(0);
    setDone({ name: `${body.nome} ${body.cognome}`, link: outcome.data.link });
    void queryClient.invalidateQueries({ queryKey: rolesQuery(ente.id).queryKey });
  };

  return (
    <Section id="nuova-persona" title={t('persone.registra')}>
      {done ? (
        <Stack>
          <AccessLinkNotice {...done} />
          <div>
            <ButtonLink to="/enti/$enteId/ruoli" params={{ enteId: ente.id }}>
              {t('persone.tornaRuoli')}
            </ButtonLink>
          </div>
        </Stack>
      ) : (
        <Form onSubmit={() => void submit()}>
          {!mayWrite.allowed && (
            <Notice tone="warning" title={t('incarichi.perche')}>
              <p>{mayWrite.reason}</p>
            </Notice>
          )}
          <Paragraph>{t('persone.testo', { ente: ente.denominazione })}</Paragraph>
          <ErrorSummary trouble={missing.length > 0 ? null : request.trouble} problems={problems} attempt={attempt} />
          <ResumedNotice form={form} />
          <PersonFields form={form} errorAt={errorAt} />
          <RoleField form={form} errorAt={errorAt} />
          <PeriodFields form={form} errorAt={errorAt} />
          <ActFields form={form} errorAt={errorAt} />
          <Stack gap="sm">
            <Row>
              <Button
                type="submit"
                look="primary"
                busy={request.busy}
                aria-disabled={!mayWrite.allowed}
                aria-describedby={mayWrite.allowed ? undefined : 'nuova-persona-perche'}
              >
                {t('persone.registraBottone')}
              </Button>
              <ButtonLink to="/enti/$enteId/ruoli" params={{ enteId: ente.id }}>
                {t('azioni.annulla')}
              </ButtonLink>
            </Row>
            <WhyNot id="nuova-persona-perche" reason={mayWrite.reason} />
          </Stack>
        </Form>
      )}
    </Section>
  );
}
