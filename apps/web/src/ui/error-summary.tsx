import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble } from '../api/trouble';
import { Notice } from './feedback';

export interface FieldProblem {
  /** Id of the control; null where the problem is of no single field. */
  readonly id: string | null;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly trouble: Trouble | null;
  readonly problems: readonly FieldProblem[];
  /** Changes with every attempt: the summary takes the focus again. */
  readonly attempt: number;
}

/** Above a form that was not taken: what is wrong, each with the way to its field. It takes the focus. */
export function ErrorSummary({ trouble, problems, attempt }: ErrorSummaryProps): ReactElement | null {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const shown = trouble !== null || problems.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice tone="danger" title={trouble?.title ?? trouble?.detail ?? t('modulo.daCorreggere', { count: problems.length })} live="alert">
        {trouble !== null && trouble.title !== null && <p>{trouble.detail}</p>}
        {trouble !== null && <p>{trouble.remedy}</p>}
        {problems.length > 0 && (
          <ul>
            {problems.map(({ id, message }) => (
              <li key={`${id ?? ''} ${message}`}>
                {id === null ? (
                  message
                ) : (
                  <a
                    className="gi-link"
                    href={`#${id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(id)?.focus();
                    }}
                  >
                    {message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
        {trouble !== null && trouble.requestId !== null && <p className="gi-small">{t('errore.riferimento', { id: trouble.requestId })}</p>}
      </Notice>
    </div>
  );
}
