import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { reminderStages, type ReminderStage } from '@gare/domain/notifications/reminder-stage';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { Notifier } from './notifier.js';
import { type Notice } from './notice.js';
import { Patience } from './patience.js';
import { ReminderGivenEntity } from './reminder-given.entity.js';
import { ReminderSources, type ReminderDue } from './reminder-sources.js';

type Due = ReminderDue & { readonly source: string; readonly stage: ReminderStage };

const codes: Readonly<Record<ReminderStage, string>> = { PROMEMORIA: 'PROMEMORIA', SUPERATO: 'SCADUTO', SOLLECITO: 'SOLLECITO' };

/**
 * Reminders of what the features know to be due, once each; terms that have passed, to who answers for them and then to their
 * director. What is due follows from the rows alone: after a stop it is caught up with, and a second run finds nothing.
 */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly sources: ReminderSources,
    private readonly patience: Patience,
    private readonly notifier: Notifier,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async isDue(suaId: string): Promise<boolean> {
    return (await this.due(suaId)).length > 0;
  }

  /** One that cannot be given is told in the log and does not stop the others. */
  async follow(suaId: string, signal: AbortSignal): Promise<void> {
    // Where nobody was there to be told of a missed term, its director is next, in the same run.
    for (let round = 0; round < 2; round += 1) {
      for (const due of await this.due(suaId)) {
        signal.throwIfAborted();
        try {
          await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.give(tx, due));
        } catch (error) {
          this.logger.error(
            { err: error, dossierId: due.dossierId, source: due.source },
            'reminders: one could not be given, it is tried again',
          );
        }
      }
    }
  }

  private due(suaId: string): Promise<readonly Due[]> {
    const today = toRomeDate(this.clock.now().toISOString());
    return this.database.read({ scope: 'sua', suaId }, async (reader) => {
      const found = await this.sources.gather(reader, suaId, today);
      const given = await givenOf(reader, suaId, [...new Set(found.map(({ dossierId }) => dossierId))]);
      const all: Due[] = [];
      for (const one of found) {
        const name = (stage: ReminderStage): string => `${one.source} ${one.key} ${stage}`;
        const toldNobody = given.get(name('SUPERATO')) === 0;
        const limits = await this.patience.withDirector(reader, { suaId, enteId: one.party === 'COMUNE' ? one.enteId : suaId, today });
        const stages = reminderStages({ dueOn: one.dueOn, toldNobody }, today, limits);
        all.push(...stages.filter((stage) => !given.has(name(stage))).map((stage) => ({ ...one, stage })));
      }
      return all;
    });
  }

  private async give(tx: Tx, due: Due): Promise<void> {
    const { source, key, stage, dossierId, suaId, enteId } = due;
    const actor = systemAsActor(suaId, randomUUID());
    const told = await this.notifier.tell(tx, actor, noticeOf(due));
    const fresh = await tx.query<unknown[]>(
      `insert into reminders_given (sua_id, source, key, stage, dossier_id, people, at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning key`,
      [suaId, source, key, stage, dossierId, told.length, this.clock.now()],
    );
    if (fresh.length === 0 || stage !== 'SOLLECITO') return;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId },
      action: 'reminder.escalated',
      summary: `Sollecito al dirigente: ${due.title}`,
      details: { source, key, dueOn: due.dueOn, told },
      role: 'SISTEMA',
    });
  }
}

function noticeOf(due: Due): Notice {
  const { source, key, stage, dossierId, suaId, enteId, dueOn, path, party } = due;
  const common = { dossierId, suaId, enteId, path, code: `${codes[stage]}.${source}`, dedupeKey: `promemoria:${source}:${key}:${stage}` };
  if (stage !== 'SOLLECITO') return { ...common, to: due.to, title: due.title, text: due.text };
  const director = party === 'COMUNE' ? ({ party, codes: ['DIR_COMUNE'] } as const) : ({ party: 'SUA', codes: ['DIR_SUA'] } as const);
  return {
    ...common,
    to: { roles: [director] },
    title: `Da sollecitare: ${due.title}`,
    text: `${due.text} Il termine è passato il ${dayInWords(dueOn)} e chi doveva agire non lo ha ancora fatto.`,
  };
}

/** How many people were told, by source, key and stage. */
async function givenOf(reader: Reader, suaId: string, dossierIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .createQueryBuilder(ReminderGivenEntity, 'given')
    .where('given.sua_id = :suaId and given.dossier_id = any (:dossierIds)', { suaId, dossierIds })
    .getMany();
  return new Map(rows.map(({ source, key, stage, people }) => [`${source} ${key} ${stage}`, people]));
}
