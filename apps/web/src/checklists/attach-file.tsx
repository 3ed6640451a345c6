import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { ProgressBar, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';
import { attachmentsQuery, checklistsQuery } from './queries';

interface AttachFileProps {
  readonly dossierId: string;
  readonly place: string;
  readonly type: string;
  /** What the file is for, for those who do not see where the button stands. */
  readonly name: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly onAttached?: () => void;
}

/** Attaches a file of the person's computer to a row or to a point of a checklist. */
export function AttachFile({ dossierId, place, type, name, more = {}, onAttached }: AttachFileProps): ReactElement {
  const { t } = useTranslation();
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const attach = async (file: File): Promise<void> => {
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      const query = new URLSearchParams({ place, type, ...more });
      await uploadFile(`/api/dossiers/${dossierId}/attachments?${query.toString()}`, file, (percent) => {
        setSending({ name: file.name, percent });
      });
      announce(t('allegati.caricato', { nome: file.name }));
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: attachmentsQuery(dossierId).queryKey }),
        queryClient.invalidateQueries({ queryKey: checklistsQuery(dossierId).queryKey }),
      ]);
      onAttached?.();
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
        <FileDrop label={t('allegati.scegli')} name={name} hint={t('documenti.trascina')} onFile={(file) => void attach(file)} />
      )}
      {trouble && <TroubleNotice trouble={trouble} />}
    </>
  );
}
