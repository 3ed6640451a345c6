import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Row, Stack } from '../ui/layout';

interface RefusedNoticeProps {
  readonly reason: string;
  /** What was written, to be copied. */
  readonly text: string;
  readonly onAgain: () => void;
}

/** An edit the server did not take: why, the text to keep, and the way back to the text of all. */
export function RefusedNotice({ reason, text, onAgain }: RefusedNoticeProps): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      announce(t('redazione.rifiutato.copiato'));
    } catch {
      document.querySelector<HTMLTextAreaElement>(`[id="${id}"]`)?.select();
    }
  };
  return (
    <Notice tone="danger" title={t('redazione.rifiutato.titolo')} live="alert">
      <Stack gap="sm">
        <p className="gi-p">{reason}</p>
        <p className="gi-p">{t('redazione.rifiutato.spiega')}</p>
        {text !== '' && (
          <>
            <label htmlFor={id}>{t('redazione.rifiutato.testo')}</label>
            <textarea id={id} className="form-control" readOnly rows={4} value={text} />
          </>
        )}
        <Row>
          {text !== '' && (
            <Button small onClick={() => void copy()}>
              {t('redazione.rifiutato.copia')}
            </Button>
          )}
          <Button
            small
            look="primary"
            icon="it-refresh"
            busy={busy}
            onClick={() => {
              setBusy(true);
              onAgain();
            }}
          >
            {t('redazione.rifiutato.ricarica')}
          </Button>
        </Row>
      </Stack>
    </Notice>
  );
}
