import { useEffect } from 'react';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { type Request, useRequest } from '../pages/use-request';

interface Draft {
  readonly testo: string;
  /** Goes with every try, so that the server keeps the words once. */
  readonly clientId: string;
}

export interface Sending<More extends object> {
  readonly form: KeptForm<Draft & More>;
  readonly request: Request;
  /** The network failed under way: the words are still here, and go out by themselves when it is back. */
  readonly waiting: boolean;
}

/** Words that stay on this computer until the server has acknowledged them. */
export function useSending<More extends object>(
  key: string,
  more: More,
  send: (draft: Draft & More, request: Request) => Promise<boolean>,
): Sending<More> & { readonly submit: () => Promise<void> } {
  const request = useRequest();
  // A try of an earlier visit of the page goes on under its own id, which was kept with the words.
  const empty = (): Draft & More => ({ testo: '', ...more, clientId: crypto.randomUUID() });
  const form = useKeptForm<Draft & More>(key, empty());
  const submit = async (): Promise<void> => {
    if (form.values.testo.trim() === '' || request.busy) return;
    // Written down before the first try: after a reload the same id is sent again.
    form.set({ clientId: form.values.clientId } as Partial<Draft & More>);
    if (await send(form.values, request)) form.reset(empty());
  };
  const waiting = request.trouble !== null && request.trouble.status === null;
  useEffect(() => {
    if (!waiting) return undefined;
    const again = (): void => void submit();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
    };
  });
  return { form, request, waiting, submit };
}
