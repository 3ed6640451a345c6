import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Badge, StatusText } from '../ui/feedback';
import { type LibraryTemplate } from './queries';

const tones = { BOZZA: 'warning', PUBBLICATO: 'success', RITIRATO: 'neutral' } as const;

/** Where a version stands, in words. */
export function StateBadge({ template }: { template: Pick<LibraryTemplate, 'state' | 'inForce'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Badge tone={tones[template.state]}>{t(`modelli.statoNome.${template.state}`)}</Badge>
      {template.inForce && (
        <>
          {' '}
          <Badge tone="info">{t('modelli.inVigore')}</Badge>
        </>
      )}
    </>
  );
}

/** The days of a version: `dal 01/01/2026, senza scadenza`. */
export function Days({ template }: { template: Pick<LibraryTemplate, 'validFrom' | 'validTo'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t('modelli.dal', { giorno: shortDay(template.validFrom) })}{' '}
      {template.validTo === null ? t('modelli.senzaScadenza') : t('modelli.al', { giorno: shortDay(template.validTo) })}
    </>
  );
}

/** How many findings, those that block first. */
export function FindingCount({ template }: { template: Pick<LibraryTemplate, 'blocking' | 'warnings'> }): ReactElement {
  const { t } = useTranslation();
  const { blocking, warnings } = template;
  if (blocking > 0)
    return (
      <StatusText tone="danger" icon="it-error">
        {t('modelli.bloccanti', { count: blocking })}
      </StatusText>
    );
  if (warnings > 0)
    return (
      <StatusText tone="warning" icon="it-warning-circle">
        {t('modelli.avvisi', { count: warnings })}
      </StatusText>
    );
  return (
    <StatusText tone="success" icon="it-check-circle">
      {t('modelli.aPosto')}
    </StatusText>
  );
}
