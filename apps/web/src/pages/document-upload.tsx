import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { currentCsrfToken, type DocumentView, sessionExpired } from '../api/client';
import { RequestRefused } from '../api/refused';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { ProgressBar, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';

const unauthorized = 401;

/** Sends a file and tells how far it is; `fetch` cannot say that of what it sends. Rejects with what `troubleOf` reads. */
function send(url: string, file: File, onProgress: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject: (reason: Error) => void) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('x-csrf-token', currentCsrfToken());
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress((event.loaded / event.total) * 100);
    });
    request.addEventListener('error', () => {
      reject(new TypeError('network'));
    });
    request.addEventListener('load', () => {
      if (request.status === unauthorized) sessionExpired.set(true);
      if (request.status < 300) resolve();
      else reject(new RequestRefused(problemIn(request.responseText)));
    });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function problemIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Next version of a document from a file of the person's computer. */
export function DocumentUpload({ document, dossierId }: { document: DocumentView; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const upload = async (file: File): Promise<void> => {
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      await send(`/api/dossiers/${dossierId}/documents/${encodeURIComponent(document.code)}/upload`, file, (percent) => {
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
