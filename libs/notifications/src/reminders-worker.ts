import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { ProvinceSchedule } from '@gare/identity';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { followReminders } from './reminders.job.js';
import { Reminders } from './reminders.js';

/** A run when everything due has been told finds nothing to do. */
@Injectable()
export class FollowRemindersHandler extends JobHandler<typeof followReminders.payload> {
  readonly job = followReminders;

  constructor(private readonly reminders: Reminders) {
    super();
  }

  async handle({ suaId }: z.output<typeof followReminders.payload>, run: JobRun): Promise<void> {
    await this.reminders.follow(suaId, run.signal);
  }
}

/** Looks for reminders whose day has come. */
@Injectable()
export class RemindersSchedule extends ProvinceSchedule {
  protected readonly everyMs = 15 * 60_000;
  protected readonly job = followReminders;

  constructor(private readonly reminders: Reminders) {
    super();
  }

  protected isDue(suaId: string): Promise<boolean> {
    return this.reminders.isDue(suaId);
  }
}
