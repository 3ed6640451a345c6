import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { type KeptForm } from './kept-form';

/** Says that the form goes on from what was typed and not saved, and offers to begin anew. */
export function ResumedNotice<T extends object>({ form }: { form: KeptForm<T> }): ReactElement | null {
  const { t } = useTranslation();
  if (!form.resumed) return null;
  return (
    <Notice tone="info" title={t('modulo.ripreso')}>
      <p>{t('modulo.ripresoTesto')}</p>
      <Button
        small
        onClick={() => {
          form.reset();
        }}
      >
        {t('modulo.buttaBozza')}
      </Button>
    </Notice>
  );
}
