import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { dateInWords, dayAndTime } from '../format/dates';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Badge, type BadgeTone, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { CardItem, Facts, Muted, Ordered, Row, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { PointItem } from './point-item';
import { type IntegrationRequest, type Requests } from './queries';
import { CloseDialog, ProlongDialog } from './request-dialogs';
import { Words } from './said-list';

interface CardProps {
  readonly dossierId: string;
  readonly request: IntegrationRequest;
  /** The request it takes up again. */
  readonly takesUp?: IntegrationRequest | undefined;
  readonly whyNot: Requests['percheNo'];
  readonly onKept: (kept: Requests, said: string) => void;
}

const tones: Record<IntegrationRequest['stato'], BadgeTone> = {
  APERTA: 'warning',
  SCADUTA: 'danger',
  RISPOSTA: 'success',
  CHIUSA: 'neutral',
};

const isPending = ({ stato }: IntegrationRequest): boolean => stato === 'APERTA' || stato === 'SCADUTA';

/** Hands the answer in, once every point has one. */
function HandIn({ dossierId, request, onKept }: Omit<CardProps, 'whyNot'>): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const sending = useRequest();
  const form = useKeptForm(`risposta.${utente.id}.${request.id}`, { testo: '' });
  const open = request.punti.filter(({ stato }) => stato === 'APERTO').length;
  const send = async (): Promise<void> => {
    const testo = form.values.testo.trim();
    const outcome = await sending.send(() =>
      client.POST('/api/dossiers/{dossierId}/requests/{requestId}/answer', {
        params: { path: { dossierId, requestId: request.id } },
        body: { testo: testo === '' ? null : testo },
      }),
    );
    if (!outcome.ok) return;
    form.reset();
    onKept(outcome.data, t('richieste.integrazioni.trasmessa'));
  };
  const reasonId = `manca-${request.id}`;
  return (
    <Stack gap="sm">
      <TextArea
        id={`risposta-${request.id}`}
        label={t('richieste.integrazioni.accompagna')}
        rows={3}
        maxLength={4000}
        value={form.values.testo}
        onChange={(event) => {
          form.set({ testo: event.target.value });
        }}
      />
      {sending.trouble && <TroubleNotice trouble={sending.trouble} />}
      <Row align="baseline">
        <Button
          look="primary"
          busy={sending.busy}
          aria-disabled={open > 0}
          aria-describedby={open > 0 ? reasonId : undefined}
          onClick={() => void send()}
        >
          {t('richieste.integrazioni.trasmetti')}
        </Button>
        <span id={reasonId} role="status">
          <Muted>{open > 0 ? t('richieste.integrazioni.mancano', { count: open }) : t('richieste.integrazioni.pronta')}</Muted>
        </span>
      </Row>
    </Stack>
  );
}

function Manage({ dossierId, request, onKept }: Omit<CardProps, 'whyNot'>): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'PROROGA' | 'CHIUDI' | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  return (
    <Row>
      <Button
        small
        icon="it-clock"
        onClick={() => {
          setOpen('PROROGA');
        }}
      >
        {t(request.stato === 'SCADUTA' ? 'richieste.integrazioni.riapri' : 'richieste.integrazioni.proroga')}
      </Button>
      <Button
        small
        onClick={() => {
          setOpen('CHIUDI');
        }}
      >
        {t('richieste.integrazioni.chiudi')}
      </Button>
      {open === 'PROROGA' && <ProlongDialog dossierId={dossierId} request={request} onClose={close} onKept={onKept} />}
      {open === 'CHIUDI' && <CloseDialog dossierId={dossierId} request={request} onClose={close} onKept={onKept} />}
    </Row>
  );
}

/** One request with its points, by when it is answered and how long it has held the clock. */
export function RequestCard({ dossierId, request, takesUp, whyNot, onKept }: CardProps): ReactElement {
  const { t } = useTranslation();
  const pending = isPending(request);
  const answers = pending && whyNot.rispondere === null;
  const done = request.punti.filter(({ stato }) => stato !== 'APERTO').length;
  const { conclusa, aperta } = request;
  return (
    <CardItem id={`richiesta-${request.id}`} tone={request.stato === 'SCADUTA' ? 'danger' : pending ? 'warning' : 'plain'}>
      <Stack>
        <Row align="baseline">
          <Subtitle>{t('richieste.integrazioni.numero', { numero: request.giro })}</Subtitle>
          <Badge tone={tones[request.stato]}>{t(`richieste.stato.${request.stato}`)}</Badge>
          <Muted>{t('richieste.integrazioni.fatti', { fatti: done, tutti: request.punti.length })}</Muted>
        </Row>
        {takesUp !== undefined && <a href={`#richiesta-${takesUp.id}`}>{t('richieste.integrazioni.riprende', { numero: takesUp.giro })}</a>}
        <Words>{request.testo}</Words>
        <Facts
          items={[
            [t('richieste.integrazioni.entro'), dateInWords(request.entro)],
            [t('richieste.integrazioni.aperta'), `${dayAndTime(aperta.at)}, ${aperta.persona}`],
            [t('richieste.integrazioni.fermo'), t('richieste.integrazioni.giorni', { count: request.giorniFermo })],
            ...(conclusa === null
              ? []
              : [[t('richieste.integrazioni.conclusa'), `${dayAndTime(conclusa.at)}, ${conclusa.persona}`] as const]),
            ...(request.esito === null ? [] : [[t('richieste.integrazioni.esito'), request.esito] as const]),
          ]}
        />
        <Ordered label={t('richieste.integrazioni.punti')}>
          {request.punti.map((point) => (
            <PointItem key={point.id} dossierId={dossierId} requestId={request.id} point={point} answers={answers} onKept={onKept} />
          ))}
        </Ordered>
        {pending && (
          <WhyNot id={`rispondere-${request.id}`} summary={t('richieste.integrazioni.percheRisposta')} reason={whyNot.rispondere} />
        )}
        {answers && <HandIn dossierId={dossierId} request={request} onKept={onKept} />}
        {pending && whyNot.gestire === null && <Manage dossierId={dossierId} request={request} onKept={onKept} />}
      </Stack>
    </CardItem>
  );
}
