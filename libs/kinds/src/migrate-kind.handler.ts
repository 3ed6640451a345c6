import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { DossierSteps, KindLibrary } from '@gare/dossiers';
import { RegistryActEntity, RegistryAudit } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { KindPassages } from './kind-passages.js';
import { migrateKindJob } from './migrate-kind.job.js';

type Payload = z.output<typeof migrateKindJob.payload>;

export interface MigrationResult {
  readonly passed: number;
  readonly remaining: readonly { readonly codiceAppalto: string; readonly refusal: string }[];
}

interface Outcome {
  readonly codiceAppalto: string;
  /** Why it stays where it is; null where it passed. */
  readonly refusal: string | null;
}

/** Those that have passed are no longer on the version it starts from, so a second run goes on where the first one stopped. */
@Injectable()
export class MigrateKindHandler extends JobHandler<typeof migrateKindJob.payload> {
  readonly job = migrateKindJob;

  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly steps: DossierSteps,
    private readonly passages: KindPassages,
    private readonly registry: RegistryAudit,
  ) {
    super();
  }

  async handle(payload: Payload, run: JobRun): Promise<void> {
    const ids = await this.waiting(payload, run);
    const outcomes: Outcome[] = [];
    for (const [index, id] of ids.entries()) {
      run.signal.throwIfAborted();
      outcomes.push(...(await this.passOne(id, payload, run)));
      await run.progress(Math.round(((index + 1) * 99) / ids.length), told(outcomes));
    }
    await this.record(payload, run, outcomes);
    await run.progress(100, told(outcomes));
  }

  /** Dossiers that have not ended; those that have stay for ever as they were. */
  private waiting({ code, from }: Payload, run: JobRun): Promise<string[]> {
    const final = this.kinds.require(code, from).process.states.flatMap((state) => (state.kind === 'final' ? [state.code] : []));
    return this.database.read(run.context, async (reader) => {
      const rows = await reader.query<{ id: string }[]>(
        'select id from dossiers where kind_code = $1 and kind_version = $2 and state <> all ($3) order by id',
        [code, from, final],
      );
      return rows.map(({ id }) => id);
    });
  }

  private passOne(id: string, { from, to, mapping, motivation, role }: Payload, run: JobRun): Promise<Outcome[]> {
    return this.database.transaction(run.context, async (tx) => {
      const dossier = await this.steps.hold(tx, id);
      if (dossier.kindVersion !== from) return [];
      const { codiceAppalto } = dossier;
      try {
        await this.passages.pass(tx, run.actor, { dossier, passage: { to, mapping, motivation }, role });
        return [{ codiceAppalto, refusal: null }];
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'kind.migration_refused') throw error;
        return [{ codiceAppalto, refusal: error.detail }];
      }
    });
  }

  private async record({ code, from, to, motivation, role }: Payload, run: JobRun, outcomes: readonly Outcome[]): Promise<void> {
    await this.database.transaction(run.context, async (tx) => {
      const known = await tx
        .createQueryBuilder(RegistryActEntity, 'act')
        .where(`act.action = 'kind.migrated' and act.details->>'job' = :job`, { job: run.jobId })
        .getExists();
      if (known) return;
      await this.registry.record(tx, run.actor, {
        enteId: run.suaId,
        action: 'kind.migrated',
        summary: `Fascicoli del tipo ${code} dalla versione ${from} alla ${to}: ${told(outcomes)}. ${motivation}`,
        details: { job: run.jobId, code, from, to, motivation, ...resultOf(outcomes) },
        role,
      });
    });
  }
}

/** How it ended, as the registry keeps it and the page reads it. */
function resultOf(outcomes: readonly Outcome[]): MigrationResult {
  const remaining = outcomes.flatMap(({ codiceAppalto, refusal }) => (refusal === null ? [] : [{ codiceAppalto, refusal }]));
  return { passed: outcomes.length - remaining.length, remaining };
}

function told(outcomes: readonly Outcome[]): string {
  const { passed: moved, remaining } = resultOf(outcomes);
  const left = remaining.length;
  return `${moved === 1 ? '1 fascicolo passato' : `${moved} fascicoli passati`}${left === 0 ? '' : `, ${left} ${left === 1 ? 'resta' : 'restano'} dov’è`}`;
}
