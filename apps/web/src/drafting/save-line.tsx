import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { clockTime } from '../format/dates';
import { StatusText } from '../ui/feedback';
import { type SaveState } from './connection/save-state';

/** Whether what was written is safe, in words that are true now. */
export function SaveLine({ state, whyReadOnly }: { state: SaveState; whyReadOnly: string | null }): ReactElement {
  const { t } = useTranslation();
  const offline = state.kind === 'offline';
  useEffect(() => {
    if (offline) announce(t('redazione.salvataggio.senzaRete'));
  }, [offline, t]);
  switch (state.kind) {
    case 'opening':
      return (
        <StatusText tone="muted" icon="it-refresh">
          {t('redazione.salvataggio.apertura')}
        </StatusText>
      );
    case 'rest':
      return (
        <StatusText tone="muted" icon="it-info-circle">
          {t('redazione.salvataggio.automatico')}
        </StatusText>
      );
    case 'saved':
      return (
        <StatusText tone="success" icon="it-check-circle">
          {t('redazione.salvataggio.salvato', { ora: clockTime(state.at) })}
        </StatusText>
      );
    case 'pending':
      return (
        <StatusText tone="warning" icon="it-refresh">
          {t('redazione.salvataggio.inAttesa', { count: state.count })}
        </StatusText>
      );
    case 'offline':
      return (
        <StatusText tone="warning" icon="it-wifi">
          {[
            t(state.lost ? 'redazione.salvataggio.senzaReteEMemoria' : 'redazione.salvataggio.senzaRete'),
            ...(state.count > 0 ? [t('redazione.salvataggio.inAttesa', { count: state.count })] : []),
          ].join(' ')}
        </StatusText>
      );
    case 'readOnly':
      return (
        <StatusText tone="muted" icon="it-locked">
          {whyReadOnly === null ? t('redazione.salvataggio.lettura') : t('redazione.salvataggio.letturaPerche', { perche: whyReadOnly })}
        </StatusText>
      );
    case 'closed':
      return (
        <StatusText tone="danger" icon="it-error">
          {t('redazione.salvataggio.chiuso')}
        </StatusText>
      );
  }
}
