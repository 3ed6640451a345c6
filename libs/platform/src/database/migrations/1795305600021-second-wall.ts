import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
/** Dossiers that the caller has leave to review. */
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;

const system = `${scope} = 'system'`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;
const ownEnte = `(${scope} = 'ente' and sua_id = ${sua} and id = any (${enti}))`;
/** The body of some dossier in sight; the inner rows pass through their own policies. */
const ofDossierInSight = (body: string, more = ''): string => `exists (select 1 from dossiers seen where seen.ente_id = ${body}${more})`;

/** Whoever has leave to review a dossier reads it and what belongs to it; their reading and declaring are recorded on it, too. */
const leave = [
  `create policy dossiers_on_leave on dossiers for select using (${scope} = 'ente' and sua_id = ${sua} and id = any (${dossiers}))`,
  ...['schede', 'scheda_changes', 'documents', 'document_versions', 'check_results', 'packages', 'jobs'].map(
    (table) => `create policy ${table}_on_leave on ${table} for select using (${onLeave})`,
  ),
  `alter policy audit_entries_in_sight on audit_entries using (${ofSua} or ${ofEnte} or ${onLeave}) with check (${ofSua} or ${ofEnte} or ${onLeave})`,
  `alter policy confidential_reads_in_sight on confidential_reads using (${ofSua} or ${ofEnte} or ${onLeave})`,
  `alter policy confidential_reads_written on confidential_reads with check (${ofSua} or ${ofEnte} or ${onLeave})`,
];

/** A comune writes its own row of `enti` and no convenzione: it reads its Province and its convenzioni, which the Province writes. */
const narrowed = [
  `alter policy enti_in_sight on enti using (${system} or ${ofSua} or ${ownEnte}) with check (${system} or ${ofSua} or ${ownEnte})`,
  `create policy enti_also_read on enti for select using ((${scope} = 'ente' and sua_id = ${sua} and id = sua_id) or ${ofDossierInSight('enti.id')})`,
  `alter policy convenzioni_in_sight on convenzioni using (${ofSua}) with check (${ofSua})`,
  `create policy convenzioni_also_read on convenzioni for select using (${system} or ${ofEnte} or ${ofDossierInSight('convenzioni.ente_id', ` and seen.id = any (${dossiers})`)})`,
];

/**
 * The standing of a convenzione follows its dossier, whoever moved that: state and suspension are copied from there and from
 * nowhere else, so that a comune which suspends or withdraws can do that much and no more.
 */
const following = [
  `create function convenzione_follow(p_id uuid) returns void language plpgsql as $$
  declare
    followed record;
    eyes text := current_setting('app.scope', true);
  begin
    select d.sua_id, d.state, s."values" -> 'atti' -> 'sospensione' as pause into followed
      from dossiers d join schede s on s.dossier_id = d.id where d.id = p_id and d.kind_code = 'CONVENZIONE_ADESIONE';
    if not found then return; end if;
    perform set_config('app.scope', 'sua', true);
    update convenzioni set stato = followed.state,
      sospensione = case when followed.state = 'SOSPESA' and followed.pause ->> 'dal' is not null and followed.pause ->> 'fascicoliAperti' is not null
        then jsonb_build_object('dal', followed.pause ->> 'dal', 'fascicoliAperti', followed.pause ->> 'fascicoliAperti') end
      where id = p_id and sua_id = followed.sua_id;
    perform set_config('app.scope', eyes, true);
  end $$`,
  'grant execute on function convenzione_follow to gare_app',
];

/** Whose a row is was told by the row itself; now it must be whose its dossier is. */
const children = [
  ...['schede', 'scheda_changes', 'documents', 'document_versions', 'check_results', 'packages', 'audit_entries', 'jobs'],
  ...['dossier_expenses', 'member_payments', 'published_tenders'],
];

const tied = [
  ...children.map(
    (table) =>
      `alter table ${table} add constraint fk_${table}_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  ),
  'create unique index documents_owner on documents (id, dossier_id)',
  `alter table document_versions add constraint fk_document_versions_document foreign key (document_id, dossier_id) references documents (id, dossier_id)`,
  // The owner fills the column in past the wall, which stands again at once.
  'alter table confidential_reads add dossier_id uuid, no force row level security',
  'alter table documents no force row level security',
  'update confidential_reads r set dossier_id = d.dossier_id from documents d where d.id = r.document_id',
  'alter table documents force row level security',
  'alter table confidential_reads alter dossier_id set not null, force row level security',
  `alter table confidential_reads add constraint fk_confidential_reads_document foreign key (document_id, dossier_id) references documents (id, dossier_id)`,
  `alter table confidential_reads add constraint fk_confidential_reads_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
];

export class SecondWall1795305600021 implements MigrationInterface {
  name = 'SecondWall1795305600021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tied, ...leave, ...narrowed, ...following]) await runner.query(statement);
    // The key to the dossier alone says less than the new one.
    for (const table of children) await runner.query(`alter table ${table} drop constraint if exists fk_${table}_dossier_id`);
    await runner.query('alter table document_versions drop constraint if exists fk_document_versions_document_id');
    await runner.query('alter table confidential_reads drop constraint if exists fk_confidential_reads_document_id');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
