import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { Button } from '../ui/button';
import { TroubleNotice } from '../ui/feedback';
import { PasswordField, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { Row } from '../ui/layout';
import { useRequest } from './use-request';

/** Switching the second factor off takes both: the password and a code. */
export function SecondFactorRemoval({ onEnd }: { onEnd: (sentence: string | null) => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => {
    document.getElementById('togli-password')?.focus();
  }, []);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (password === '' || code.trim() === '') {
      document.getElementById(password === '' ? 'togli-password' : 'togli-codice')?.focus();
      return;
    }
    const body = { password, code: code.trim() };
    const outcome = await request.send(() => client.POST('/api/account/second-factor/remove', { body }));
    if (outcome.ok) onEnd(t('fattore.tolto'));
  };
  return (
    <Form onSubmit={() => void submit()}>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <PasswordField
        id="togli-password"
        label={t('password.attuale')}
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t('accesso.passwordManca') : undefined}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <TextField
        id="togli-codice"
        label={t('accesso.codice')}
        hint={t('accesso.codiceAiuto')}
        autoComplete="one-time-code"
        spellCheck={false}
        value={code}
        error={tried && code.trim() === '' ? t('accesso.codiceManca') : undefined}
        onChange={(event) => {
          setCode(event.target.value);
        }}
      />
      <Row>
        <Button type="submit" look="danger" busy={request.busy}>
          {t('fattore.confermaTogli')}
        </Button>
        <Button
          onClick={() => {
            onEnd(null);
          }}
        >
          {t('azioni.annulla')}
        </Button>
      </Row>
    </Form>
  );
}
