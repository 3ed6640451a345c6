import { type ReactElement, type ReactNode } from 'react';
import { Icon } from './icon';

interface Text {
  readonly children: ReactNode;
}

/** The lines under a field. */
export const Notes = {
  Words: ({ children }: Text): ReactElement => <p className="gi-note-words">{children}</p>,
  Stamp: ({ children }: Text): ReactElement => <p className="gi-note-stamp">{children}</p>,
  Cite: ({ children }: Text): ReactElement => <span className="gi-note-cite">{children}</span>,
  Check: ({ children, severe }: Text & { severe: boolean }): ReactElement => (
    <p className={severe ? 'gi-note-check gi-note-severe' : 'gi-note-check'}>
      <Icon name={severe ? 'it-error' : 'it-warning-circle'} size="xs" colour={severe ? 'danger' : 'warning'} />
      <span>{children}</span>
    </p>
  ),
};
