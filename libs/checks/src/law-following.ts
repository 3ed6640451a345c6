import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LawChanged } from '@gare/law';
import { JobQueue } from '@gare/platform/queue';
import { followLaw } from './law-preview.job.js';

/** After an entry of the register the checks run again where it concerns them: in the background, there may be thousands. */
@Injectable()
export class LawFollowing implements OnModuleInit {
  constructor(
    private readonly changed: LawChanged,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.changed.on(async (tx, { actor, known }) => {
      await this.queue.add(tx, actor, followLaw, { payload: { known }, enteId: null, dossierId: null });
    });
  }
}
