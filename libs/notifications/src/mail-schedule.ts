import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { MailFollow } from './mail-follow.js';
import { followMail } from './mail.jobs.js';

/** Asks for the digests and for what was left lying. */
@Injectable()
export class MailSchedule extends ProvinceSchedule {
  protected readonly everyMs = 60_000;
  protected readonly job = followMail;

  constructor(private readonly mail: MailFollow) {
    super();
  }

  protected isDue(suaId: string): Promise<boolean> {
    return this.mail.isDue(suaId);
  }
}
