import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { answerOf } from '../api/refused';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { Button, ButtonLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Form } from '../ui/form';
import { NarrowPage } from '../ui/header';
import { Box, Lead, Muted, Paragraph, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { newPasswordErrors, type NewPasswordErrors, NewPasswordFields } from './new-password-fields';
import { useRequest } from './use-request';

interface Owner {
  readonly email: string;
  readonly nome: string;
  readonly cognome: string;
  readonly expiresAt: string;
}

/** Where a link to choose a password leads; its token stands behind `#` and goes to no log. */
export function ActivationPage(): ReactElement {
  const { t } = useTranslation();
  const [token] = useState(() => window.location.hash.slice(1));
  const owner = useQuery({
    queryKey: ['/api/access-link/check', token],
    queryFn: ({ signal }) => answerOf(client.POST('/api/access-link/check', { body: { token }, signal })),
    staleTime: Infinity,
  });
  return (
    <NarrowPage>
      <Stack>
        <PageHeading windowTitle={t('attivazione.titolo')}>{t('attivazione.titolo')}</PageHeading>
        {owner.isPending && <Skeleton rows={3} />}
        {owner.error && (
          <>
            <TroubleNotice trouble={troubleOf(owner.error)} />
            <div>
              <ButtonLink to="/accesso">{t('attivazione.vaiAccesso')}</ButtonLink>
            </div>
          </>
        )}
        {owner.data && <ChoosePassword token={token} owner={owner.data} />}
      </Stack>
    </NarrowPage>
  );
}

function ChoosePassword({ token, owner }: { token: string; owner: Owner }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const request = useRequest();
  const [value, setValue] = useState({ password: '', again: '' });
  const [errors, setErrors] = useState<NewPasswordErrors>({});
  const submit = async (): Promise<void> => {
    const found = newPasswordErrors(value, owner, t('password.diverse'));
    setErrors(found);
    if (Object.keys(found).length > 0) {
      document.getElementById(found.password === undefined ? 'ripeti-password' : 'nuova-password')?.focus();
      return;
    }
    const outcome = await request.send(() => client.POST('/api/access-link', { body: { token, password: value.password } }));
    if (!outcome.ok) return;
    announce(t('attivazione.fatto'));
    await navigate({ to: '/accesso' });
  };
  return (
    <>
      <Lead>{t('attivazione.saluto', { nome: owner.nome })}</Lead>
      <Paragraph>{t('attivazione.testo', { email: owner.email })}</Paragraph>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <Box>
        <Form onSubmit={() => void submit()}>
          <input type="hidden" autoComplete="username" value={owner.email} readOnly />
          <NewPasswordFields value={value} errors={errors} onChange={setValue} />
          <div>
            <Button type="submit" look="primary" icon="it-key" busy={request.busy}>
              {t('attivazione.salva')}
            </Button>
          </div>
        </Form>
      </Box>
      <Muted>{t('attivazione.scade', { quando: dayAndTime(owner.expiresAt) })}</Muted>
    </>
  );
}
