import { type MigrationInterface, type QueryRunner } from 'typeorm';

const announce = `if job.dossier_id is not null then
      perform pg_notify('gare_changes', json_build_object('topic', 'job', 'dossierId', job.dossier_id, 'jobId', job.id, 'suaId', job.sua_id, 'enteId', job.ente_id)::text);
    end if;`;

/** Steps of a job row, one round trip each; `set app.scope` lets them see the row whatever the session's context. */
const functions = [
  `create function job_claim(p_id uuid) returns setof jobs language plpgsql set app.scope = 'system' as $$
  declare job jobs;
  begin
    update jobs set status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()), touched_at = now(), dedupe_key = null, step = null
      where id = p_id and status in ('queued', 'running') returning * into job;
    if not found then return; end if;
    ${announce}
    return next job;
  end $$`,
  `create function job_finish(p_id uuid) returns void language plpgsql set app.scope = 'system' as $$
  declare job jobs;
  begin
    update jobs set status = 'done', progress = 100, step = null, reason = null, finished_at = now(), touched_at = now()
      where id = p_id and status = 'running' returning * into job;
    if not found then return; end if;
    ${announce}
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
    await runner.query('grant execute on function job_claim, job_finish, job_progress, job_postpone to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
