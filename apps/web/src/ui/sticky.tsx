import { type ReactElement, type ReactNode } from 'react';

/** A line that stays in view at the top of the working area. */
export function StickyStatus({ children }: { children: ReactNode }): ReactElement {
  return <div className="gi-sticky-status">{children}</div>;
}
