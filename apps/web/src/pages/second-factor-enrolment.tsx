import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { Button } from '../ui/button';
import { Notice, TroubleNotice } from '../ui/feedback';
import { PasswordField, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { Code, CodeBlock, Ordered, Paragraph, Row, Stack } from '../ui/layout';
import { QrCode } from '../ui/qr-code';
import { useRequest } from './use-request';

interface Secret {
  readonly secret: string;
  readonly uri: string;
}
interface Step {
  readonly onCancel: () => void;
}

/** Password, then the secret for the app and a first code, then the codes to keep on paper. */
export function SecondFactorEnrolment({ onEnd }: { onEnd: (sentence: string | null) => void }): ReactElement {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const cancel = (): void => {
    onEnd(null);
  };
  if (codes !== null) {
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          onEnd(t('fattore.attivato'));
        }}
      />
    );
  }
  return secret === null ? (
    <AskPassword onCancel={cancel} onSecret={setSecret} />
  ) : (
    <AskCode {...secret} onCancel={cancel} onCodes={setCodes} />
  );
}

function AskPassword({ onCancel, onSecret }: Step & { onSecret: (secret: Secret) => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => {
    document.getElementById('attiva-password')?.focus();
  }, []);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (password === '') return;
    const outcome = await request.send(() => client.POST('/api/account/second-factor', { body: { password } }));
    if (outcome.ok) onSecret(outcome.data);
    else document.getElementById('attiva-password')?.focus();
  };
  return (
    <Form onSubmit={() => void submit()}>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <PasswordField
        id="attiva-password"
        label={t('password.attuale')}
        hint={t('fattore.perchePassword')}
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t('accesso.passwordManca') : undefined}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('fattore.avanti')}
        </Button>
        <Button onClick={onCancel}>{t('azioni.annulla')}</Button>
      </Row>
    </Form>
  );
}

function AskCode({ secret, uri, onCancel, onCodes }: Secret & Step & { onCodes: (codes: readonly string[]) => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    const outcome =
      code.trim() === ''
        ? null
        : await request.send(() => client.POST('/api/account/second-factor/confirm', { body: { code: code.trim() } }));
    if (outcome?.ok === true) onCodes(outcome.data.recoveryCodes);
    else document.getElementById('attiva-codice')?.focus();
  };
  return (
    <Stack>
      <Ordered label={t('fattore.passi')}>
        <li>{t('fattore.passoApp')}</li>
        <li>
          <Stack gap="sm">
            <span>{t('fattore.passoInquadra')}</span>
            <QrCode text={uri} label={t('fattore.qr')} />
            <span>
              {t('fattore.passoScrivi')} <Code short>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
            </span>
          </Stack>
        </li>
        <li>{t('fattore.passoCodice')}</li>
      </Ordered>
      <Form onSubmit={() => void submit()}>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <TextField
          id="attiva-codice"
          label={t('fattore.codice')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          error={tried && code.trim() === '' ? t('accesso.codiceManca') : undefined}
          onChange={(event) => {
            setCode(event.target.value);
          }}
        />
        <Row>
          <Button type="submit" look="primary" busy={request.busy}>
            {t('fattore.conferma')}
          </Button>
          <Button onClick={onCancel}>{t('azioni.annulla')}</Button>
        </Row>
      </Form>
    </Stack>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactElement {
  const { t } = useTranslation();
  useEffect(() => {
    document.getElementById('codici-recupero')?.focus();
  }, []);
  return (
    <Stack>
      <div id="codici-recupero" tabIndex={-1}>
        <Notice tone="success" title={t('fattore.attivato')}>
          <Paragraph>{t('fattore.recupero')}</Paragraph>
        </Notice>
      </div>
      <CodeBlock label={t('fattore.codiciRecupero')}>{codes.join('\n')}</CodeBlock>
      <div>
        <Button look="primary" onClick={onKept}>
          {t('fattore.conservati')}
        </Button>
      </div>
    </Stack>
  );
}
