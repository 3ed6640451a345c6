import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bell } from './bell';
import { Icon } from './icon';

export interface HeaderPerson {
  readonly name: string;
  readonly ente: string;
  readonly roles: string;
  /** There are other bodies to work for. */
  readonly severalEnti: boolean;
  /** Notices that wait; null while it is not known. */
  readonly unread: number | null;
}

/** A page the main navigation leads to. */
export interface Destination {
  readonly label: string;
  readonly to: LinkProps['to'];
  readonly params?: LinkProps['params'];
  /** Pages below it do not count as it. */
  readonly exact?: boolean;
}

interface HeaderProps {
  readonly sua: string;
  readonly person: HeaderPerson | null;
  readonly destinations: readonly Destination[];
  /** Work pages use the low header. */
  readonly compact: boolean;
  readonly onSignOut: () => void;
  readonly onShortcuts: () => void;
}

export function SkipLinks(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="skiplinks">
      <a className="visually-hidden-focusable" href="#contenuto">
        {t('navigazione.saltaContenuto')}
      </a>
      <a className="visually-hidden-focusable" href="#piede">
        {t('navigazione.saltaPiede')}
      </a>
    </div>
  );
}

function SlimHeader({ sua, person, onSignOut }: Pick<HeaderProps, 'sua' | 'person' | 'onSignOut'>): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="it-header-slim-wrapper gi-slim">
      <div className="container-xxl">
        <div className="gi-slim-content">
          <span className="gi-slim-body">{sua}</span>
          {person && (
            <div className="gi-slim-person">
              <Link to="/profilo" className="gi-slim-as">
                <Icon name="it-user" size="sm" colour="white" />
                <span>
                  <span className="visually-hidden">{t('navigazione.lavoriCome')} </span>
                  <span className="gi-slim-name">{person.name}</span>, <span className="visually-hidden">{t('navigazione.per')} </span>
                  {person.ente}
                  <span className="gi-slim-roles"> · {person.roles}</span>
                  <span className="visually-hidden">. {t('navigazione.mioAccesso')}</span>
                </span>
              </Link>
              {person.severalEnti && (
                <Link to="/accesso/ente" className="gi-slim-button gi-slim-switch">
                  <Icon name="it-refresh" size="sm" colour="white" />
                  <span>{t('ente.cambia')}</span>
                </Link>
              )}
              <Bell unread={person.unread} />
              <button type="button" className="btn gi-slim-button" onClick={onSignOut}>
                <Icon name="it-logout" size="sm" colour="white" />
                <span>{t('azioni.esci')}</span>
              </button>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function MainNavigation({ destinations, onShortcuts }: Pick<HeaderProps, 'destinations' | 'onShortcuts'>): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <nav className="gi-nav" aria-label={t('navigazione.principale')}>
      <button
        type="button"
        className="gi-nav-toggle"
        aria-expanded={open}
        aria-controls="menu-principale"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name={open ? 'it-close' : 'it-burger'} colour="white" size="md" />
        <span>{t('navigazione.menu')}</span>
      </button>
      <ul id="menu-principale" className={open ? 'gi-nav-list gi-nav-open' : 'gi-nav-list'}>
        {destinations.map(({ label, to, params, exact = false }) => (
          <li key={label}>
            <Link
              to={to}
              params={params ?? {}}
              className="gi-nav-link"
              activeOptions={{ exact, includeSearch: false }}
              activeProps={{ className: 'gi-nav-active', 'aria-current': 'page' }}
              onClick={close}
            >
              {label}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            className="gi-nav-link"
            onClick={() => {
              close();
              onShortcuts();
            }}
          >
            {t('navigazione.scorciatoie')}
          </button>
        </li>
      </ul>
    </nav>
  );
}

export function Header({ sua, person, destinations, compact, onSignOut, onShortcuts }: HeaderProps): ReactElement {
  const { t } = useTranslation();
  return (
    <header className={compact ? 'it-header-wrapper gi-header gi-header-compact' : 'it-header-wrapper gi-header'}>
      <SkipLinks />
      <SlimHeader sua={sua} person={person} onSignOut={onSignOut} />
      <div className="gi-header-main">
        <div className="container-xxl gi-header-row">
          <Link to="/" className="gi-brand">
            <Icon name="it-pa" size="md" colour="white" />
            <span>
              <span className="gi-brand-title">{t('prodotto.nome')}</span>
              <span className="gi-brand-tagline">{t('prodotto.motto')}</span>
            </span>
          </Link>
          {person && <MainNavigation destinations={destinations} onShortcuts={onShortcuts} />}
        </div>
      </div>
    </header>
  );
}

export function Footer({ sua }: { sua: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <footer id="piede" className="gi-footer" tabIndex={-1}>
      <div className="container-xxl gi-footer-row">
        <div className="gi-brand">
          <Icon name="it-pa" size="md" colour="white" />
          <span>
            <span className="gi-brand-title">{t('prodotto.nome')}</span>
            <span className="gi-brand-tagline">{sua === '' ? t('prodotto.motto') : `${t('prodotto.motto')} – ${sua}`}</span>
          </span>
        </div>
        <p className="gi-footer-note">{t('piede.cookie')}</p>
        <ul className="gi-footer-links">
          <li>
            <Link to="/accessibilita">{t('piede.accessibilita')}</Link>
          </li>
          <li>
            <Link to="/privacy">{t('piede.privacy')}</Link>
          </li>
        </ul>
      </div>
    </footer>
  );
}

/** The whole window: header, the one main area, footer. */
export function PageFrame({
  header,
  footer,
  banner,
  children,
}: {
  header: ReactElement;
  footer: ReactElement;
  banner: ReactElement;
  children: ReactElement;
}): ReactElement {
  return (
    <>
      {header}
      {banner}
      <main id="contenuto" tabIndex={-1} className="container-xxl gi-main">
        {children}
      </main>
      {footer}
    </>
  );
}

/** A page with one narrow column: sign-in, a short form. */
export function NarrowPage({ children }: { children: ReactNode }): ReactElement {
  return <div className="gi-narrow">{children}</div>;
}
