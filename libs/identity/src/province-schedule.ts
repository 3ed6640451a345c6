import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type z } from 'zod';
import { systemAsActor } from '@gare/domain/access/actor';
import { RegularLook } from '@gare/platform/clock';
import { Database, systemContext } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { type JobDefinition, JobQueue } from '@gare/platform/queue';

type ProvinceJob = JobDefinition<z.ZodObject<{ suaId: z.ZodUUID }>>;

/**
 * Looks at its start and then again and again whether something is due in a Province, and asks for the job that does it. What was
 * missed while the worker was down is found due at the next look; a job that waits already is not asked for twice.
 */
export abstract class ProvinceSchedule implements OnApplicationShutdown {
  protected abstract readonly everyMs: number;
  protected abstract readonly job: ProvinceJob;
  @Inject(LOGGER) protected readonly logger!: Logger;
  @Inject() protected readonly database!: Database;
  @Inject() private readonly queue!: JobQueue;
  private readonly look = new RegularLook(
    () => this.askForDue(),
    (error) => {
      this.logger.warn({ err: error, job: this.job.name }, 'schedule: what is due could not be found out, will look again');
    },
  );

  protected abstract isDue(suaId: string): Promise<boolean>;

  start(): void {
    this.look.start(this.everyMs, { atOnce: true });
  }

  /** @returns the Provinces for which a job was asked. */
  async askForDue(): Promise<readonly string[]> {
    const provinces = await this.database.read(systemContext, (reader) =>
      reader.query<{ id: string }[]>('select id from enti where id = sua_id order by id'),
    );
    const asked: string[] = [];
    for (const { id: suaId } of provinces) {
      if (!(await this.isDue(suaId))) continue;
      const subject = { payload: { suaId }, enteId: null, dossierId: null, dedupeKey: `${this.job.name}:${suaId}` };
      await this.database.transaction({ scope: 'sua', suaId }, (tx) =>
        this.queue.add(tx, systemAsActor(suaId, randomUUID()), this.job, subject),
      );
      asked.push(suaId);
    }
    return asked;
  }

  onApplicationShutdown(): Promise<void> {
    return this.look.stop();
  }
}

/** Starts every schedule of the features that a worker holds. */
@Injectable()
export class ProvinceSchedules {
  constructor(private readonly discovery: DiscoveryService) {}

  /** @returns their names */
  start(): readonly string[] {
    const schedules = this.discovery.getProviders().flatMap(({ instance }) => (instance instanceof ProvinceSchedule ? [instance] : []));
    for (const schedule of schedules) schedule.start();
    return schedules.map(({ constructor: { name } }) => name);
  }
}
