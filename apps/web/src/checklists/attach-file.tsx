import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { queryClient } from '../api/queries';
import { FileUpload } from '../pages/file-upload';
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
  const query = new URLSearchParams({ place, type, ...more });
  return (
    <FileUpload
      url={`/api/dossiers/${dossierId}/attachments?${query.toString()}`}
      label={t('allegati.scegli')}
      name={name}
      onSent={async (_answer, file) => {
        announce(t('allegati.caricato', { nome: file.name }));
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: attachmentsQuery(dossierId).queryKey }),
          queryClient.invalidateQueries({ queryKey: checklistsQuery(dossierId).queryKey }),
        ]);
        onAttached?.();
      }}
    />
  );
}
