import { useBlocker } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Paragraph } from '../ui/layout';

/** Whoever leaves with edits the server does not have yet is asked first; the browser asks when the window closes. */
export function LeaveGuard({ pending, keepsHere, path }: { pending: number; keepsHere: boolean; path: string }): ReactElement | null {
  const { t } = useTranslation();
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: ({ next }) => pending > 0 && next.pathname !== path,
    enableBeforeUnload: () => pending > 0,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title={t('redazione.uscita.titolo')}
      onClose={reset}
      actions={
        <>
          <Button look="primary" onClick={reset}>
            {t('redazione.uscita.resta')}
          </Button>
          <Button look="danger" onClick={proceed}>
            {t('redazione.uscita.esci')}
          </Button>
        </>
      }
    >
      <Paragraph>{t(keepsHere ? 'redazione.uscita.testo' : 'redazione.uscita.siPerde', { count: pending })}</Paragraph>
    </Dialog>
  );
}
