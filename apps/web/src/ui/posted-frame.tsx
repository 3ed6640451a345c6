import { type ReactElement, useEffect, useId, useRef } from 'react';

interface PostedFrameProps {
  readonly title: string;
  readonly address: string;
  /** Hidden values of the form. */
  readonly values: Readonly<Record<string, string>>;
}

/** A frame filled by posting values to an address: they stand in no address, history or log. */
export function PostedFrame({ title, address, values }: PostedFrameProps): ReactElement {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.submit();
  }, [address]);
  return (
    <>
      <form ref={form} method="post" action={address} target={name} hidden>
        {Object.entries(values).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
      </form>
      <iframe name={name} title={title} className="gi-posted-frame" allow="clipboard-read *; clipboard-write *" />
    </>
  );
}
