import { Link } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const most = 99;

/** The way to the notices, with how many wait; the kit has no bell of its own. */
export function Bell({ unread }: { unread: number | null }): ReactElement {
  const { t } = useTranslation();
  return (
    <Link to="/notifiche" className="gi-slim-button gi-bell">
      <svg className="icon icon-sm icon-white gi-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M12 2a1.5 1.5 0 0 0-1.5 1.5v.7A6.5 6.5 0 0 0 5.5 10.5v4.6L4 17.5V19h16v-1.5l-1.5-2.4v-4.6a6.5 6.5 0 0 0-5-6.3v-.7A1.5 1.5 0 0 0 12 2zm-5 8.5a5 5 0 0 1 10 0v5l1.2 2H5.8L7 15.5v-5zM9.5 20a2.5 2.5 0 0 0 5 0h-5z" />
      </svg>
      <span className="gi-bell-word">{t('notifiche.titolo')}</span>
      {unread !== null && unread > 0 && (
        <span className="gi-count gi-bell-count">
          <span aria-hidden="true">{unread > most ? `${most}+` : unread}</span>
          <span className="visually-hidden"> {t('notifiche.daLeggere', { count: unread })}</span>
        </span>
      )}
    </Link>
  );
}
