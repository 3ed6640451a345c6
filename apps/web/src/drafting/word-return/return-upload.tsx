import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { queryClient } from '../../api/queries';
import { type Trouble, troubleOf } from '../../api/trouble';
import { uploadFile } from '../../api/upload-file';
import { ButtonLink } from '../../ui/button';
import { ProgressBar, TroubleNotice } from '../../ui/feedback';
import { FileDrop } from '../../ui/file-drop';
import { type DraftPlace, returnsUrl, wordReturnsQuery } from './queries';

/** Brings a file back; what it would do is shown in the list below. */
export function ReturnUpload({ place }: { place: DraftPlace }): ReactElement {
  const { t } = useTranslation();
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const upload = async (file: File): Promise<void> => {
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      await uploadFile(returnsUrl(place), file, (percent) => {
        setSending({ name: file.name, percent });
      });
      announce(t('ritorno.carica.letto', { nome: file.name }));
      await queryClient.invalidateQueries({ queryKey: wordReturnsQuery(place).queryKey });
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setSending(null);
  };
  return (
    <>
      {sending ? (
        <ProgressBar value={sending.percent} label={t('ritorno.carica.invio', { nome: sending.name })} />
      ) : (
        <FileDrop
          label={t('ritorno.carica.pulsante')}
          name={t('ritorno.carica.nome')}
          hint={t('ritorno.carica.trascina')}
          onFile={(file) => void upload(file)}
        />
      )}
      {trouble && (
        <>
          <TroubleNotice trouble={trouble} />
          <ButtonLink small icon="it-arrow-right" to="/fascicoli/$dossierId/documenti" params={{ dossierId: place.dossierId }}>
            {t('ritorno.carica.altraVersione')}
          </ButtonLink>
        </>
      )}
    </>
  );
}
