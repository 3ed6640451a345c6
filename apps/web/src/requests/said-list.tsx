import { type ReactElement, type ReactNode } from 'react';

/** What was said, one under the other, the first said first. */
export function SaidList({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <ol className="gi-said" aria-label={label}>
      {children}
    </ol>
  );
}

/** One thing said: one’s own side stands to the right where there is room. */
export function SaidItem({ own, children }: { own: boolean; children: ReactNode }): ReactElement {
  return <li className={own ? 'gi-said-item gi-said-own' : 'gi-said-item'}>{children}</li>;
}

/** Words as they were typed, with their lines. */
export function Words({ children }: { children: string }): ReactElement {
  return <p className="gi-words">{children}</p>;
}
