import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble, troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { ProgressBar, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';

interface FileUploadProps {
  /** Where it goes. */
  readonly url: string;
  readonly label: string;
  /** What the file is for, for those who do not see where the button stands. */
  readonly name: string;
  readonly hint?: string;
  /** Told once the server has taken it; what it answered, and the file. */
  readonly onSent: (answer: unknown, file: File) => Promise<void> | void;
  /** Another way, offered where the file was refused. */
  readonly otherwise?: ReactNode;
}

/** Sends a file of the person's computer: how far it is, why it was refused, and the keyboard where it was before. */
export function FileUpload({ url, label, name, hint, onSent, otherwise }: FileUploadProps): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const wasSending = useRef(false);
  useEffect(() => {
    // The button gives way to the progress; who came to it by keyboard is not sent back to the top of the page.
    if (wasSending.current && sending === null && document.activeElement === document.body) document.getElementById(id)?.focus();
    wasSending.current = sending !== null;
  }, [id, sending]);
  const send = async (file: File): Promise<void> => {
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      const answer = await uploadFile(url, file, (percent) => {
        setSending({ name: file.name, percent });
      });
      await onSent(answer, file);
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
        <FileDrop id={id} label={label} name={name} hint={hint ?? t('documenti.trascina')} onFile={(file) => void send(file)} />
      )}
      {trouble && (
        <>
          <TroubleNotice trouble={trouble} />
          {otherwise}
        </>
      )}
    </>
  );
}
