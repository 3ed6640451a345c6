import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { runningTerms, type RunningTerm, type TermReminder } from '@gare/domain/convenzione/terms-calendar';
import { DossierEntity, DossierSteps, KindLibrary } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { SchedaReader } from '@gare/scheda';
import { ConvenzioneReminders } from './convenzione-reminders.js';
import { convenzioneKind } from './terms.reader.js';

/** Steps in a row that one dossier may take at once: after a long stop a convenzione may have run through several. */
const mostSteps = 5;

/** What is due for a convenzione on a day. */
interface Due {
  readonly reminders: readonly TermReminder[];
  readonly step: RunningTerm | undefined;
}

/**
 * The terms of the convenzioni: reminders once each, steps on their day. What is due follows from the rows alone, so that a run after
 * a stop catches up and a second run finds nothing.
 */
@Injectable()
export class ConvenzioneTerms {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly scheda: SchedaReader,
    private readonly steps: DossierSteps,
    private readonly reminders: ConvenzioneReminders,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Convenzioni of the Province for which a reminder or a step is due. */
  due(suaId: string): Promise<readonly string[]> {
    return this.database.read({ scope: 'sua', suaId }, async (reader) => {
      const kind = this.kinds.require(convenzioneKind);
      const states = [...new Set(kind.process.timers.map((timer) => timer.startOn))];
      const rows = await reader
        .createQueryBuilder(DossierEntity, 'dossier')
        .where('dossier.kind_code = :kind and dossier.state = any (:states)', { kind: convenzioneKind, states })
        .orderBy('dossier.id')
        .getMany();
      const waiting: string[] = [];
      for (const row of rows) {
        const { reminders, step } = await this.dueFor(reader, row);
        if (reminders.length > 0 || step !== undefined) waiting.push(row.id);
      }
      return waiting;
    });
  }

  /** Does what is due; a convenzione that cannot take its step is told in the log and does not stop the others. */
  async follow(suaId: string, signal: AbortSignal): Promise<void> {
    for (const dossierId of await this.due(suaId)) {
      signal.throwIfAborted();
      try {
        await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.followOne(tx, suaId, dossierId));
      } catch (error) {
        this.logger.error({ err: error, dossierId }, 'convenzioni: a term could not be followed, it is tried again at the next look');
      }
    }
  }

  private async followOne(tx: Tx, suaId: string, dossierId: string): Promise<void> {
    const actor = systemAsActor(suaId, randomUUID());
    for (let taken = 0; taken < mostSteps; taken += 1) {
      // Held: of two workers the second waits, and then finds nothing due.
      const dossier = await this.steps.hold(tx, dossierId);
      const { reminders, step } = await this.dueFor(tx, dossier);
      for (const reminder of reminders) await this.reminders.give(tx, dossier, reminder);
      if (step === undefined) return;
      await this.steps.take(tx, actor, { dossier, step: { event: step.event }, roles: ['SISTEMA'] });
    }
  }

  private async dueFor(reader: Reader, dossier: DossierEntity): Promise<Due> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const { values: subject } = await this.scheda.read(reader, dossier.id);
    const asOf = this.today();
    const terms = runningTerms(kind, { state: dossier.state, since: toRomeDate(dossier.stateSince.toISOString()), subject, asOf });
    const due = terms.flatMap(({ reminding }) => reminding.filter(({ on }) => on <= asOf));
    const given = await reader.query<{ key: string }[]>(
      `select term || ' ' || due_on as key from convenzione_reminders where dossier_id = $1`,
      [dossier.id],
    );
    const known = new Set(given.map(({ key }) => key));
    return { reminders: due.filter(({ term, on }) => !known.has(`${term} ${on}`)), step: terms.find((term) => term.due) };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
