import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type LibraryTemplate = Schemas['LibraryTemplate'];
export type LibraryTemplateDetail = Schemas['LibraryTemplateDetail'];
export type DossierTemplate = Schemas['DossierTemplate'];
export type TemplateComparison = Schemas['TemplateComparison'];

export const templateFileUrl = (templateId: string): string => `/api/templates/${templateId}/file`;

export function templatesQuery(): Query<{ items: LibraryTemplate[]; mayManage: boolean }> {
  return { queryKey: ['/api/templates'], queryFn: ({ signal }) => answerOf(client.GET('/api/templates', { signal })) };
}
export function templateQuery(templateId: string): Query<LibraryTemplateDetail> {
  const params = { path: { templateId } };
  return {
    queryKey: ['/api/templates', { templateId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/templates/{templateId}', { params, signal })),
  };
}
export function dossierTemplatesQuery(dossierId: string): Query<{ items: DossierTemplate[] }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/templates', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/templates', { params, signal })),
  };
}
export function comparisonQuery(dossierId: string, code: string, to: string): Query<TemplateComparison> {
  const params = { path: { dossierId, code }, query: { to } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/templates/{code}/comparison', { dossierId, code, to }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/templates/{code}/comparison', { params, signal })),
  };
}
