import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const statusWords = { done: 'gi-phase gi-phase-done', current: 'gi-phase gi-phase-current', next: 'gi-phase' } as const;
interface Phase {
  readonly code: string;
  readonly label: string;
  readonly status: keyof typeof statusWords;
  /** What the phase is made of, where it is more than one state. */
  readonly states?: readonly { readonly label: string; readonly status: keyof typeof statusWords }[];
}
/** Where the dossier stands: its phases on one line, and the place within the one it is in. */
export function Phases({ phases }: { phases: readonly Phase[] }): ReactElement {
  const { t } = useTranslation();
  const current = phases.find(({ status }) => status === 'current');
  const { states = [] } = current ?? {};
  const at = states.findIndex(({ status }) => status === 'current');
  return (
    <>
      <ol className="gi-phases" aria-label={t('fascicolo.fasi')}>
        {phases.map((phase) => (
          <li key={phase.code} className={statusWords[phase.status]} aria-current={phase.status === 'current' ? 'step' : undefined}>
            <span>{phase.label}</span>
            {phase.status === 'done' && <span className="visually-hidden"> {t('fascicolo.faseConclusa')}</span>}
          </li>
        ))}
      </ol>
      {current && at >= 0 && states.length > 1 && (
        <p className="gi-phase-place">
          {t('fascicolo.statoDiFase', { fase: current.label, n: at + 1, tutti: states.length, stato: states[at]?.label })}
        </p>
      )}
    </>
  );
}
