import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { dayAndTime } from '../format/dates';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { TextField } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';

export interface AccessLink {
  readonly url: string;
  readonly expiresAt: string;
}

const fieldId = 'collegamento';

/** The link by which a person chooses a password. It is shown this once, to be handed over. */
export function AccessLinkNotice({ link, name }: { link: AccessLink; name: string }): ReactElement {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    document.getElementById(fieldId)?.focus();
  }, [link.url]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
      announce(t('persone.copiato'));
    } catch {
      // The browser does not allow it: what is selected can be copied by hand.
      document.querySelector<HTMLInputElement>(`#${fieldId}`)?.select();
    }
  };
  return (
    <Notice tone="success" title={t('persone.collegamento', { persona: name })}>
      <Stack gap="sm">
        <Paragraph>{t('persone.collegamentoTesto', { quando: dayAndTime(link.expiresAt) })}</Paragraph>
        <TextField id={fieldId} label={t('persone.collegamentoEtichetta')} wide readOnly monospace value={link.url} />
        <div>
          <Button small icon={copied ? 'it-check' : undefined} onClick={() => void copy()}>
            {copied ? t('persone.copiato') : t('persone.copia')}
          </Button>
        </div>
      </Stack>
    </Notice>
  );
}
