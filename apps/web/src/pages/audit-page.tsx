import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { auditExportUrl } from '../api/client';
import { sheetQuery } from '../api/queries';
import { auditPageQuery } from '../api/registry-queries';
import { FormProvider } from '../sheet/form-field';
import { useFormOf } from '../sheet/use-form-of';
import { AuditRegister } from './audit-register';
import { useDossier } from './dossier-frame';
import { permissionOn } from './permission-on';

/** The register of a dossier. */
export function AuditPage(): ReactElement {
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/registro' });
  const search = useSearch({ from: '/riservata/fascicoli/$dossierId/registro' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/registro' });
  const sheet = useQuery(sheetQuery(dossierId));
  const form = useFormOf(sheet.data?.schema ?? null);
  const register = (
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
  // Names of fields are those of the sheet of this kind; while it is not there they are those of a tender.
  return <FormProvider value={form}>{register}</FormProvider>;
}
