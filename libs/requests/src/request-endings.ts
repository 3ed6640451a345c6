import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type Stop } from '@gare/domain/requests/round';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { type IntegrationPointEntity } from './integration-point.entity.js';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { RequestsChanged } from './requests-changed.js';

export interface Ending {
  readonly actor: Actor;
  readonly role: string | null;
  readonly dossier: DossierEntity;
  readonly request: IntegrationRequestEntity;
  readonly esito: string | null;
}

/** The stops with the running one ended; those that ended before stay as they are. */
export const stopped = (stops: readonly Stop[], at: Date): Stop[] =>
  stops.map((stop) => (stop.to === null ? { ...stop, to: at.toISOString() } : stop));

/** How a request ends: answered by the comune, or closed by the SUA. Its clock runs again from the same instant. */
@Injectable()
export class RequestEndings {
  constructor(
    private readonly changed: RequestsChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async answered(tx: Tx, ending: Ending, points: readonly IntegrationPointEntity[]): Promise<void> {
    const { request } = ending;
    const notOwed = points.filter(({ stato }) => stato === 'NON_DOVUTO').length;
    const late = toRomeDate(this.clock.now().toISOString()) > request.entro;
    await this.end(tx, ending, {
      ...{ stato: 'RISPOSTA', inRitardo: late, action: 'request.answered' },
      summary: `Trasmessa la risposta alla richiesta di integrazioni n. ${request.giro}: ${points.length} punti${notOwed === 0 ? '' : `, ${notOwed} indicati come non dovuti`}${late ? ', oltre il termine' : ''}`,
      details: { points: points.map(({ numero, tipo, oggetto, stato, risposta }) => ({ numero, tipo, oggetto, stato, risposta })) },
    });
  }

  async closed(tx: Tx, ending: Ending): Promise<void> {
    await this.end(tx, ending, {
      ...{ stato: 'CHIUSA', inRitardo: false, action: 'request.closed', details: {} },
      summary: `Chiusa senza risposta la richiesta di integrazioni n. ${ending.request.giro}: ${ending.esito ?? ''}`,
    });
  }

  private async end(
    tx: Tx,
    { actor, role, dossier, request, esito }: Ending,
    how: { stato: 'RISPOSTA' | 'CHIUSA'; inRitardo: boolean; action: string; summary: string; details: object },
  ): Promise<void> {
    const { stato, inRitardo, action, summary, details } = how;
    const at = this.clock.now();
    const ended = {
      ...{ stato, inRitardo, esito, fermi: stopped(request.fermi, at), endedAt: at },
      ...{ endedByName: actor.person, endedRole: role, endedEnte: actor.ente },
    };
    const before = { stato: request.stato, entro: request.entro };
    Object.assign(request, ended);
    await tx.update(IntegrationRequestEntity, { id: request.id }, ended);
    const { id: dossierId, suaId, enteId } = dossier;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action, summary, ...(role === null ? {} : { role }) },
      details: { requestId: request.id, before, after: { stato, fermi: ended.fermi, esito }, ...details },
    });
    await this.changed.emit(tx, { what: stato, request, actor, dossier });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
  }
}
