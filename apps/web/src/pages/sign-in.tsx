import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NarrowPage } from '../ui/header';
import { Box, Lead, Muted, Paragraph, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { SignInForm } from './sign-in-form';

export function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const { torna } = useSearch({ from: '/accesso' });
  const navigate = useNavigate();
  const router = useRouter();
  const enter = (): void => {
    if (torna === undefined) void navigate({ to: '/' });
    else router.history.push(torna);
  };
  return (
    <NarrowPage>
      <Stack>
        <PageHeading windowTitle={t('accesso.titolo')}>{t('accesso.titolo')}</PageHeading>
        <Lead>{torna === undefined ? t('accesso.invito') : t('accesso.invitoRitorno')}</Lead>
        <Box>
          <SignInForm email="" onSignedIn={enter} />
        </Box>
        <Paragraph>
          <Muted>{t('accesso.spid')}</Muted>
        </Paragraph>
      </Stack>
    </NarrowPage>
  );
}
