import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { addDays } from '@gare/domain/calendar/day-counting';
import { fromRome } from '@gare/domain/calendar/rome-time';
import { hasExpired } from '@gare/domain/requests/round';
import { DossierSteps } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { RequestsChanged } from './requests-changed.js';
import { RequestRules } from './request-rules.js';
import { stopped } from './request-endings.js';

interface Due {
  readonly id: string;
  readonly dossierId: string;
}

/** A request whose day has gone by without an answer: the clock of the SUA runs again, and the SUA decides. */
@Injectable()
export class RequestExpiry {
  constructor(
    private readonly database: Database,
    private readonly steps: DossierSteps,
    private readonly rules: RequestRules,
    private readonly changed: RequestsChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Requests whose day has gone by and that still wait. */
  due(suaId: string): Promise<readonly Due[]> {
    return this.database.read({ scope: 'sua', suaId }, (reader) =>
      reader.query<Due[]>(
        `select id, dossier_id as "dossierId" from integration_requests where sua_id = $1 and stato = 'APERTA' and entro < $2 order by entro, id`,
        [suaId, this.rules.today()],
      ),
    );
  }

  /** One transaction for each: what has been done stays done where a later one fails. Harmless twice. */
  async follow(suaId: string, signal: AbortSignal): Promise<void> {
    for (const { id, dossierId } of await this.due(suaId)) {
      signal.throwIfAborted();
      await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.expire(tx, { suaId, id, dossierId }));
    }
  }

  private async expire(tx: Tx, { suaId, id, dossierId }: Due & { suaId: string }): Promise<void> {
    const dossier = await this.steps.hold(tx, dossierId);
    const request = await tx.findOneByOrFail(IntegrationRequestEntity, { id });
    if (!hasExpired(request, this.clock.now().toISOString())) return;
    const actor = systemAsActor(suaId, randomUUID());
    // To the end of the day that was given, whenever this runs.
    const fermi = stopped(request.fermi, new Date(fromRome(addDays(request.entro, 1))));
    const before = { stato: request.stato, fermi: request.fermi };
    Object.assign(request, { stato: 'SCADUTA', fermi });
    await tx.update(IntegrationRequestEntity, { id }, { stato: 'SCADUTA', fermi });
    const { enteId } = dossier;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'request.expired' },
      summary: `Senza risposta entro il ${dayInWords(request.entro)} la richiesta di integrazioni n. ${request.giro}: i termini riprendono`,
      details: { requestId: id, before, after: { stato: 'SCADUTA', fermi } },
    });
    await this.changed.emit(tx, { what: 'SCADUTA', request, actor, dossier });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
  }
}
