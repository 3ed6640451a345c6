import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { Database } from '@gare/platform/database';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { MailDelivery } from './mail-delivery.js';
import { MailFollow } from './mail-follow.js';
import { MailOutbox } from './mail-outbox.js';
import { followMail, groupMail, sendMail } from './mail.jobs.js';

@Injectable()
export class SendMailHandler extends JobHandler<typeof sendMail.payload> {
  readonly job = sendMail;

  constructor(private readonly delivery: MailDelivery) {
    super();
  }

  async handle({ messageId }: z.output<typeof sendMail.payload>, run: JobRun): Promise<void> {
    await this.delivery.send(run.actor, messageId, run.signal);
  }
}

@Injectable()
export class GroupMailHandler extends JobHandler<typeof groupMail.payload> {
  readonly job = groupMail;

  constructor(
    private readonly database: Database,
    private readonly outbox: MailOutbox,
  ) {
    super();
  }

  async handle({ personId, dossierId }: z.output<typeof groupMail.payload>, run: JobRun): Promise<void> {
    const bundle = { suaId: run.suaId, personId, dossierId, digestOf: null };
    await this.database.transaction(run.context, (tx) => this.outbox.form(tx, run.actor, bundle));
  }
}

@Injectable()
export class FollowMailHandler extends JobHandler<typeof followMail.payload> {
  readonly job = followMail;

  constructor(private readonly mail: MailFollow) {
    super();
  }

  async handle({ suaId }: z.output<typeof followMail.payload>, run: JobRun): Promise<void> {
    await this.mail.follow(suaId, run.signal);
  }
}
