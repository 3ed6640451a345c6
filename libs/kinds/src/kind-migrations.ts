import { Injectable } from '@nestjs/common';
import { type JobView } from '@gare/contracts/jobs';
import { type KindMigrationView } from '@gare/contracts/kinds';
import { type Actor } from '@gare/domain/access/actor';
import { type StateMapping } from '@gare/domain/kinds/kind-migration';
import { KindLibrary } from '@gare/dossiers';
import { authorize, dbContext, RegistryActEntity } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { JobEntity, JobQueue, jobView } from '@gare/platform/queue';
import { type MigrationResult } from './migrate-kind.handler.js';
import { migrateKindJob } from './migrate-kind.job.js';

const shown = 10;

/** Asking for the passage of all running dossiers of a version, and how it goes. */
@Injectable()
export class KindMigrations {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly queue: JobQueue,
  ) {}

  /** @throws AppError access.denied, kind.not_found */
  start(actor: Actor, code: string, input: { from: string; to: string; mapping: StateMapping; motivation: string }): Promise<JobView> {
    const role = authorize(actor, 'kind.write', actor);
    const versions = this.kinds.list(actor.suaId).filter((kind) => kind.code === code);
    const [from, to] = [input.from, input.to].map((version) => versions.find((kind) => kind.version === version));
    if (from === undefined || to === undefined || from === to) throw new AppError('kind.not_found');
    return this.database.transaction(dbContext(actor), async (tx) => {
      const id = await this.queue.add(tx, actor, migrateKindJob, {
        payload: { code, ...input, mapping: { ...input.mapping }, role },
        ...{ enteId: null, dossierId: null, subject: code, dedupeKey: `kinds.migrate:${actor.suaId}:${code}:${input.from}:${input.to}` },
      });
      return jobView(await tx.findOneByOrFail(JobEntity, { id }));
    });
  }

  /** @throws AppError access.denied */
  recent(actor: Actor, code: string): Promise<{ items: KindMigrationView[] }> {
    authorize(actor, 'kind.read', actor);
    return this.database.read(dbContext(actor), async (reader) => {
      const rows = await reader.find(JobEntity, {
        where: { name: migrateKindJob.name, subject: code, suaId: actor.suaId },
        order: { createdAt: 'DESC' },
        take: shown,
      });
      const acts = await reader
        .createQueryBuilder(RegistryActEntity, 'act')
        .where(`act.action = 'kind.migrated' and act.details->>'job' = any (:jobs)`, { jobs: rows.map(({ id }) => id) })
        .getMany();
      const results = new Map(
        acts.map(({ details }) => details as MigrationResult & { job: string }).map((result) => [result.job, result]),
      );
      return {
        items: rows.map((row) => {
          const { from, to } = migrateKindJob.payload.parse(row.payload);
          const result = results.get(row.id);
          const outcome = result === undefined ? null : { passed: result.passed, remaining: [...result.remaining] };
          return { job: jobView(row), from, to, outcome };
        }),
      };
    });
  }
}
