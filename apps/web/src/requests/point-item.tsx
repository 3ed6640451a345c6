import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { documentUploadUrl } from '../pages/document-upload';
import { FileUpload } from '../pages/file-upload';
import { Button, ButtonLink } from '../ui/button';
import { StatusText, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Disclosure, Muted, Row, Stack } from '../ui/layout';
import { type Point, readDossierAgain, type Requests } from './queries';

interface PointProps {
  readonly dossierId: string;
  readonly requestId: string;
  readonly point: Point;
  /** The viewer may answer now. */
  readonly answers: boolean;
  readonly onKept: (kept: Requests, said: string) => void;
}

const looks = {
  APERTO: { tone: 'warning', icon: 'it-clock' },
  SODDISFATTO: { tone: 'success', icon: 'it-check-circle' },
  NON_DOVUTO: { tone: 'muted', icon: 'it-ban' },
} as const;

/** The document the point asks for, straight from here: on a telephone nobody looks for another page. */
function DocumentAnswer({ dossierId, point }: Pick<PointProps, 'dossierId' | 'point'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <FileUpload
        url={documentUploadUrl(dossierId, point.oggetto ?? '')}
        label={t('documenti.carica')}
        name={point.titolo ?? ''}
        onSent={() => readDossierAgain(dossierId)}
      />
    </Stack>
  );
}

/** In words: the answer to a point of words, or why a point is not owed. */
function WrittenAnswer({ dossierId, requestId, point, onKept }: Omit<PointProps, 'answers'>): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const request = useRequest();
  const form = useKeptForm(`punto.${utente.id}.${point.id}`, { testo: '' });
  const answer = async (stato: Point['stato'], said: string): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/requests/{requestId}/points/{pointId}', {
        params: { path: { dossierId, requestId, pointId: point.id } },
        body: { stato, risposta: stato === 'APERTO' ? null : form.values.testo },
      }),
    );
    if (!outcome.ok) return;
    form.reset();
    onKept(outcome.data, said);
  };
  if (point.risposta !== null) {
    return (
      <Stack gap="sm">
        <Row>
          <Button small look="quiet" busy={request.busy} onClick={() => void answer('APERTO', t('richieste.punto.ritirata'))}>
            {t('richieste.punto.ritira')}
          </Button>
        </Row>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    );
  }
  const free = point.tipo === 'LIBERO';
  return (
    <Disclosure summary={t(free ? 'richieste.punto.rispondi' : 'richieste.punto.nonDovuto')} open={free || form.resumed}>
      <Stack gap="sm">
        <TextArea
          id={`punto-${point.id}`}
          label={t(free ? 'richieste.punto.risposta' : 'richieste.punto.motivo')}
          rows={3}
          maxLength={4000}
          value={form.values.testo}
          onChange={(event) => {
            form.set({ testo: event.target.value });
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          {free && (
            <Button small busy={request.busy} onClick={() => void answer('SODDISFATTO', t('richieste.punto.risposto'))}>
              {t('richieste.punto.salva')}
            </Button>
          )}
          <Button
            small
            look={free ? 'quiet' : 'secondary'}
            busy={request.busy}
            onClick={() => void answer('NON_DOVUTO', t('richieste.punto.segnato'))}
          >
            {t('richieste.punto.segna')}
          </Button>
        </Row>
      </Stack>
    </Disclosure>
  );
}

/** One thing that is missing: its state, and where and how it is answered. */
export function PointItem(props: PointProps): ReactElement {
  const { t } = useTranslation();
  const { dossierId, point, answers } = props;
  const { tone, icon } = looks[point.stato];
  return (
    <li>
      <Stack gap="sm">
        <span>{point.testo}</span>
        {point.titolo !== null && <Muted>{t(`richieste.punto.tipo.${point.tipo}`, { titolo: point.titolo })}</Muted>}
        <StatusText tone={tone} icon={icon}>
          {t(`richieste.punto.stato.${point.stato}`)}
        </StatusText>
        {point.risposta !== null && (
          <Muted>{t('richieste.punto.detto', { persona: point.rispostoDa?.persona ?? '', testo: point.risposta })}</Muted>
        )}
        {answers && point.tipo === 'DOCUMENTO' && point.stato === 'APERTO' && <DocumentAnswer dossierId={dossierId} point={point} />}
        {answers && point.tipo === 'CAMPO' && point.stato === 'APERTO' && (
          <Row>
            <ButtonLink small to="/fascicoli/$dossierId/scheda" params={{ dossierId }} search={{ campo: point.oggetto ?? '' }}>
              {t('richieste.punto.compila')}
            </ButtonLink>
          </Row>
        )}
        {answers && (point.stato !== 'SODDISFATTO' || point.risposta !== null) && <WrittenAnswer {...props} />}
      </Stack>
    </li>
  );
}
