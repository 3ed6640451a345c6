import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { oidcStartUrl, signInMethodsQuery } from '../api/account-queries';
import { queryClient } from '../api/queries';
import { PlainLinkButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Paragraph } from '../ui/layout';
import { SignInForm } from './sign-in-form';

/** The session ended while somebody works: what they typed stays behind the dialog and is sent after signing in again. */
export function SessionExpiredDialog({ email }: { email: string }): ReactElement {
  const { t } = useTranslation();
  const { data: methods } = useQuery(signInMethodsQuery());
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <Dialog title={t('accesso.scadutaTitolo')}>
      <Paragraph>{t('accesso.scadutaTesto')}</Paragraph>
      <SignInForm
        email={email}
        onSignedIn={(session) => {
          // Another person's pages must not show what this one had open.
          if (session.utente.email === email) void queryClient.invalidateQueries();
          else window.location.reload();
        }}
      />
      {methods?.oidc && (
        <Paragraph>
          <PlainLinkButton look="quiet" href={oidcStartUrl(href)}>
            {t('accesso.oppure')}
          </PlainLinkButton>
        </Paragraph>
      )}
    </Dialog>
  );
}
