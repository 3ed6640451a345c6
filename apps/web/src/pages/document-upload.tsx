import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { type DocumentView } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { ProgressBar, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';

/** Next version of a document from a file of the person's computer. */
export function DocumentUpload({ document, dossierId }: { document: DocumentView; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const upload = async (file: File): Promise<void> => {
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      await uploadFile(`/api/dossiers/${dossierId}/documents/${encodeURIComponent(document.code)}/upload`, file, (percent) => {
        setSending({ name: file.name, percent });
      });
      announce(t('documenti.caricato', { nome: file.name }));
      await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setSending(null);
  };
  return (
    <>
      {sending ? (
        <ProgressBar value={sending.percent} label={t('documenti.caricamento', { nome: sending.name })} />
      ) : (
        <FileDrop
          label={t(document.current === null ? 'documenti.carica' : 'documenti.caricaNuova')}
          name={document.title}
          hint={t('documenti.trascina')}
          onFile={(file) => void upload(file)}
        />
      )}
      {trouble && <TroubleNotice trouble={trouble} />}
    </>
  );
}
