import { Inject, Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { DaySealing } from '@gare/platform/audit';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { sealDays } from './seal-days.job.js';

/** Asks for the seals that are due. */
@Injectable()
export class DaySealSchedule extends ProvinceSchedule {
  protected readonly everyMs = 5 * 60_000;
  protected readonly job = sealDays;

  constructor(
    database: Database,
    queue: JobQueue,
    @Inject(LOGGER) logger: Logger,
    private readonly sealing: DaySealing,
  ) {
    super(database, queue, logger);
  }

  protected async isDue(suaId: string): Promise<boolean> {
    const days = await this.sealing.pendingDays(suaId);
    if (days > 1) this.logger.warn({ suaId, days }, 'audit: days without a seal, they are caught up');
    return days > 0;
  }
}
