import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type openIntegrationRequest } from '@gare/contracts/integration-requests';
import { FormationQueue } from '@gare/documents';
import { baselineOf, repeatedPoint, type Asked } from '@gare/domain/requests/points';
import { askingEvent, requestDocument } from '@gare/domain/requests/round';
import { DossierSteps, type ActorOnDossier } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { DossiersNow } from './dossier-now.js';
import { IntegrationPointEntity } from './integration-point.entity.js';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { RequestGuard } from './request-guard.js';
import { RequestsChanged } from './requests-changed.js';

export type NewRequest = z.output<NonNullable<typeof openIntegrationRequest.body>>;

export interface Opening {
  readonly one: ActorOnDossier;
  readonly role: string;
  readonly giro: number;
  readonly entro: string;
  readonly asked: NewRequest;
}

/** Writes a request and takes the step of the kind that goes with it: both or neither. */
@Injectable()
export class RequestOpening {
  constructor(
    private readonly now: DossiersNow,
    private readonly guard: RequestGuard,
    private readonly steps: DossierSteps,
    private readonly queue: FormationQueue,
    private readonly changed: RequestsChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError integration.bad_points, dossier.transition_refused */
  async open(tx: Tx, { one, role, giro, entro, asked }: Opening): Promise<IntegrationRequestEntity> {
    const { actor, dossier } = one;
    refuseBadPoints(one, asked.punti);
    const { id: dossierId, suaId, enteId } = dossier;
    const at = this.clock.now();
    const request = tx.create(IntegrationRequestEntity, {
      ...{ id: randomUUID(), suaId, enteId, dossierId, clientId: asked.clientId, giro, stato: 'APERTA', testo: asked.testo },
      ...{ entro, entroIniziale: entro, riprende: asked.riprende, openedAt: at, openedBy: actor.personId },
      ...{ openedByName: actor.person, openedRole: role, openedEnte: actor.ente, fermi: [{ from: at.toISOString(), to: null }] },
      ...{ endedAt: null, endedByName: null, endedRole: null, endedEnte: null, esito: null, inRitardo: false },
    });
    await tx.insert(IntegrationRequestEntity, request);
    await this.ask(tx, request, one, asked.punti);
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: 'request.opened' },
      summary: `Chieste integrazioni (richiesta n. ${giro}): ${asked.punti.length} punti, risposta entro il ${entro}; i termini sono sospesi`,
      details: { requestId: request.id, giro, openedAt: at.toISOString(), entro, testo: asked.testo, punti: asked.punti },
    });
    this.guard.carry(tx);
    await this.steps.take(tx, actor, { dossier, step: { event: askingEvent, motivation: asked.testo }, roles: actor.roles });
    await this.changed.emit(tx, { what: 'APERTA', request, actor, dossier });
    await this.queue.ask(tx, actor, { dossier, role, codes: [requestDocument] });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
    return request;
  }

  private async ask(tx: Tx, request: IntegrationRequestEntity, { dossier }: ActorOnDossier, points: readonly Asked[]): Promise<void> {
    const now = await this.now.of(tx, dossier);
    const { suaId, enteId, dossierId, id: requestId } = request;
    const unanswered = { risposta: null, answeredAt: null, answeredByName: null, answeredRole: null, answeredEnte: null };
    await tx.insert(
      IntegrationPointEntity,
      points.map((point, index) => ({
        ...{ id: randomUUID(), suaId, enteId, dossierId, requestId, numero: index + 1, stato: 'APERTO' as const },
        ...{ tipo: point.tipo, oggetto: point.tipo === 'LIBERO' ? null : point.oggetto, testo: point.testo },
        ...{ baseline: baselineOf(point, now), ...unanswered },
      })),
    );
  }
}

/** A point names a document of the kind or a field, each thing once. */
function refuseBadPoints({ kind }: ActorOnDossier, points: readonly Asked[]): void {
  const bad = points.flatMap(({ tipo, oggetto }, index) => {
    if (tipo === 'LIBERO') return [];
    const known = tipo === 'DOCUMENTO' ? kind.documents.some(({ code }) => code === oggetto) : oggetto !== null && oggetto !== '';
    return known
      ? []
      : [{ path: `punti/${index}`, message: tipo === 'DOCUMENTO' ? 'Scegli un documento dell’elenco.' : 'Scegli un campo della scheda.' }];
  });
  const again = repeatedPoint(points);
  const issues = again === undefined ? bad : [...bad, { path: `punti/${again}`, message: 'Questa cosa è già chiesta in un altro punto.' }];
  if (issues.length > 0) throw new AppError('integration.bad_points', { issues });
}
