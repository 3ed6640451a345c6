import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble } from '../api/trouble';
import { FileUpload } from '../pages/file-upload';
import { useSession } from '../pages/may';
import { type Request } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { Muted, PlainList, Row, Stack } from '../ui/layout';
import { type Attachment, type Message } from './queries';
import { useSending } from './use-sending';

interface More {
  readonly testo?: string;
  readonly allegati: readonly Attachment[];
  readonly chiede: boolean;
}

interface ComposerProps {
  readonly id: string;
  readonly dossierId: string;
  readonly label: string;
  /** Whether a new message asks for an answer unless told otherwise; null where the question does not arise. */
  readonly asks: boolean | null;
  readonly correcting: Message | null;
  readonly onCancel: () => void;
  readonly send: (draft: More & { testo: string; clientId: string }, request: Request) => Promise<boolean>;
  readonly trouble: (trouble: Trouble, waiting: boolean) => ReactElement;
}

interface FilesProps {
  readonly dossierId: string;
  readonly files: readonly Attachment[];
  readonly onChange: (files: readonly Attachment[]) => void;
}

/** Files of the message: examined by the server before the message goes. */
function Files({ dossierId, files, onChange }: FilesProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {files.length > 0 && (
        <PlainList label={t('richieste.messaggi.allegati')}>
          {files.map((file) => (
            <li key={file.id}>
              <Row align="baseline">
                <span>{file.fileName}</span>
                <Button
                  small
                  look="quiet"
                  icon="it-close"
                  onClick={() => {
                    onChange(files.filter(({ id }) => id !== file.id));
                  }}
                >
                  {t('richieste.messaggi.togliAllegato')}
                </Button>
              </Row>
            </li>
          ))}
        </PlainList>
      )}
      <FileUpload
        url={`/api/dossiers/${dossierId}/thread/attachments`}
        label={t('richieste.messaggi.allega')}
        name={t('richieste.messaggi.alMessaggio')}
        onSent={(kept) => {
          onChange([...files, kept as Attachment]);
        }}
      />
    </Stack>
  );
}

/** Where a message is written; what is typed stays on this computer until it is acknowledged. */
export function Composer({ id, dossierId, label, asks, correcting, onCancel, send, trouble }: ComposerProps): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const key = `messaggio.${utente.id}.${dossierId}.${correcting?.id ?? 'nuovo'}`;
  const { form, request, waiting, submit } = useSending<More>(
    key,
    { testo: correcting?.testo ?? '', allegati: [], chiede: asks ?? false },
    send,
  );
  const { values, set } = form;
  return (
    <Form onSubmit={() => void submit()}>
      <TextArea
        id={id}
        label={label}
        hint={correcting === null ? undefined : t('richieste.messaggi.correggiAiuto')}
        rows={4}
        maxLength={8000}
        value={values.testo}
        onChange={(event) => {
          set({ testo: event.target.value });
        }}
        note={form.changed && values.testo !== '' ? t(waiting ? 'richieste.messaggi.inAttesa' : 'richieste.messaggi.bozza') : undefined}
      />
      {asks !== null && (
        <ChoiceField
          id={`${id}-chiede`}
          label={t('richieste.messaggi.risposta')}
          multiple
          options={[{ value: 'si', label: t('richieste.messaggi.chiede'), hint: t('richieste.messaggi.chiedeAiuto') }]}
          value={values.chiede ? ['si'] : []}
          onChange={(chosen) => {
            set({ chiede: chosen.length > 0 });
          }}
        />
      )}
      {correcting === null && (
        <Files
          dossierId={dossierId}
          files={values.allegati}
          onChange={(allegati) => {
            set({ allegati });
          }}
        />
      )}
      {request.trouble && trouble(request.trouble, waiting)}
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t(correcting === null ? 'richieste.messaggi.invia' : 'richieste.messaggi.inviaCorrezione')}
        </Button>
        {correcting !== null && <Button onClick={onCancel}>{t('azioni.annulla')}</Button>}
        {values.testo.trim() === '' && request.trouble === null && <Muted>{t('richieste.messaggi.vuoto')}</Muted>}
      </Row>
    </Form>
  );
}
