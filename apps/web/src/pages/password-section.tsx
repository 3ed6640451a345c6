import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PasswordOwner } from '@gare/domain/access/password-rules';
import { announce } from '../announcements';
import { ownSessionsQuery } from '../api/account-queries';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { focusWhenShown } from '../focus-when-shown';
import { Button } from '../ui/button';
import { Notice, TroubleNotice } from '../ui/feedback';
import { PasswordField } from '../ui/field';
import { Form } from '../ui/form';
import { Paragraph, Row, Section } from '../ui/layout';
import { newPasswordErrors, type NewPasswordErrors, NewPasswordFields } from './new-password-fields';
import { useRequest } from './use-request';

const empty = { current: '', password: '', again: '' };

/** Changing one's own password; all other sessions end with it. */
export function PasswordSection({ owner }: { owner: PasswordOwner }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [value, setValue] = useState(empty);
  const [errors, setErrors] = useState<NewPasswordErrors & { current?: string | undefined }>({});

  const close = (): void => {
    setOpen(false);
    setValue(empty);
    setErrors({});
    request.forget();
    document.getElementById('password-titolo')?.focus();
  };
  const submit = async (): Promise<void> => {
    const found = {
      ...(value.current === '' ? { current: t('accesso.passwordManca') } : {}),
      ...newPasswordErrors(value, owner, t('password.diverse')),
    };
    setErrors(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      const ids: Readonly<Record<string, string>> = { current: 'password-attuale', password: 'nuova-password', again: 'ripeti-password' };
      document.getElementById(ids[first] ?? '')?.focus();
      return;
    }
    const { current, password } = value;
    const outcome = await request.send(() => client.POST('/api/account/password', { body: { current, password } }));
    if (!outcome.ok) return;
    setDone(outcome.data.endedSessions);
    announce(t('password.cambiata', { count: outcome.data.endedSessions }));
    void queryClient.invalidateQueries({ queryKey: ownSessionsQuery().queryKey });
    close();
  };

  return (
    <Section id="password-titolo" title={t('password.titolo')}>
      {done !== null && !open && <Notice tone="success" title={t('password.cambiata', { count: done })} />}
      <Paragraph>{t('password.testo')}</Paragraph>
      {!open && (
        <div>
          <Button
            icon="it-key"
            onClick={() => {
              setOpen(true);
              focusWhenShown('password-attuale');
            }}
          >
            {t('password.cambia')}
          </Button>
        </div>
      )}
      {open && (
        <Form onSubmit={() => void submit()}>
          {request.trouble && <TroubleNotice trouble={request.trouble} />}
          <PasswordField
            id="password-attuale"
            label={t('password.attuale')}
            autoComplete="current-password"
            value={value.current}
            error={errors.current}
            onChange={(event) => {
              setValue({ ...value, current: event.target.value });
            }}
          />
          <NewPasswordFields
            value={value}
            errors={errors}
            onChange={(next) => {
              setValue({ ...value, ...next });
            }}
          />
          <Row>
            <Button type="submit" look="primary" busy={request.busy}>
              {t('password.salva')}
            </Button>
            <Button onClick={close}>{t('azioni.annulla')}</Button>
          </Row>
        </Form>
      )}
    </Section>
  );
}
