import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeadingProps {
  readonly children: ReactNode;
  /** Name of the page for the window title, when the heading is not it. */
  readonly windowTitle: string;
  /** Work pages keep the heading small, so that work starts high on the screen. */
  readonly compact?: boolean;
}

/** The one h1 of the page; it takes focus after a navigation (see `focusHeadingAfterNavigation`). */
export function PageHeading({ children, windowTitle, compact = false }: PageHeadingProps): ReactElement {
  useEffect(() => {
    document.title = `${windowTitle} – Gare insieme`;
  }, [windowTitle]);
  return (
    <h1 tabIndex={-1} className={compact ? 'gi-h1 gi-h1-compact' : 'gi-h1'}>
      {children}
    </h1>
  );
}

export interface Crumb {
  readonly label: string;
  readonly to?: LinkProps['to'];
  readonly params?: LinkProps['params'];
}
export function Breadcrumbs({ items }: { items: readonly Crumb[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className="breadcrumb-container gi-crumbs" aria-label={t('navigazione.percorso')}>
      <ol className="breadcrumb">
        {items.map((item, position) =>
          item.to === undefined ? (
            <li className="breadcrumb-item active" aria-current="page" key={item.label}>
              {item.label}
            </li>
          ) : (
            <li className="breadcrumb-item" key={item.label}>
              <Link to={item.to} params={item.params ?? {}}>
                {item.label}
              </Link>
              {position < items.length - 1 && (
                <span className="separator" aria-hidden="true">
                  /
                </span>
              )}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}

export interface Tab {
  readonly label: string;
  readonly to: LinkProps['to'];
  readonly params: LinkProps['params'];
  readonly exact?: boolean;
  readonly badge?: { readonly count: number; readonly words: string };
}
/** Pages of one thing as tabs; they are links, so the browser's own keys work. */
export function Tabs({ items, label }: { items: readonly Tab[]; label: string }): ReactElement {
  return (
    <nav aria-label={label} className="gi-tabs">
      <ul className="nav nav-tabs">
        {items.map((item) => (
          <li className="nav-item" key={item.label}>
            <Link
              to={item.to}
              params={item.params}
              className="nav-link"
              activeOptions={{ exact: item.exact === true, includeSearch: false }}
              activeProps={{ className: 'active', 'aria-current': 'page' }}
            >
              {item.label}
              {item.badge && item.badge.count > 0 && (
                <span className="gi-count">
                  {item.badge.count}
                  <span className="visually-hidden"> {item.badge.words}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
