import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { announcement } from '../announcements';
import { type Trouble } from '../api/trouble';
import { useObservable } from '../observable';
import { Button } from './button';
import { Icon } from './icon';
import { type IconName } from './icon-names';

const tones = {
  info: { classes: 'alert alert-info gi-notice', icon: 'it-info-circle' },
  success: { classes: 'alert alert-success gi-notice', icon: 'it-check-circle' },
  warning: { classes: 'alert alert-warning gi-notice', icon: 'it-warning-circle' },
  danger: { classes: 'alert alert-danger gi-notice', icon: 'it-error' },
} as const satisfies Record<string, { classes: string; icon: IconName }>;

interface NoticeProps {
  readonly tone: keyof typeof tones;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** `alert` interrupts the reader: for errors that just happened. */
  readonly live?: 'alert' | 'status';
}

export function Notice({ tone, title, children, live }: NoticeProps): ReactElement {
  return (
    <div className={tones[tone].classes} role={live}>
      {title !== undefined && <p className="gi-notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** A failure in words, with the number to quote to the help desk and, where it makes sense, a second try. */
export function TroubleNotice({
  trouble,
  onRetry,
  retrying = false,
}: {
  trouble: Trouble;
  onRetry?: () => void;
  retrying?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Notice tone="danger" title={trouble.title ?? trouble.detail} live="alert">
      {trouble.title !== null && <p className="gi-p">{trouble.detail}</p>}
      <p className="gi-p">{trouble.remedy}</p>
      {trouble.issues.length > 0 && (
        <ul>
          {trouble.issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      )}
      {trouble.requestId !== null && <p className="gi-small">{t('errore.riferimento', { id: trouble.requestId })}</p>}
      {onRetry && (
        <Button look="danger" small icon="it-refresh" busy={retrying} onClick={onRetry}>
          {t('azioni.riprova')}
        </Button>
      )}
    </Notice>
  );
}

/** Why a list is empty and one thing to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className="gi-empty">
      <p className="gi-notice-title">{title}</p>
      {children}
    </div>
  );
}

/** Keeps the room of what is coming, so that nothing jumps. */
export function Skeleton({ rows = 6 }: { rows?: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <div role="status" className="gi-skeleton">
      <span className="visually-hidden">{t('comune.caricamento')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true" />
      ))}
    </div>
  );
}

export function ProgressBar({ value, label }: { value: number; label: string }): ReactElement {
  return (
    <div className="gi-progress">
      <div className="gi-row gi-row-between gi-small">
        <span>{label}</span>
        <span aria-hidden="true">{Math.round(value)}%</span>
      </div>
      <progress max={100} value={value} aria-label={label} />
    </div>
  );
}

const badgeTones = {
  neutral: 'gi-badge',
  info: 'gi-badge gi-badge-info',
  success: 'gi-badge gi-badge-success',
  warning: 'gi-badge gi-badge-warning',
  danger: 'gi-badge gi-badge-danger',
  done: 'gi-badge gi-badge-done',
} as const;
export type BadgeTone = keyof typeof badgeTones;
export function Badge({ tone = 'neutral', icon, children }: { tone?: BadgeTone; icon?: IconName; children: ReactNode }): ReactElement {
  return (
    <span className={badgeTones[tone]}>
      {icon && <Icon name={icon} size="xs" />}
      {children}
    </span>
  );
}

/** A state that speaks without colour: icon and words. */
export function StatusText({
  tone,
  icon,
  children,
}: {
  tone: 'danger' | 'warning' | 'success' | 'muted';
  icon: IconName;
  children: ReactNode;
}): ReactElement {
  const styles = {
    danger: 'gi-status gi-status-danger',
    warning: 'gi-status gi-status-warning',
    success: 'gi-status gi-status-success',
    muted: 'gi-status',
  };
  return (
    <span className={styles[tone]}>
      <Icon name={icon} size="sm" />
      <span>{children}</span>
    </span>
  );
}

/** The polite live region: always in the page, filled by `announce`. */
export function LiveRegion(): ReactElement {
  const sentence = useObservable(announcement);
  return (
    <div role="status" className="visually-hidden">
      {sentence}
    </div>
  );
}
