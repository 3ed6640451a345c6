import { Link } from '@tanstack/react-router';
import { type ReactElement } from 'react';

export interface SideIndexItem {
  readonly key: string;
  readonly label: string;
  readonly dossierId: string;
  readonly current: boolean;
  readonly count: number;
  readonly countWords: string;
}

/** Index of the sections of a long form, beside it on wide screens and above it on narrow ones. */
export function SideIndex({
  items,
  label,
  note,
}: {
  items: readonly SideIndexItem[];
  label: string;
  note?: string | undefined;
}): ReactElement {
  return (
    <nav aria-label={label} className="gi-side-index">
      <ol>
        {items.map((item) => (
          <li key={item.key}>
            <Link
              to="/fascicoli/$dossierId/scheda"
              params={{ dossierId: item.dossierId }}
              search={{ sezione: item.key }}
              className="gi-side-link"
              activeProps={{}}
              aria-current={item.current ? 'true' : undefined}
            >
              <span>{item.label}</span>
              {item.count > 0 && (
                <span className="gi-count">
                  {item.count}
                  <span className="visually-hidden"> {item.countWords}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ol>
      {note !== undefined && <p className="gi-note-stamp">{note}</p>}
    </nav>
  );
}
