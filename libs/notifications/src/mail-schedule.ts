import { Inject, Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { MailFollow } from './mail-follow.js';
import { followMail } from './mail.jobs.js';

/** Asks for the digests and for what was left lying. */
@Injectable()
export class MailSchedule extends ProvinceSchedule {
  protected readonly everyMs = 60_000;
  protected readonly job = followMail;

  constructor(
    database: Database,
    queue: JobQueue,
    @Inject(LOGGER) logger: Logger,
    private readonly mail: MailFollow,
  ) {
    super(database, queue, logger);
  }

  protected isDue(suaId: string): Promise<boolean> {
    return this.mail.isDue(suaId);
  }
}
