import { useState } from 'react';

const prefix = 'gare.modulo.';

function stored<T extends object>(key: string, initial: T): T | null {
  try {
    const text = localStorage.getItem(key);
    // What an older version of the page kept may lack fields of today.
    return text === null ? null : { ...initial, ...(JSON.parse(text) as Partial<T>) };
  } catch {
    // Storage switched off or overwritten by something else: the form works on without it.
    return null;
  }
}

export interface KeptForm<T> {
  readonly values: T;
  /** True where the form began with what this person had typed and not saved. */
  readonly resumed: boolean;
  readonly changed: boolean;
  readonly set: (part: Partial<T>) => void;
  /** After a save, or to throw away what was typed. */
  readonly reset: (values?: T) => void;
}

/**
 * The values of a form, kept on this computer until they are saved: a closed window, an ended session or a wrong click loses
 * nothing. `key` names the person and the thing, so that nobody meets the words of another.
 */
export function useKeptForm<T extends object>(key: string, initial: T): KeptForm<T> {
  const place = `${prefix}${key}`;
  const [start] = useState(() => stored(place, initial));
  const [values, setValues] = useState<T>(start ?? initial);
  const [resumed, setResumed] = useState(start !== null);
  const [changed, setChanged] = useState(start !== null);
  return {
    values,
    resumed,
    changed,
    set: (part) => {
      const next = { ...values, ...part };
      setValues(next);
      setChanged(true);
      try {
        localStorage.setItem(place, JSON.stringify(next));
      } catch {
        // A full disk must not stop the typing.
      }
    },
    reset: (next = initial) => {
      setValues(next);
      setResumed(false);
      setChanged(false);
      try {
        localStorage.removeItem(place);
      } catch {
        // Without storage nothing was kept.
      }
    },
  };
}
