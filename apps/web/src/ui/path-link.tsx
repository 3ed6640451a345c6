import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, type ReactNode } from 'react';
import { ownPath } from '@gare/contracts/own-path';

/** A link to an address of this site that the server names; whatever is not of this site leads to the Scrivania. */
export function PathLink({ path, onFollow, children }: { path: string; onFollow?: () => void; children: ReactNode }): ReactElement {
  const navigate = useNavigate();
  const href = ownPath(path) ?? '/';
  return (
    <a
      className="gi-link gi-link-strong"
      href={href}
      onClick={(event) => {
        onFollow?.();
        // With a key held the browser opens another window, as for any link.
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        void navigate({ href });
      }}
    >
      {children}
    </a>
  );
}
