import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { type DossierEntity } from '@gare/dossiers';
import { Notifier, type Notice, type NoticeRecipients } from '@gare/notifications';
import { type Reader } from '@gare/platform/database';
import { type ReviewRequestEntity } from './review-request.entity.js';
import { ReviewsChanged, type ReviewAct } from './reviews-changed.js';
import { ReviewsReader, standingOf } from './reviews.reader.js';

type Told = Pick<Notice, 'code' | 'to' | 'title' | 'text' | 'dedupeKey' | 'urgency'>;

const officers: NoticeRecipients = { roles: [{ party: 'SUA', codes: ['FUNZ_SUA', 'RUP_SUA'] }] };

/** Tells reviewers that it is their turn, and those who asked what came of it, in the transaction of the act. */
@Injectable()
export class ReviewNotices implements OnModuleInit {
  constructor(
    private readonly notifier: Notifier,
    private readonly reviews: ReviewsReader,
    private readonly changed: ReviewsChanged,
  ) {}

  onModuleInit(): void {
    this.changed.on(async (tx, { actor, dossier, ...act }) => {
      for (const told of await this.noticesOf(tx, act, dossier)) {
        const { id: dossierId, suaId, enteId } = dossier;
        await this.notifier.tell(tx, actor, { ...told, dossierId, suaId, enteId, path: `/fascicoli/${dossierId}/revisione` });
      }
    });
  }

  private async noticesOf(reader: Reader, act: ReviewAct, dossier: DossierEntity): Promise<Told[]> {
    const { codiceAppalto: name } = dossier;
    switch (act.what) {
      case 'CHIESTA':
        return this.turns(reader, dossier, act.request);
      case 'APPROVATA': {
        const { request, actId, complete } = act;
        const text = complete ? 'Tutti i revisori hanno approvato le versioni in vigore.' : 'Restano altri revisori.';
        const told = { code: 'COMPITO.revisione', to: officers, title: `Revisione approvata su ${name}`, text };
        return [{ ...told, dedupeKey: `review:${actId}:approvata` }, ...(await this.turns(reader, dossier, request))];
      }
      case 'RITIRATA': {
        const to = { people: act.request.reviewers.map(({ id }) => id) };
        const told = {
          code: 'COMPITO.revisione',
          to,
          title: `Revisione ritirata su ${name}`,
          text: 'Non serve più rivedere questi documenti.',
        };
        return [{ ...told, dedupeKey: `review:${act.request.id}:ritirata` }];
      }
      case 'PARERE': {
        const text =
          act.outcome === 'CONTRARIO' ? 'Il parere è contrario: leggi la motivazione.' : 'Il parere è favorevole: leggi che cosa osserva.';
        const told = { code: 'COMPITO.parere', to: officers, title: `Nuovo parere su ${name}`, text };
        return [{ ...told, dedupeKey: `review:${act.opinionId}:parere` }];
      }
      case 'RILIEVO': {
        const blocks = act.remark.weight === 'BLOCCA';
        const told = { code: 'COMPITO.rilievo', to: officers, title: `Nuovo rilievo su ${name}`, dedupeKey: `review:${act.remark.id}` };
        const text = `${act.title}: ${blocks ? 'il rilievo blocca l’approvazione finché non è risolto.' : 'il rilievo consiglia, non blocca.'}`;
        return [{ ...told, text, ...(blocks ? { urgency: 'urgente' as const } : {}) }];
      }
      case 'RISPOSTA':
      case 'RISOLTO': {
        const told = { code: 'COMPITO.rilievo', to: { people: [act.author] }, dedupeKey: `review:${act.remark.id}` };
        const title = act.what === 'RISPOSTA' ? `Risposta a un tuo rilievo su ${name}` : `Risolto un tuo rilievo su ${name}`;
        return [{ ...told, title, text: `${act.title}: apri la revisione e leggi.` }];
      }
      case 'TECNICA':
        return [
          {
            ...{
              code: 'COMPITO.tecnica',
              to: officers,
              title: `Parte tecnica approvata su ${name}`,
              dedupeKey: `review:${act.actId}:tecnica`,
            },
            text: 'Il comune ha approvato le versioni in vigore della parte tecnica.',
          },
        ];
    }
  }

  /** Whoever may begin now is told so, once. */
  private async turns(reader: Reader, dossier: DossierEntity, request: ReviewRequestEntity): Promise<Told[]> {
    const standing = standingOf(await this.reviews.of(reader, dossier.id), request);
    return standing.reviewers
      .filter(({ state }) => state === 'TOCCA')
      .map(({ personId }) => ({
        ...{ code: 'TURNO.revisione', to: { people: [personId] }, title: `Revisione chiesta su ${dossier.codiceAppalto}` },
        text: `Rivedi ${request.documents.join(', ')} entro il ${dayInWords(request.dueOn)}.`,
        dedupeKey: `review:${request.id}:tocca:${personId}`,
      }));
  }
}
