import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type OidcRule } from '@gare/contracts/oidc-rules';
import { oidcStartUrl, signInMethodsQuery } from '../api/account-queries';
import { type Session } from '../api/client';
import { PlainLinkButton } from '../ui/button';
import { Notice } from '../ui/feedback';
import { NarrowPage } from '../ui/header';
import { Box, BoxHeading, Lead, Paragraph, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { SignInForm } from './sign-in-form';

export function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const { torna, motivo, fornitore } = useSearch({ from: '/accesso' });
  const { data: methods } = useQuery(signInMethodsQuery());
  const navigate = useNavigate();
  const router = useRouter();
  const oidc = methods?.oidc ?? null;
  const enter = (session: Session): void => {
    if (session.incarichi.length > 1) void navigate({ to: '/accesso/ente', search: torna === undefined ? {} : { torna } });
    else if (torna === undefined) void navigate({ to: '/' });
    else router.history.push(torna);
  };
  return (
    <NarrowPage>
      <Stack>
        <PageHeading windowTitle={t('accesso.titolo')}>{t('accesso.titolo')}</PageHeading>
        <Lead>{torna === undefined ? t('accesso.invito') : t('accesso.invitoRitorno')}</Lead>
        {motivo !== undefined && <Refusal rule={motivo} />}
        {fornitore === 'aperto' && (
          <Notice tone="warning" title={t('accesso.fornitoreAperto')} live="alert">
            <p className="gi-p">{t('accesso.fornitoreApertoFare')}</p>
          </Notice>
        )}
        {oidc && (
          <Box>
            <Stack gap="sm">
              <BoxHeading>{t('accesso.identita')}</BoxHeading>
              <Paragraph>{t('accesso.identitaTesto')}</Paragraph>
              <div>
                <PlainLinkButton look="primary" icon="it-user" href={oidcStartUrl(torna)}>
                  {oidc.label}
                </PlainLinkButton>
              </div>
            </Stack>
          </Box>
        )}
        <Box>
          <Stack gap="sm">
            {oidc && <BoxHeading>{t('accesso.locale')}</BoxHeading>}
            <SignInForm email="" look={oidc ? 'secondary' : 'primary'} onSignedIn={enter} />
          </Stack>
        </Box>
        <Paragraph>{t('accesso.senzaAccesso')}</Paragraph>
      </Stack>
    </NarrowPage>
  );
}

/** Why the provider's answer opened no session: what happened, what to do, and the rule for whoever looks into it. */
function Refusal({ rule }: { rule: OidcRule }): ReactElement {
  const { t } = useTranslation();
  const isWarning = rule === 'OIDC_CANCELLED' || rule === 'OIDC_UNREACHABLE';
  return (
    <Notice tone={isWarning ? 'warning' : 'danger'} title={t(`accesso.motivi.${rule}.che`)} live="alert">
      <p className="gi-p">{t(`accesso.motivi.${rule}.fare`)}</p>
      <p className="gi-small">{t('accesso.regola', { regola: rule })}</p>
    </Notice>
  );
}
