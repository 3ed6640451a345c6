import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database, systemContext } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { ConvenzioneTerms } from './convenzione-terms.js';
import { followTerms } from './follow-terms.job.js';
import { systemActor } from './system-actor.js';

const everyMs = 15 * 60_000;

/** Looks at start and then again and again whether a term of some convenzione is due; what it missed it finds at its next look. */
@Injectable()
export class TermsSchedule implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly terms: ConvenzioneTerms,
    private readonly queue: JobQueue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    const look = (): void => {
      this.looking ??= this.askForDue()
        .catch((error: unknown) => {
          this.logger.warn({ err: error }, 'convenzioni: whether terms are due could not be found out, will look again');
        })
        .finally(() => {
          this.looking = null;
        });
    };
    look();
    this.timer = setInterval(look, everyMs);
  }

  /** @returns the Provinces for which a job was asked. */
  async askForDue(): Promise<readonly string[]> {
    const provinces = await this.database.read(systemContext, (reader) =>
      reader.query<{ id: string }[]>('select id from enti where id = sua_id order by id'),
    );
    const asked: string[] = [];
    for (const { id: suaId } of provinces) {
      if ((await this.terms.due(suaId)).length === 0) continue;
      const subject = { payload: { suaId }, enteId: null, dossierId: null, dedupeKey: `convenzioni.followTerms:${suaId}` };
      await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.queue.add(tx, systemActor(suaId), followTerms, subject));
      asked.push(suaId);
    }
    return asked;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }
}
