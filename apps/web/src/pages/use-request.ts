import { useState } from 'react';
import { RequestRefused } from '../api/refused';
import { type Trouble, troubleOf } from '../api/trouble';

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}
type Outcome<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly trouble: Trouble };

export interface Request {
  readonly busy: boolean;
  /** Why the last request came to nothing; null before it and after a good one. */
  readonly trouble: Trouble | null;
  readonly forget: () => void;
  /** `data` of an answer without content is undefined, whatever its type says. */
  readonly send: <T>(call: () => Promise<Answer<T>>) => Promise<Outcome<T>>;
}

async function outcomeOf<T>(call: () => Promise<Answer<T>>): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call();
    if (!response.ok) throw new RequestRefused(error);
    return { ok: true, data: data as T };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

/** One request of a page that changes something: whether it is under way, and what went wrong, in words. */
export function useRequest(): Request {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const send = async <T>(call: () => Promise<Answer<T>>): Promise<Outcome<T>> => {
    setBusy(true);
    setTrouble(null);
    const outcome = await outcomeOf(call);
    if (!outcome.ok) setTrouble(outcome.trouble);
    setBusy(false);
    return outcome;
  };
  return {
    busy,
    trouble,
    send,
    forget: () => {
      setTrouble(null);
    },
  };
}
