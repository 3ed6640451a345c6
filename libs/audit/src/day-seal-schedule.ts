import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DaySealing } from '@gare/platform/audit';
import { Database, systemContext } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { sealDays } from './seal-days.job.js';

const everyMs = 5 * 60_000;
/** The acts of the system have no person. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Asks for the seals that are due. What it missed while the worker was down it finds due at its next look. */
@Injectable()
export class DaySealSchedule implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly sealing: DaySealing,
    private readonly queue: JobQueue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    const look = (): void => {
      this.looking ??= this.askForDue()
        .catch((error: unknown) => {
          this.logger.warn({ err: error }, 'audit: whether days wait for their seal could not be found out, will look again');
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
      const days = await this.sealing.pendingDays(suaId);
      if (days === 0) continue;
      if (days > 1) this.logger.warn({ suaId, days }, 'audit: days without a seal, they are caught up');
      await this.ask(suaId);
      asked.push(suaId);
    }
    return asked;
  }

  private async ask(suaId: string): Promise<void> {
    const actor: Actor = {
      personId: nobody,
      person: 'Sistema',
      suaId,
      enteId: suaId,
      ente: 'Gare insieme',
      enteTipo: 'PROVINCIA',
      roles: [],
      correlationId: randomUUID(),
    };
    await this.database.transaction({ scope: 'sua', suaId }, (tx) =>
      this.queue.add(tx, actor, sealDays, { payload: { suaId }, enteId: null, dossierId: null, dedupeKey: `audit.sealDays:${suaId}` }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }
}
