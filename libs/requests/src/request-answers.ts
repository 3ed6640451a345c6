import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type answerPoint } from '@gare/contracts/integration-requests';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { standingOfPoint, type PointStanding } from '@gare/domain/requests/points';
import { answeringEvent, resumingEvent } from '@gare/domain/requests/round';
import { type ActorOnDossier } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { DossiersNow } from './dossier-now.js';
import { IntegrationPointEntity } from './integration-point.entity.js';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { PendingRequests, requireAllAnswered } from './pending-request.js';
import { RequestEndings } from './request-endings.js';
import { RequestSteps } from './request-steps.js';
import { RequestsChanged } from './requests-changed.js';

type PointAnswer = z.output<NonNullable<typeof answerPoint.body>>;

interface Act {
  readonly one: ActorOnDossier;
  readonly role: string;
}

const shortestReason = 10;

/** What happens to a request that waits: points answered, the whole handed in, another day given, done without. */
@Injectable()
export class RequestAnswers {
  constructor(
    private readonly steps: RequestSteps,
    private readonly pending: PendingRequests,
    private readonly endings: RequestEndings,
    private readonly now: DossiersNow,
    private readonly changed: RequestsChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async ofPoint(
    tx: Tx,
    { one, role, requestId, pointId, answer }: Act & { requestId: string; pointId: string; answer: PointAnswer },
  ): Promise<void> {
    const { actor, dossier } = one;
    const point = await tx.findOneBy(IntegrationPointEntity, { id: pointId, requestId });
    if (point === null) throw new AppError('integration.not_found');
    const written = answer.risposta?.trim() ?? '';
    const takesBack = answer.stato === 'APERTO';
    // A document or a field speaks for itself; only what is in words, and what is not owed, is said by people.
    if (answer.stato === 'SODDISFATTO' && point.tipo !== 'LIBERO') throw new AppError('integration.by_itself');
    if (!takesBack && written.length < shortestReason) throw new AppError('integration.reason_required');
    const stato = takesBack ? standingOfPoint(openAgain(point), await this.now.of(tx, dossier)) : answer.stato;
    const after = takesBack
      ? { stato, risposta: null, answeredAt: null, answeredByName: null, answeredRole: null, answeredEnte: null }
      : {
          stato,
          risposta: written,
          answeredAt: this.clock.now(),
          answeredByName: actor.person,
          answeredRole: role,
          answeredEnte: actor.ente,
        };
    await tx.update(IntegrationPointEntity, { id: pointId }, after);
    const { id: dossierId, suaId, enteId } = dossier;
    const what = takesBack ? 'Ritirata la risposta al' : stato === 'NON_DOVUTO' ? 'Indicato come non dovuto il' : 'Risposto al';
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: 'request.point' },
      summary: `${what} punto n. ${point.numero} della richiesta di integrazioni`,
      details: { requestId, pointId, before: { stato: point.stato, risposta: point.risposta }, after: { stato, risposta: after.risposta } },
    });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
  }

  async ofRequest(tx: Tx, { one, role, request, testo }: Act & { request: IntegrationRequestEntity; testo: string | null }): Promise<void> {
    const { actor, dossier } = one;
    const points = (await this.pending.follow(tx, dossier))?.points ?? [];
    requireAllAnswered(points);
    await this.endings.answered(tx, { actor, role, dossier, request, esito: testo }, points);
    await this.steps.take(tx, one, { event: answeringEvent, motivation: testo ?? undefined });
  }

  async close(
    tx: Tx,
    { one, role, request, motivazione }: Act & { request: IntegrationRequestEntity; motivazione: string },
  ): Promise<void> {
    await this.endings.closed(tx, { actor: one.actor, role, dossier: one.dossier, request, esito: motivazione });
    await this.steps.take(tx, one, { event: resumingEvent, motivation: `Richiesta di integrazioni chiusa: ${motivazione}` });
  }

  async prolong(
    tx: Tx,
    { one, role, request, entro, motivazione }: Act & { request: IntegrationRequestEntity; entro: string; motivazione: string },
  ): Promise<void> {
    const { actor, dossier } = one;
    const again = request.stato === 'SCADUTA';
    const fermi = again ? [...request.fermi, { from: this.clock.now().toISOString(), to: null }] : request.fermi;
    const before = { entro: request.entro, stato: request.stato };
    Object.assign(request, { entro, stato: 'APERTA', fermi });
    await tx.update(IntegrationRequestEntity, { id: request.id }, { entro, stato: 'APERTA', fermi: [...fermi] });
    const { id: dossierId, suaId, enteId } = dossier;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: 'request.prolonged' },
      summary: `${again ? 'Riaperta' : 'Prorogata'} fino al ${dayInWords(entro)} la richiesta di integrazioni n. ${request.giro}: ${motivazione}`,
      details: {
        requestId: request.id,
        before,
        after: { entro, stato: 'APERTA' },
        motivazione,
      },
    });
    await this.changed.emit(tx, { what: 'PROROGATA', request, actor, dossier });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
  }
}

/** The point as it stands without what was said on it. */
const openAgain = ({ tipo, oggetto, baseline }: IntegrationPointEntity): PointStanding => ({ tipo, oggetto, baseline, stato: 'APERTO' });
