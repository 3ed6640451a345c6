import { type MigrationInterface, type QueryRunner } from 'typeorm';

const announce = `if job.dossier_id is not null then
      perform pg_notify('gare_changes', json_build_object('topic', 'job', 'dossierId', job.dossier_id, 'jobId', job.id, 'suaId', job.sua_id, 'enteId', job.ente_id)::text);
    end if;`;

/**
 * Steps of a job row, one round trip each; `set app.scope` lets them see the row whatever the session's context. The hot ones take
 * many jobs at once and do not wait for the disk: a crash of Postgres may take the last half second of them back, which leaves
 * rows that the sweep sends again, and handlers are harmless twice. What asks for a job, and what it does, is durable as ever.
 */
const withoutWaitingForTheDisk = `perform set_config('synchronous_commit', 'off', true);`;

/**
 * A plan made while the table is small or its statistics are old must stay right when it has grown: rows are found by their ids,
 * neither by reading the table nor through a partial index (which is why the status is told by what it is not).
 */
const byId = `set app.scope = 'system' set enable_seqscan = off`;

const functions = [
  `create function job_take_unsent(p_limit int) returns table (id uuid, name text, queue text) language plpgsql ${byId} as $$
  begin
    ${withoutWaitingForTheDisk}
    return query with taken as (
      update jobs set sent_at = now(), touched_at = now()
        -- An array is worked out once; a sub-select may be planned as the inner side of a loop and take rows again and again.
        where jobs.id = any (array(select due.id from jobs due where due.sent_at is null and due.status = 'queued' and due.not_before <= now()
          order by due.not_before limit p_limit for update skip locked))
        returning jobs.id, jobs.name, jobs.queue, jobs.not_before)
      select taken.id, taken.name, taken.queue from taken order by taken.not_before;
  end $$`,
  `create function job_steps(p_finished uuid[], p_claimed uuid[]) returns setof jobs language plpgsql ${byId} as $$
  declare job jobs;
  begin
    ${withoutWaitingForTheDisk}
    for job in update jobs set status = 'done', progress = 100, step = null, reason = null, finished_at = now(), touched_at = now()
      where id = any (p_finished) and status not in ('done', 'failed') returning * loop
      ${announce}
    end loop;
    for job in update jobs set status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()), touched_at = now(), dedupe_key = null, step = null
      where id = any (p_claimed) and status not in ('done', 'failed') returning * loop
      ${announce}
      return next job;
    end loop;
  end $$`,
  `create function job_progress(p_id uuid, p_percent int, p_step text) returns void language plpgsql set app.scope = 'system' as $$
  declare job jobs;
  begin
    update jobs set progress = p_percent, step = p_step, touched_at = now() where id = p_id and status = 'running' returning * into job;
    if not found then return; end if;
    ${announce}
  end $$`,
  `create function job_postpone(p_id uuid, p_ms int, p_counts boolean, p_step text) returns void language plpgsql set app.scope = 'system' as $$
  declare job jobs;
  begin
    update jobs set status = 'queued', sent_at = null, not_before = now() + p_ms * interval '1 millisecond', touched_at = now(),
      attempts = attempts - case when p_counts then 0 else 1 end, step = p_step
      where id = p_id and status in ('queued', 'running') returning * into job;
    if not found then return; end if;
    ${announce}
  end $$`,
];

export class JobSteps1795305600003 implements MigrationInterface {
  name = 'JobSteps1795305600003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of functions) await runner.query(statement);
    await runner.query('grant execute on function job_take_unsent, job_steps, job_progress, job_postpone to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
