import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A job row is written three times: asked for, claimed, finished. The claim changes no indexed column, so Postgres writes it beside
 * the old version and touches no index (a HOT update); that is why the index of the open jobs tells them by `finished_at`, and not
 * by a status that the claim changes, and why a page keeps room.
 *
 * A row is born as sent: the process that asked hands it to Redis right after its commit. Only what waits or has been put back
 * is in the outbox of the relay.
 */
const tables = [
  'drop index jobs_open',
  'drop index jobs_one_waiting',
  'create index jobs_open on jobs (dedupe_key) where finished_at is null',
  'alter table jobs set (fillfactor = 60)',
];

const announce = `if job.dossier_id is not null then
      perform pg_notify('gare_changes', json_build_object('topic', 'job', 'dossierId', job.dossier_id, 'jobId', job.id, 'suaId', job.sua_id, 'enteId', job.ente_id)::text);
    end if;`;

/** Whatever the table looked like when the plan was made, rows are found by their ids or keys; and no call plans anew. */
const planned = `set enable_seqscan = off set plan_cache_mode = force_generic_plan`;

const functions = [
  /*
   * Asks for jobs with the eyes of the caller and tells which keys had a job waiting already. Of two that ask under one key the second
   * waits for the end of the first; each statement here sees what was committed before it. A waiting job is held until the end of the
   * transaction, so that it cannot start before it sees what this one writes. Waiting is what was never claimed.
   */
  `create function job_ask(p_sua_id uuid, p_name text, p_queue text, p_title text, p_correlation_id text, p_requested_by uuid, p_created_at timestamptz,
    p_ids uuid[], p_enti uuid[], p_dossiers uuid[], p_subjects text[], p_payloads jsonb[], p_keys text[], p_delays int[])
    returns table (dedupe_key text, id uuid) language plpgsql ${planned} as $$
  #variable_conflict use_column
  declare
    job record;
    waiting text[] := '{}';
  begin
    perform pg_advisory_xact_lock(hashtextextended(sorted.key, 0))
      from (select key from unnest(p_keys) key where key is not null order by key) sorted;
    for job in select j.id, j.dedupe_key, j.sua_id, j.ente_id, j.dossier_id from jobs j
      where j.dedupe_key = any (p_keys) and j.finished_at is null and j.status = 'queued' and j.started_at is null order by j.id for update loop
      waiting := waiting || job.dedupe_key;
      dedupe_key := job.dedupe_key;
      id := job.id;
      return next;
      ${announce}
    end loop;
    if cardinality(waiting) > 0 then
      update jobs set not_before = sooner.due
        from (select key, now() + delay * interval '1 millisecond' as due from unnest(p_keys, p_delays) as given (key, delay)) sooner
        where jobs.dedupe_key = sooner.key and jobs.finished_at is null and jobs.status = 'queued' and jobs.started_at is null
          and jobs.sent_at is null and jobs.not_before > sooner.due;
      if found then perform pg_notify('gare_outbox', ''); end if;
    end if;
    insert into jobs (id, sua_id, ente_id, dossier_id, name, queue, title, subject, payload, dedupe_key, correlation_id, requested_by, created_at,
        not_before, sent_at, touched_at)
      select given.id, p_sua_id, given.ente_id, given.dossier_id, p_name, p_queue, p_title, given.subject, given.payload, given.key, p_correlation_id,
        p_requested_by, p_created_at, now() + given.delay * interval '1 millisecond' + given.place * interval '1 microsecond',
        case when given.delay <= 0 then now() end, now()
      from unnest(p_ids, p_enti, p_dossiers, p_subjects, p_payloads, p_keys, p_delays) with ordinality
        as given (id, ente_id, dossier_id, subject, payload, key, delay, place)
      where given.key is null or given.key <> all (waiting);
    for job in select given.id, p_sua_id as sua_id, given.ente_id, given.dossier_id
      from unnest(p_ids, p_enti, p_dossiers, p_keys) as given (id, ente_id, dossier_id, key)
      where given.dossier_id is not null and (given.key is null or given.key <> all (waiting)) loop
      ${announce}
    end loop;
  end $$`,
  'drop function job_steps(uuid[], uuid[])',
  `create function job_steps(p_finished uuid[], p_claimed uuid[]) returns table (id uuid, sua_id uuid, ente_id uuid, dossier_id uuid,
    name text, payload jsonb, attempts int, correlation_id text, requested_by uuid) language plpgsql set app.scope = 'system' ${planned} as $$
  #variable_conflict use_column
  declare job record;
  begin
    perform set_config('synchronous_commit', 'off', true);
    if cardinality(p_finished) > 0 then
      for job in update jobs set status = 'done', progress = 100, step = null, reason = null, finished_at = now(), touched_at = now()
        where jobs.id = any (p_finished) and jobs.status not in ('done', 'failed')
        returning jobs.id, jobs.sua_id, jobs.ente_id, jobs.dossier_id loop
        ${announce}
      end loop;
    end if;
    if cardinality(p_claimed) > 0 then
      for id, sua_id, ente_id, dossier_id, name, payload, attempts, correlation_id, requested_by in
        update jobs set status = 'running', attempts = jobs.attempts + 1, started_at = coalesce(jobs.started_at, now()), touched_at = now(), step = null
        where jobs.id = any (p_claimed) and jobs.status not in ('done', 'failed')
        returning jobs.id, jobs.sua_id, jobs.ente_id, jobs.dossier_id, jobs.name, jobs.payload, jobs.attempts, jobs.correlation_id, jobs.requested_by loop
        if dossier_id is not null then
          perform pg_notify('gare_changes', json_build_object('topic', 'job', 'dossierId', dossier_id, 'jobId', id, 'suaId', sua_id, 'enteId', ente_id)::text);
        end if;
        return next;
      end loop;
    end if;
  end $$`,
];

export class JobUpdatesInPlace1795305600004 implements MigrationInterface {
  name = 'JobUpdatesInPlace1795305600004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...functions]) await runner.query(statement);
    await runner.query('grant execute on function job_ask, job_steps to gare_app');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
