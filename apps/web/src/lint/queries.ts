import { client, currentCsrfToken } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf, RequestRefused } from '../api/refused';
import { type components } from '../api/schema';

export type TemplateLint = components['schemas']['TemplateLint'];
export type LintFinding = components['schemas']['LintFinding'];
export type LintedBlock = TemplateLint['parts'][number]['blocks'][number];
export type LintedParagraph = components['schemas']['LintedParagraph'];

export function templateLintQuery(templateId: string): Query<TemplateLint> {
  return {
    queryKey: ['/api/templates/{templateId}/lint', { templateId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/templates/{templateId}/lint', { params: { path: { templateId } }, signal })),
    staleTime: 60_000,
  };
}

/** The file with Word comments; nothing of it is kept. Rejects with what `troubleOf` reads. */
export async function commentedFile(file: File): Promise<Blob> {
  const form = new FormData();
  form.append('file', file);
  const answer = await fetch('/api/templates/lint/commented', {
    method: 'POST',
    headers: { 'x-csrf-token': currentCsrfToken() },
    body: form,
  });
  if (!answer.ok) throw new RequestRefused(await answer.json());
  return answer.blob();
}
