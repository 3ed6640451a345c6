import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { runningTimers } from '@gare/domain/kinds/timers';
import { DossierEntity, DossierSteps, KindLibrary } from '@gare/dossiers';
import { Database, type Reader } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { SchedaReader } from '@gare/scheda';
import { ExpertiseReader, supportKind } from './expertise.reader.js';

/**
 * The terms of requests for support that count from the last thing the body did (an edit, a file, a step), not from the entry into
 * the state alone. What is due follows from the rows: a run after a stop catches up, a second run finds nothing.
 */
@Injectable()
export class SilentBodies {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly scheda: SchedaReader,
    private readonly steps: DossierSteps,
    private readonly ledger: ExpertiseReader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Requests for which a step is due. */
  due(suaId: string): Promise<readonly string[]> {
    return this.database.read({ scope: 'sua', suaId }, async (reader) => {
      const rows = await reader.find(DossierEntity, { where: { kindCode: supportKind, state: 'IN_CORSO' }, order: { id: 'ASC' } });
      const waiting: string[] = [];
      for (const row of rows) if ((await this.stepDue(reader, row)) !== undefined) waiting.push(row.id);
      return waiting;
    });
  }

  /** Takes the steps; a request that cannot take its own is told in the log and does not stop the others. */
  async follow(suaId: string, signal: AbortSignal): Promise<void> {
    for (const dossierId of await this.due(suaId)) {
      signal.throwIfAborted();
      try {
        await this.database.transaction({ scope: 'sua', suaId }, async (tx) => {
          // Held: of two workers the second waits, and then finds nothing due.
          const dossier = await this.steps.hold(tx, dossierId);
          const event = await this.stepDue(tx, dossier);
          if (event === undefined) return;
          await this.steps.take(tx, systemAsActor(suaId, randomUUID()), { dossier, step: { event }, roles: ['SISTEMA'] });
        });
      } catch (error) {
        this.logger.error({ err: error, dossierId }, 'expertise: a term could not be followed, it is tried again at the next look');
      }
    }
  }

  private async stepDue(reader: Reader, dossier: DossierEntity): Promise<string | undefined> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const { values: subject } = await this.scheda.read(reader, dossier.id);
    const situation = { state: dossier.state, since: await this.lastHeard(reader, dossier), subject, asOf: this.ledger.today() };
    return runningTimers(kind, situation).find((timer) => timer.due)?.event;
  }

  private async lastHeard(reader: Reader, { id, enteId, stateSince }: DossierEntity): Promise<string> {
    const [last] = await reader.query<{ at: Date | null }[]>(
      `select max(at) as at from audit_entries where dossier_id = $1 and acting_ente_id = $2 and action <> 'document.read'`,
      [id, enteId],
    );
    const heard = last?.at ?? stateSince;
    return toRomeDate((heard > stateSince ? heard : stateSince).toISOString());
  }
}
