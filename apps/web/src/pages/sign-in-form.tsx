import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, rememberCsrfToken, type Session, sessionExpired } from '../api/client';
import { queryClient, sessionQuery } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { Button } from '../ui/button';
import { TroubleNotice } from '../ui/feedback';
import { PasswordField, TextField } from '../ui/field';
import { Form } from '../ui/form';

interface Failure {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly trouble?: Trouble;
}

/** E-mail and password; used on the page of access and again where a session ended. */
export function SignInForm({ email: firstEmail, onSignedIn }: { email: string; onSignedIn: (session: Session) => void }): ReactElement {
  const { t } = useTranslation();
  const [email, setEmail] = useState(firstEmail);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure>({});
  const [busy, setBusy] = useState(false);

  const refuse = (next: Failure): void => {
    setFailure(next);
    setBusy(false);
    requestAnimationFrame(() => document.getElementById(next.email === undefined ? 'password' : 'email')?.focus());
  };
  const submit = async (): Promise<void> => {
    const missing = {
      email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('accesso.emailForma'),
      password: password === '' ? t('accesso.passwordManca') : undefined,
    };
    if (missing.email !== undefined || missing.password !== undefined) {
      refuse(missing);
      return;
    }
    setBusy(true);
    try {
      const { data, error } = await client.POST('/api/session', { body: { email: email.trim(), password } });
      if (data === undefined) {
        refuse({ trouble: troubleOf(error) });
        return;
      }
      rememberCsrfToken(data.csrfToken);
      queryClient.setQueryData(sessionQuery().queryKey, data);
      sessionExpired.set(false);
      onSignedIn(data);
    } catch (error) {
      refuse({ trouble: troubleOf(error) });
    }
  };

  return (
    <Form onSubmit={() => void submit()}>
      {failure.trouble && <TroubleNotice trouble={failure.trouble} />}
      <TextField
        id="email"
        label={t('accesso.email')}
        type="email"
        autoComplete="username"
        value={email}
        error={failure.email}
        wide
        onChange={(event) => {
          setEmail(event.target.value);
        }}
      />
      <PasswordField
        id="password"
        label={t('accesso.password')}
        autoComplete="current-password"
        value={password}
        error={failure.password}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <div>
        <Button type="submit" look="primary" icon="it-key" busy={busy}>
          {t('accesso.entra')}
        </Button>
      </div>
    </Form>
  );
}
