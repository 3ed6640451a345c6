import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { type DocumentView } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { FileUpload } from './file-upload';

/** Where the next version of a document goes. */
export const documentUploadUrl = (dossierId: string, code: string): string =>
  `/api/dossiers/${dossierId}/documents/${encodeURIComponent(code)}/upload`;

/** Next version of a document from a file of the person's computer. */
export function DocumentUpload({ document, dossierId }: { document: DocumentView; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <FileUpload
      url={documentUploadUrl(dossierId, document.code)}
      label={t(document.current === null ? 'documenti.carica' : 'documenti.caricaNuova')}
      name={document.title}
      onSent={async (_answer, { name }) => {
        announce(t('documenti.caricato', { nome: name }));
        await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
      }}
    />
  );
}
