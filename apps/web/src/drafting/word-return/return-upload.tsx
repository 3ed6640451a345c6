import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { queryClient } from '../../api/queries';
import { FileUpload } from '../../pages/file-upload';
import { ButtonLink } from '../../ui/button';
import { type DraftPlace, returnsUrl, type WordReturn, wordReturnQuery, wordReturnsQuery } from './queries';

interface ReturnUploadProps {
  readonly place: DraftPlace;
  /** Told the id of what came back, once it is in the list. */
  readonly onReturned: (id: string) => void;
}

/** Brings a file back; what it would do is shown in the list below. */
export function ReturnUpload({ place, onReturned }: ReturnUploadProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FileUpload
      url={returnsUrl(place)}
      label={t('ritorno.carica.pulsante')}
      name={t('ritorno.carica.nome')}
      hint={t('ritorno.carica.trascina')}
      onSent={async (answer, { name }) => {
        const returned = answer as WordReturn;
        queryClient.setQueryData(wordReturnQuery(place, returned.id).queryKey, returned);
        await queryClient.invalidateQueries({ queryKey: wordReturnsQuery(place).queryKey });
        announce(t(returned.state === 'UNITO' ? 'ritorno.carica.giaUnito' : 'ritorno.carica.letto', { nome: name }));
        onReturned(returned.id);
      }}
      otherwise={
        <ButtonLink small icon="it-arrow-right" to="/fascicoli/$dossierId/documenti" params={{ dossierId: place.dossierId }}>
          {t('ritorno.carica.altraVersione')}
        </ButtonLink>
      }
    />
  );
}
