import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { clockTime } from '../format/dates';
import { Button } from '../ui/button';
import { StatusText } from '../ui/feedback';
import { StickyStatus } from '../ui/sticky';
import { useSheet, useSheetTools } from './sheet-context';

/** Always in view while the sheet is edited: saved when, being saved, or kept here and why. */
export function SaveStatus(): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const save = useSheet((state) => state.save);
  const drafts = useSheet((state) => state.drafts.size + state.refusals.size);
  const savedAt = save.kind === 'rest' ? save.savedAt : null;
  useEffect(() => {
    if (savedAt !== null) announce(t('scheda.salvatoAnnuncio'));
  }, [savedAt, t]);

  return (
    <StickyStatus>
      {save.kind === 'rest' && (
        <StatusText tone={savedAt === null ? 'muted' : 'success'} icon={savedAt === null ? 'it-info-circle' : 'it-check-circle'}>
          {savedAt === null ? t('scheda.salvataggioAutomatico') : t('scheda.salvatoAlle', { ora: clockTime(savedAt) })}
        </StatusText>
      )}
      {(save.kind === 'typing' || save.kind === 'saving') && (
        <StatusText tone="muted" icon="it-refresh">
          {t('scheda.salvataggio')}
        </StatusText>
      )}
      {(save.kind === 'offline' || save.kind === 'signedOut') && (
        <StatusText tone="warning" icon="it-warning-circle">
          {t(save.kind === 'offline' ? 'scheda.salvatoQui' : 'scheda.attendeAccesso')}
        </StatusText>
      )}
      {save.kind === 'failed' && (
        <>
          <StatusText tone="danger" icon="it-error">
            {t('scheda.nonSalvato', { motivo: save.trouble.detail, rimedio: save.trouble.remedy })}
          </StatusText>
          <Button
            small
            icon="it-refresh"
            onClick={() => {
              session.saveNow();
            }}
          >
            {t('azioni.riprova')}
          </Button>
        </>
      )}
      {drafts > 0 && (
        <StatusText tone="danger" icon="it-error">
          {t('scheda.daCorreggere', { count: drafts })}
        </StatusText>
      )}
    </StickyStatus>
  );
}
