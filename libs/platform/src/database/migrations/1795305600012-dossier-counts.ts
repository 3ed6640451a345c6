import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const inSight = `(${scope} = 'sua' and sua_id = ${sua}) or (${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

const key = 'sua_id, ente_id, kind_code, state, turn, blocked';
const bucketOf = (row: string): string => `${row}.sua_id, ${row}.ente_id, ${row}.kind_code, ${row}.state, ${row}.turn, ${row}.blocks > 0`;

/**
 * How many dossiers stand where, kept up at the end of each transaction: the Scrivania shows totals without reading every dossier of
 * the Province. Deferred, so that the row of a count is held only while its transaction commits; the lock on the body makes two
 * transactions of one body take turns instead of waiting for each other crosswise.
 */
const statements = [
  `create table dossier_counts (
    sua_id uuid not null,
    ente_id uuid not null,
    kind_code text not null,
    state text not null,
    turn text not null,
    blocked boolean not null,
    dossiers int not null,
    constraint "PK_dossier_counts" primary key (${key})
  )`,
  'alter table dossier_counts add constraint fk_dossier_counts_ente_id foreign key (ente_id) references enti (id)',
  `insert into dossier_counts (${key}, dossiers) select ${bucketOf('d')}, count(*) from dossiers d group by 1, 2, 3, 4, 5, 6`,
  'alter table dossier_counts enable row level security',
  'alter table dossier_counts force row level security',
  `create policy dossier_counts_in_sight on dossier_counts using (${inSight}) with check (${inSight})`,
  'grant select, insert, update on dossier_counts to gare_app',
  `create function dossier_counts_follow() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('dossier_counts ' || new.ente_id, 0));
    if tg_op = 'UPDATE' then
      update dossier_counts set dossiers = dossiers - 1 where (${key}) = (${bucketOf('old')});
    end if;
    insert into dossier_counts (${key}, dossiers) values (${bucketOf('new')}, 1)
      on conflict (${key}) do update set dossiers = dossier_counts.dossiers + 1;
    return null;
  end $$`,
  `create constraint trigger dossier_counts_opened after insert on dossiers deferrable initially deferred
    for each row execute function dossier_counts_follow()`,
  `create constraint trigger dossier_counts_moved after update on dossiers deferrable initially deferred
    for each row when ((${bucketOf('old')}) is distinct from (${bucketOf('new')})) execute function dossier_counts_follow()`,
  // Near deadlines are counted in the index alone: it also says of which kind they are.
  'drop index dossiers_due',
  'create index dossiers_due on dossiers (sua_id, scadenza_offerte) include (ente_id, kind_code) where scadenza_offerte is not null',
];

export class DossierCounts1795305600012 implements MigrationInterface {
  name = 'DossierCounts1795305600012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
