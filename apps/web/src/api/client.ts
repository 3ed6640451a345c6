import { type SheetConflict } from '@gare/contracts/sheet';
import createClient, { type Middleware } from 'openapi-fetch';
import { observable } from '../observable';
import { type components, type paths } from './schema';

export { type SheetConflict };

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type Ente = Schemas['Ente'];
export type PublishedTender = Schemas['PublishedTender'];
export type Problem = Schemas['Problem'];
export type DossierSummary = Schemas['DossierSummary'];
export type DossierDetail = Schemas['DossierDetail'];
export type Transition = Schemas['Transition'];
export type AuditAct = Schemas['AuditAct'];
export type EnteDetail = Schemas['EnteDetail'];
export type Qualification = Schemas['Qualification'];
export type RoleAssignment = Schemas['RoleAssignment'];
export type SessionSummary = Schemas['SessionSummary'];
export type Sheet = Schemas['Sheet'];
export type CheckResult = Schemas['CheckResult'];
export type Checks = Schemas['Checks'];
export type DocumentView = Schemas['Document'];
export type DocumentVersion = Schemas['DocumentVersion'];
export type Job = Schemas['Job'];
export type Package = Schemas['Package'];
export type PackageBlock = Schemas['PackageBlock'];
export type FeeEstimate = Schemas['FeeEstimate'];
export type Fee = Schemas['Fee'];

/** True from the moment the server no longer knows the session until the person signs in again. */
export const sessionExpired = observable(false);

let csrfToken = '';

/** Kept for the header that every changing request carries. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}
export function currentCsrfToken(): string {
  return csrfToken;
}

const sessionRules: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && csrfToken !== '') request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/session') sessionExpired.set(true);
    return response;
  },
};

export const client = createClient<paths>({ baseUrl: window.location.origin });
client.use(sessionRules);

export function documentFileUrl(target: {
  dossierId: string;
  code: string;
  version: number;
  format: 'pdf' | 'docx' | 'original';
  inline?: boolean;
}): string {
  const path = `/api/dossiers/${target.dossierId}/documents/${encodeURIComponent(target.code)}/versions/${target.version}/file`;
  return `${path}?format=${target.format}&inline=${target.inline === true ? 'true' : 'false'}`;
}

export function auditExportUrl(dossierId: string): string {
  return `/api/dossiers/${dossierId}/audit/export`;
}

export function enteAuditExportUrl(enteId: string): string {
  return `/api/enti/${enteId}/audit/export`;
}

export function packageFileUrl(dossierId: string, packageId: string): string {
  return `/api/dossiers/${dossierId}/packages/${packageId}/file`;
}
