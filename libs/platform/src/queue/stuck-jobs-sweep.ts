import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RegularLook } from '../clock/index.js';
import { Database, systemContext } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { BullQueues } from './bull-queues.js';

const everyMs = 10_000;
/** A row untouched for longer than this although sent is looked up in BullMQ. */
const quietSeconds = 20;

/** Finds jobs that Redis has lost (wiped, restarted without its file, worker dead at the wrong moment) and sends them again. */
@Injectable()
export class StuckJobsSweep implements OnApplicationShutdown {
  private readonly look = new RegularLook(
    () => this.sweep(quietSeconds),
    (error) => {
      this.logger.warn({ err: error }, 'sweep: will try again');
    },
  );

  constructor(
    private readonly database: Database,
    private readonly queues: BullQueues,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.look.start(everyMs);
  }

  /** @returns how many jobs were put back into the outbox. */
  async sweep(quietForSeconds: number): Promise<number> {
    const suspects = await this.database.read(systemContext, (reader) =>
      reader.query<{ id: string; queue: string }[]>(
        `select id, queue from jobs where finished_at is null and status in ('queued', 'running') and sent_at is not null
         and touched_at < now() - make_interval(secs => $1) order by touched_at limit 500`,
        [quietForSeconds],
      ),
    );
    const lost: string[] = [];
    for (const job of suspects) if (!(await this.queues.holds(job.queue, job.id))) lost.push(job.id);
    if (lost.length === 0) return 0;
    this.logger.warn({ jobs: lost.length }, 'sweep: jobs lost by Redis are sent again');
    await this.database.transaction(systemContext, (tx) =>
      tx.query(
        `update jobs set status = 'queued', sent_at = null, not_before = now(), touched_at = now() where id = any($1) and status in ('queued', 'running')`,
        [lost],
      ),
    );
    return lost.length;
  }

  onApplicationShutdown(): Promise<void> {
    return this.look.stop();
  }
}
