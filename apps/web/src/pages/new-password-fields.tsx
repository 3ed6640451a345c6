import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPassword, type PasswordOwner, shortestPassword } from '@gare/domain/access/password-rules';
import { PasswordField } from '../ui/field';

export interface NewPassword {
  readonly password: string;
  readonly again: string;
}
export interface NewPasswordErrors {
  readonly password?: string | undefined;
  readonly again?: string | undefined;
}

/** What is wrong with a new password, by the rule the server has too; nothing where it is right. */
export function newPasswordErrors({ password, again }: NewPassword, owner: PasswordOwner, differs: string): NewPasswordErrors {
  const weak = checkPassword(password, owner)?.reason;
  if (weak !== undefined) return { password: weak };
  return again === password ? {} : { again: differs };
}

/** A new password, twice. */
export function NewPasswordFields({
  value,
  errors,
  onChange,
}: {
  value: NewPassword;
  errors: NewPasswordErrors;
  onChange: (value: NewPassword) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PasswordField
        id="nuova-password"
        label={t('password.nuova')}
        hint={t('password.nuovaAiuto', { count: shortestPassword })}
        autoComplete="new-password"
        value={value.password}
        error={errors.password}
        onChange={(event) => {
          onChange({ ...value, password: event.target.value });
        }}
      />
      <PasswordField
        id="ripeti-password"
        label={t('password.ripeti')}
        autoComplete="new-password"
        value={value.again}
        error={errors.again}
        onChange={(event) => {
          onChange({ ...value, again: event.target.value });
        }}
      />
    </>
  );
}
