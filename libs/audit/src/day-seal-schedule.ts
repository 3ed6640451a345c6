import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { DaySealing } from '@gare/platform/audit';
import { sealDays } from './seal-days.job.js';

/** Asks for the seals that are due. */
@Injectable()
export class DaySealSchedule extends ProvinceSchedule {
  protected readonly everyMs = 5 * 60_000;
  protected readonly job = sealDays;

  constructor(private readonly sealing: DaySealing) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    const days = await this.sealing.pendingDays(suaId);
    if (days > 1) this.logger.warn({ suaId, days }, 'audit: days without a seal, they are caught up');
    return days > 0;
  }
}
