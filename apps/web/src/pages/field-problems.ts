import { useState } from 'react';
import { type Trouble } from '../api/trouble';

export interface FieldProblems {
  /** What is wrong with the field of this path; the form’s own word is said only after a first try. */
  readonly errorAt: (path: string) => string | undefined;
  /** Before sending: true where nothing is wrong, else the first wrong field has the focus. */
  readonly check: () => boolean;
  /** After a refusal: the first field the server names has the focus. */
  readonly focusRefused: (trouble: Trouble) => void;
  /** The last refusal where no field says it all; null where the fields do. */
  readonly rest: Trouble | null;
}

/** Problems of a dialog’s fields: those it sees itself, then those the server names. The control of a path has the id `prefix-path`. */
export function useFieldProblems(
  prefix: string,
  own: Readonly<Record<string, string | undefined>>,
  trouble: Trouble | null,
): FieldProblems {
  const [tried, setTried] = useState(false);
  const focus = (path: string): void => document.getElementById(`${prefix}-${path}`)?.focus();
  const issues = trouble?.issues ?? [];
  return {
    errorAt: (path) => (tried ? own[path] : undefined) ?? issues.find((issue) => issue.path === path)?.message,
    check: () => {
      setTried(true);
      const wrong = Object.keys(own).find((path) => own[path] !== undefined);
      if (wrong !== undefined) focus(wrong);
      return wrong === undefined;
    },
    focusRefused: ({ issues: named }) => {
      const path = named.map((issue) => issue.path).find((name) => name in own);
      if (path !== undefined) focus(path);
    },
    rest: issues.length > 0 && issues.every(({ path }) => path in own) ? null : trouble,
  };
}
