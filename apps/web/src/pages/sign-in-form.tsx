import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, rememberCsrfToken, type Session, sessionExpired } from '../api/client';
import { queryClient, sessionQuery } from '../api/queries';
import { focusWhenShown } from '../focus-when-shown';
import { Button } from '../ui/button';
import { TroubleNotice } from '../ui/feedback';
import { PasswordField, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { Paragraph, Row } from '../ui/layout';
import { useRequest } from './use-request';

interface Missing {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly code?: string | undefined;
}

/**
 * E-mail and password, then the code of the second factor where the account has one; used on the page of access and again where
 * a session ended.
 */
export function SignInForm({
  email: firstEmail,
  look = 'primary',
  onSignedIn,
}: {
  email: string;
  /** `secondary` where another way to sign in comes first. */
  look?: 'primary' | 'secondary';
  onSignedIn: (session: Session) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [email, setEmail] = useState(firstEmail);
  const [password, setPassword] = useState('');
  /** Null until the server asks for it. */
  const [code, setCode] = useState<string | null>(null);
  const [missing, setMissing] = useState<Missing>({});
  const request = useRequest();

  const submit = async (): Promise<void> => {
    const found: Missing = {
      email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('accesso.emailForma'),
      password: password === '' ? t('accesso.passwordManca') : undefined,
      code: code?.trim() === '' ? t('accesso.codiceManca') : undefined,
    };
    setMissing(found);
    const first = (['email', 'password', 'code'] as const).find((field) => found[field] !== undefined);
    if (first !== undefined) {
      focusWhenShown(first);
      return;
    }
    const body = { email: email.trim(), password, ...(code === null ? {} : { code: code.trim() }) };
    const outcome = await request.send(() => client.POST('/api/session', { body }));
    if (outcome.ok) {
      rememberCsrfToken(outcome.data.csrfToken);
      queryClient.setQueryData(sessionQuery().queryKey, outcome.data);
      sessionExpired.set(false);
      onSignedIn(outcome.data);
    } else if (outcome.trouble.code === 'session.second_factor') {
      request.forget();
      setCode('');
      focusWhenShown('code');
    } else {
      if (outcome.trouble.code === 'session.bad_credentials') setCode(null);
      focusWhenShown(code === null ? 'password' : 'code');
    }
  };

  return (
    <Form onSubmit={() => void submit()}>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {code === null ? (
        <PasswordStep {...{ email, password, missing }} onEmail={setEmail} onPassword={setPassword} />
      ) : (
        <CodeStep email={email.trim()} code={code} error={missing.code} onCode={setCode} />
      )}
      <Row>
        <Button type="submit" look={code === null ? look : 'primary'} icon="it-key" busy={request.busy}>
          {t('accesso.entra')}
        </Button>
        {code !== null && (
          <Button
            onClick={() => {
              request.forget();
              setCode(null);
              focusWhenShown('password');
            }}
          >
            {t('accesso.altroAccount')}
          </Button>
        )}
      </Row>
    </Form>
  );
}

function PasswordStep(props: {
  email: string;
  password: string;
  missing: Missing;
  onEmail: (value: string) => void;
  onPassword: (value: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        id="email"
        label={t('accesso.email')}
        type="email"
        autoComplete="username"
        value={props.email}
        error={props.missing.email}
        wide
        onChange={(event) => {
          props.onEmail(event.target.value);
        }}
      />
      <PasswordField
        id="password"
        label={t('accesso.password')}
        autoComplete="current-password"
        value={props.password}
        error={props.missing.password}
        onChange={(event) => {
          props.onPassword(event.target.value);
        }}
      />
    </>
  );
}

function CodeStep(props: { email: string; code: string; error: string | undefined; onCode: (value: string) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Paragraph>{t('accesso.codiceInvito', { email: props.email })}</Paragraph>
      <TextField
        id="code"
        label={t('accesso.codice')}
        hint={t('accesso.codiceAiuto')}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        value={props.code}
        error={props.error}
        onChange={(event) => {
          props.onCode(event.target.value);
        }}
      />
    </>
  );
}
