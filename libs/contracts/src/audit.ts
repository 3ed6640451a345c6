import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/audit/export',
  tag: 'Fascicoli',
  summary: 'The whole audit chain of a dossier as JSON lines, with the seals and the proofs that cover it',
  access: 'dossier.read',
  params: dossierParams,
  produces: 'application/x-ndjson',
});
