import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const dossiers = `(select coalesce(nullif(current_setting('app.dossier_ids', true), ''), '{}'))::uuid[]`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const ofEnte = `(${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;
const onLeave = `(${scope} = 'ente' and sua_id = ${sua} and dossier_id = any (${dossiers}))`;

/**
 * Templates a Province uploads: the file stays as it came, only its state and the end of its validity are written. Every body of the
 * SUA forms documents from them and reads them; the Province writes them. A pin says which version a dossier uses: the last one
 * counts, none is changed.
 */
const statements = [
  `create table template_versions (
    id uuid not null,
    sua_id uuid not null,
    code text not null,
    kind text not null,
    title text not null,
    version text not null,
    state text not null,
    owner text not null,
    valid_from date not null,
    valid_to date,
    legal_basis text not null,
    procedures text[] not null,
    objects text[] not null,
    file_name text not null,
    bytes integer not null,
    sha256 character(64) not null,
    storage_key text not null,
    content bytea not null,
    includes jsonb not null,
    findings jsonb not null,
    uploaded_by uuid not null,
    uploaded_by_name text not null,
    uploaded_at timestamptz not null,
    published_by_name text,
    published_at timestamptz,
    retired_by_name text,
    retired_at timestamptz,
    retired_reason text,
    constraint "PK_template_versions" primary key (id)
  )`,
  'create unique index template_versions_named on template_versions (sua_id, code, version)',
  `create function template_versions_forward() returns trigger language plpgsql as $$
  begin
    if new.state <> old.state and (old.state, new.state) not in (('BOZZA', 'PUBBLICATO'), ('BOZZA', 'RITIRATO'), ('PUBBLICATO', 'RITIRATO')) then
      raise exception 'a template goes from draft to published to withdrawn' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  'create trigger template_versions_state before update on template_versions for each row execute function template_versions_forward()',
  'alter table template_versions enable row level security',
  'alter table template_versions force row level security',
  `create policy template_versions_in_sight on template_versions for select using (${scope} in ('sua', 'ente') and sua_id = ${sua})`,
  `create policy template_versions_added on template_versions for insert with check (${ofSua})`,
  `create policy template_versions_moved on template_versions for update using (${scope} = 'sua')`,
  `grant select, insert, update (state, valid_to, findings, published_by_name, published_at, retired_by_name, retired_at, retired_reason)
    on template_versions to gare_app`,
  `create table template_pins (
    id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    dossier_id uuid not null,
    code text not null,
    position integer not null,
    template_version_id uuid,
    version text not null,
    title text not null,
    sha256 character(64) not null,
    reason text,
    pinned_by_name text not null,
    pinned_at timestamptz not null,
    constraint "PK_template_pins" primary key (id)
  )`,
  `alter table template_pins add constraint fk_template_pins_dossier foreign key (dossier_id, sua_id, ente_id) references dossiers (id, sua_id, ente_id)`,
  `alter table template_pins add constraint fk_template_pins_version foreign key (template_version_id) references template_versions (id)`,
  'create unique index template_pins_in_order on template_pins (dossier_id, code, position)',
  'create index template_pins_of_version on template_pins (sua_id, code, sha256)',
  'alter table template_pins enable row level security',
  'alter table template_pins force row level security',
  `create policy template_pins_in_sight on template_pins using (${ofSua} or ${ofEnte}) with check (${ofSua} or ${ofEnte})`,
  `create policy template_pins_on_leave on template_pins for select using (${onLeave})`,
  'grant select, insert on template_pins to gare_app',
  'alter table document_versions add column template_parts jsonb',
];

export class TemplateLibrary1795305600054 implements MigrationInterface {
  name = 'TemplateLibrary1795305600054';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
