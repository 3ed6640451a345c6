import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { AuditRegister } from './audit-register';

/** The register of a dossier: its own page of the dossier. */
export function AuditPage(): ReactElement {
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/registro' });
  const search = useSearch({ from: '/riservata/fascicoli/$dossierId/registro' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/registro' });
  return (
    <AuditRegister
      dossierId={dossierId}
      search={search}
      onSearch={(wanted, replace) => {
        void navigate({ search: wanted, replace, resetScroll: false });
      }}
    />
  );
}
