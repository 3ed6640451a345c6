import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { enteAuditExportUrl } from '../api/client';
import { enteAuditQuery } from '../api/registry-queries';
import { Notice } from '../ui/feedback';
import { AuditRegister } from './audit-register';
import { useEnte } from './ente-frame';
import { useMay } from './may';

/** The register of a body: who changed its data, gave and ended its roles, closed sessions. */
export function EnteAuditPage(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const search = useSearch({ from: '/riservata/enti/$enteId/registro' });
  const navigate = useNavigate({ from: '/enti/$enteId/registro' });
  const mayRead = useMay('audit.read', ente.id);
  const mayExport = useMay('audit.export', ente.id);
  if (!mayRead.allowed) {
    return (
      <Notice tone="info" title={t('registro.nonPuoiLeggere')}>
        <p>{mayRead.reason}</p>
      </Notice>
    );
  }
  return (
    <AuditRegister
      query={(filter) => enteAuditQuery(ente.id, filter)}
      exportUrl={enteAuditExportUrl(ente.id)}
      mayExport={mayExport}
      search={search}
      onSearch={(wanted, replace) => {
        void navigate({ search: wanted, replace, resetScroll: false });
      }}
    />
  );
}
