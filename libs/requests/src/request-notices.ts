import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { otherSide } from '@gare/domain/requests/thread';
import { type DossierEntity } from '@gare/dossiers';
import { Notifier, type Notice, type NoticeRecipients } from '@gare/notifications';
import { RequestsChanged, type RequestAct } from './requests-changed.js';
import { type ThreadMessageEntity } from './thread-message.entity.js';

type Told = Pick<Notice, 'code' | 'to' | 'title' | 'text' | 'dedupeKey' | 'urgency'>;

const sua: NoticeRecipients = { roles: [{ party: 'SUA', codes: ['FUNZ_SUA', 'RUP_SUA'] }] };
const comune: NoticeRecipients = { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE'] }] };
const director: NoticeRecipients = { roles: [{ party: 'COMUNE', codes: ['RUP_COMUNE', 'DIR_COMUNE'] }] };

/** Tells whoever it concerns, in the transaction of the act. */
@Injectable()
export class RequestNotices implements OnModuleInit {
  constructor(
    private readonly notifier: Notifier,
    private readonly changed: RequestsChanged,
  ) {}

  onModuleInit(): void {
    this.changed.on(async (tx, { actor, dossier, ...act }) => {
      for (const told of noticesOf(act, dossier)) {
        const { id: dossierId, suaId, enteId } = dossier;
        await this.notifier.tell(tx, actor, { ...told, dossierId, suaId, enteId, path: `/fascicoli/${dossierId}/richieste` });
      }
    });
  }
}

function noticesOf(act: RequestAct, { codiceAppalto }: DossierEntity): readonly Told[] {
  if (act.what === 'MESSAGGIO') return ofMessage(act.message, codiceAppalto);
  const { id, giro, entro } = act.request;
  const name = `richiesta di integrazioni n. ${giro} su ${codiceAppalto}`;
  const key = (what: string): string => `request:${id}:${what}`;
  switch (act.what) {
    case 'APERTA':
      return [
        {
          ...{ code: 'RICHIESTA.aperta', to: director, title: `Arrivata la ${name}`, dedupeKey: key('aperta'), urgency: 'urgente' },
          text: `La SUA chiede quello che manca entro il ${dayInWords(entro)}. Apri il fascicolo e rispondi punto per punto.`,
        },
      ];
    case 'RISPOSTA':
      return [
        {
          ...{ code: 'RICHIESTA.risposta', to: sua, title: `Risposta alla ${name}`, dedupeKey: key('risposta') },
          text: 'Il comune ha trasmesso la risposta: i termini dell’istruttoria riprendono.',
        },
      ];
    case 'CHIUSA':
      return [
        {
          ...{ code: 'RICHIESTA.chiusa', to: comune, title: `Chiusa la ${name}`, dedupeKey: key('chiusa') },
          text: 'Non serve più rispondere: la SUA va avanti con quello che c’è, oppure il fascicolo ha cambiato fase.',
        },
      ];
    case 'PROROGATA':
      return [
        {
          ...{ code: 'RICHIESTA.prorogata', to: comune, title: `Nuovo termine per la ${name}`, dedupeKey: key(`prorogata:${entro}`) },
          text: `Puoi rispondere fino al ${dayInWords(entro)}.`,
        },
      ];
    case 'SCADUTA':
      return [
        {
          ...{ code: 'RICHIESTA.scaduta', to: comune, title: `Scaduta la ${name}`, dedupeKey: key(`scaduta:${entro}`), urgency: 'urgente' },
          text: `Il termine era il ${dayInWords(entro)}. Puoi ancora rispondere finché la SUA non decide.`,
        },
        {
          ...{ code: 'RICHIESTA.scaduta', to: sua, title: `Nessuna risposta alla ${name}`, dedupeKey: key(`decidere:${entro}`) },
          text: 'I termini riprendono: proroga la richiesta, chiudila o restituisci il fascicolo.',
        },
      ];
  }
}

/** A correction is not told: who has read the message sees it where it stands. */
function ofMessage(message: ThreadMessageEntity, codiceAppalto: string): readonly Told[] {
  if (message.corregge !== null) return [];
  const to = otherSide(message.parte) === 'SUA' ? sua : comune;
  const title = `Nuovo messaggio su ${codiceAppalto}`;
  const text = `Ha scritto ${message.person} (${message.actingEnte}).`;
  return [{ code: 'RICHIESTA.messaggio', to, title, text, dedupeKey: `message:${message.id}` }];
}
