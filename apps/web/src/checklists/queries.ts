import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type Checklist = Schemas['Checklist'];
export type ChecklistItem = Checklist['items'][number];
export type Attachment = Schemas['Attachment'];

interface Checklists {
  readonly items: readonly Checklist[];
  readonly documents: readonly { readonly code: string; readonly title: string }[];
}

export function checklistsQuery(dossierId: string): Query<Checklists> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/checklists', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/checklists', { params, signal })),
  };
}

export function attachmentsQuery(dossierId: string): Query<{ readonly items: readonly Attachment[]; readonly whyNot: string | null }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/attachments', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/attachments', { params, signal })),
  };
}
