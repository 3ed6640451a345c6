import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { type Account, accountQuery } from '../api/account-queries';
import { queryClient } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { Button } from '../ui/button';
import { StatusText } from '../ui/feedback';
import { Paragraph, Section } from '../ui/layout';
import { SecondFactorEnrolment } from './second-factor-enrolment';
import { SecondFactorRemoval } from './second-factor-removal';

/** The code of an app beside the password: whether it is on, and switching it on or off. */
export function SecondFactorSection({ account }: { account: Account }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const factor = account.secondFactor;
  const finish = (sentence: string | null): void => {
    setOpen(false);
    if (sentence !== null) announce(sentence);
    void queryClient.invalidateQueries({ queryKey: accountQuery().queryKey });
    document.getElementById('secondo-fattore')?.focus();
  };
  return (
    <Section id="secondo-fattore" title={t('fattore.titolo')}>
      {!open && (
        <>
          <StatusText tone={factor ? 'success' : 'muted'} icon={factor ? 'it-check-circle' : 'it-info-circle'}>
            {factor ? t('fattore.attivo', { quando: dayAndTime(factor.since), count: factor.recoveryCodesLeft }) : t('fattore.spento')}
          </StatusText>
          <Paragraph>{factor ? t('fattore.testoAttivo') : t('fattore.testo')}</Paragraph>
          <div>
            <Button
              icon={factor ? undefined : 'it-locked'}
              look={factor ? 'danger' : 'secondary'}
              onClick={() => {
                setOpen(true);
              }}
            >
              {factor ? t('fattore.togli') : t('fattore.attiva')}
            </Button>
          </div>
        </>
      )}
      {open && factor && <SecondFactorRemoval onEnd={finish} />}
      {open && !factor && <SecondFactorEnrolment onEnd={finish} />}
    </Section>
  );
}
