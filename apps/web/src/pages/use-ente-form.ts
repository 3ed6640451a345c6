import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldProblem } from '../ui/error-summary';
import { enteControlId, type EnteValues, incomplete } from './ente-form-values';
import { type KeptForm, useKeptForm } from './kept-form';
import { type Request, useRequest } from './use-request';

export interface EnteForm {
  readonly form: KeptForm<EnteValues>;
  readonly request: Request;
  readonly attempt: number;
  readonly problems: readonly FieldProblem[];
  /** True while the page itself sees that something is missing. */
  readonly unasked: boolean;
  readonly errorAt: (path: string) => string | undefined;
  /** Counts the attempt. @returns whether the server may be asked */
  readonly begin: () => boolean;
}

/** A form of a body: its values, what is wrong with them by the page and by the server. */
export function useEnteForm(key: string, initial: EnteValues): EnteForm {
  const { t } = useTranslation();
  const form = useKeptForm(key, initial);
  const request = useRequest();
  const [attempt, setAttempt] = useState(0);
  const found = incomplete(form.values).map(({ path, kind }) => ({ path, message: t(`enti.manca.${kind}`) }));
  const unasked = attempt > 0 && found.length > 0;
  const shown = unasked ? found : (request.trouble?.issues ?? []);
  return {
    form,
    request,
    attempt,
    unasked,
    problems: shown.map(({ path, message }) => ({ id: enteControlId(path), message })),
    errorAt: (path) => shown.find((issue) => issue.path === path)?.message,
    begin: () => {
      setAttempt(attempt + 1);
      request.forget();
      return found.length === 0;
    },
  };
}
