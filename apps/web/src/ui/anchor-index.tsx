import { type ReactElement } from 'react';

interface AnchorIndexProps {
  readonly label: string;
  readonly items: readonly { readonly id: string; readonly label: string; readonly count: number; readonly countWords: string }[];
}

/** Index of the parts of a long page; a link moves to the heading of its part. */
export function AnchorIndex({ label, items }: AnchorIndexProps): ReactElement {
  return (
    <nav aria-label={label} className="gi-side-index">
      <ol>
        {items.map((item) => (
          <li key={item.id}>
            <a
              className="gi-side-link"
              href={`#${item.id}`}
              onClick={(event) => {
                event.preventDefault();
                const heading = document.getElementById(item.id);
                heading?.scrollIntoView({ block: 'start', behavior: 'instant' });
                heading?.focus({ preventScroll: true });
              }}
            >
              <span>{item.label}</span>
              {item.count > 0 && (
                <span className="gi-count">
                  {item.count}
                  <span className="visually-hidden"> {item.countWords}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
