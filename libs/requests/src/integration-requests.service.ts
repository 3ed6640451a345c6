import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type answerPoint, type IntegrationRequestsView, type prolongIntegrationRequest } from '@gare/contracts/integration-requests';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierPermission } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { requestDocument } from '@gare/domain/requests/round';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { IntegrationViews } from './integration.view.js';
import { PendingRequests } from './pending-request.js';
import { RequestAnswers } from './request-answers.js';
import { RequestOpening, type NewRequest } from './request-opening.js';
import { RequestRules } from './request-rules.js';

type PointAnswer = z.output<NonNullable<typeof answerPoint.body>>;
type Prolonging = z.output<NonNullable<typeof prolongIntegrationRequest.body>>;

export interface RequestPlace {
  readonly dossierId: string;
  readonly requestId: string;
}

/** Requests for integration: the SUA asks, the comune answers point by point, the clock stands meanwhile. */
@Injectable()
export class IntegrationRequestsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly pending: PendingRequests,
    private readonly opening: RequestOpening,
    private readonly answers: RequestAnswers,
    private readonly rules: RequestRules,
    private readonly views: IntegrationViews,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<IntegrationRequestsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.views.of(reader, one);
    });
  }

  /**
   * Asked twice with one `clientId` it is made once.
   * @throws AppError access.denied, integration.not_now, integration.bad_day, integration.bad_points, dossier.transition_refused
   */
  open(actor: Actor, dossierId: string, asked: NewRequest): Promise<IntegrationRequestsView> {
    return this.within(actor, { dossierId, permission: 'request.open' }, async (tx, one, role) => {
      const made = await this.pending.all(tx, dossierId);
      if (made.some(({ clientId, openedBy }) => clientId === asked.clientId && openedBy === actor.personId)) return;
      const reason = await this.views.whyNotAsk(tx, one, made);
      if (reason !== undefined) throw new AppError('integration.not_now', { detail: reason });
      if (asked.riprende !== null && made.find(({ id }) => id === asked.riprende)?.stato !== 'RISPOSTA')
        throw new AppError('integration.not_found');
      const entro = asked.entro ?? (await this.rules.answerBy(tx, one.dossier))?.giorno;
      if (entro === undefined) throw new AppError('integration.bad_day');
      await this.rules.requireDay(tx, one.dossier, { entro, opened: this.rules.today() });
      await this.opening.open(tx, { one, role, giro: made.length + 1, entro, asked });
    });
  }

  /** @throws AppError access.denied, integration.not_found, integration.concluded, integration.reason_required */
  answerPoint(actor: Actor, place: RequestPlace & { pointId: string }, answer: PointAnswer): Promise<IntegrationRequestsView> {
    return this.within(actor, { ...place, permission: 'request.answer' }, async (tx, one, role) => {
      await this.pending.requirePending(tx, place.dossierId, place.requestId);
      await this.answers.ofPoint(tx, { one, role, ...place, answer });
    });
  }

  /** @throws AppError access.denied, integration.not_found, integration.concluded, integration.points_open, dossier.transition_refused */
  answer(actor: Actor, place: RequestPlace, testo: string | null): Promise<IntegrationRequestsView> {
    return this.within(actor, { ...place, permission: 'request.answer' }, async (tx, one, role) => {
      const request = await this.pending.requirePending(tx, place.dossierId, place.requestId);
      await this.answers.ofRequest(tx, { one, role, request, testo });
    });
  }

  /** @throws AppError access.denied, integration.not_found, integration.concluded, integration.bad_day */
  prolong(actor: Actor, place: RequestPlace, { entro, motivazione }: Prolonging): Promise<IntegrationRequestsView> {
    return this.within(actor, { ...place, permission: 'request.open' }, async (tx, one, role) => {
      const request = await this.pending.requirePending(tx, place.dossierId, place.requestId);
      await this.rules.requireDay(tx, one.dossier, { entro, opened: toRomeDate(request.openedAt.toISOString()) });
      await this.answers.prolong(tx, { one, role, request, entro, motivazione });
    });
  }

  /** @throws AppError access.denied, integration.not_found, integration.concluded */
  close(actor: Actor, place: RequestPlace, motivazione: string): Promise<IntegrationRequestsView> {
    return this.within(actor, { ...place, permission: 'request.open' }, async (tx, one, role) => {
      const request: IntegrationRequestEntity = await this.pending.requirePending(tx, place.dossierId, place.requestId);
      await this.answers.close(tx, { one, role, request, motivazione });
    });
  }

  private within(
    actor: Actor,
    { dossierId, permission }: { dossierId: string; permission: DossierPermission },
    act: (tx: Tx, one: ActorOnDossier, role: string) => Promise<void>,
  ): Promise<IntegrationRequestsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      one.require('dossier.read');
      await act(tx, one, one.require(permission, permission === 'request.open' ? requestDocument : null));
      return this.views.of(tx, await this.access.open(tx, actor, dossierId));
    });
  }
}
