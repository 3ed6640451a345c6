import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { auditExportUrl } from '../api/client';
import { auditPageQuery } from '../api/registry-queries';
import { AuditRegister } from './audit-register';
import { useDossier } from './dossier-frame';
import { permissionOn } from './permission-on';

/** The register of a dossier. */
export function AuditPage(): ReactElement {
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/registro' });
  const search = useSearch({ from: '/riservata/fascicoli/$dossierId/registro' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/registro' });
  return (
    <AuditRegister
      query={(filter) => auditPageQuery(dossierId, filter)}
      exportUrl={auditExportUrl(dossierId)}
      mayExport={permissionOn(useDossier(), 'audit.export')}
      search={search}
      onSearch={(wanted, replace) => {
        void navigate({ search: wanted, replace, resetScroll: false });
      }}
    />
  );
}
