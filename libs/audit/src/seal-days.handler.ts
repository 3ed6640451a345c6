import { Inject, Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { DaySealing } from '@gare/platform/audit';
import { type Tx } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { sealDays } from './seal-days.job.js';

type Payload = z.output<typeof sealDays.payload>;

/** A run after all days have been sealed finds nothing to do. */
@Injectable()
export class SealDaysHandler extends JobHandler<typeof sealDays.payload> {
  readonly job = sealDays;

  constructor(
    private readonly sealing: DaySealing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async handle({ suaId }: Payload, run: JobRun): Promise<void> {
    await this.sealing.sealPending(suaId, run.signal);
  }

  /** Also in `gare_jobs{status="failed"}` and, as long as days wait, in `gare_audit_unsealed_days`. */
  override onFailed(_tx: Tx, { suaId }: Payload, reason: string): Promise<void> {
    this.logger.error({ suaId, reason }, 'audit: the seal of the day failed, it is asked for again');
    return Promise.resolve();
  }
}
