import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const ofSua = `(${scope} = 'sua' and sua_id = ${sua})`;
const withinSua = `${scope} in ('sua', 'ente') and sua_id = ${sua}`;

/**
 * The register of legal parameters of a Province: its entries are read by all its bodies, written by the Province, never changed.
 * And the patron saint of a seat, a feast by which its terms are counted.
 */
const statements = [
  `create table legal_parameters (
    id uuid not null,
    sua_id uuid not null,
    ordinal integer not null,
    action text not null,
    key text not null,
    valid_from date not null,
    value text,
    unit text,
    valid_to date,
    cite text,
    confirmed boolean not null,
    motivation text not null,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    constraint "PK_legal_parameters" primary key (id)
  )`,
  'create unique index legal_parameters_in_order on legal_parameters (sua_id, ordinal)',
  'alter table legal_parameters add constraint fk_legal_parameters_sua_id foreign key (sua_id) references enti (id)',
  `alter table legal_parameters add constraint ck_legal_parameters_azione check (
    (action <> 'RITIRO' or value is null) and (action <> 'AGGIUNTA' or (value is not null and unit is not null and cite is not null)))`,
  'alter table legal_parameters add constraint ck_legal_parameters_giorni check (valid_to is null or valid_to >= valid_from)',
  'alter table legal_parameters enable row level security',
  'alter table legal_parameters force row level security',
  `create policy legal_parameters_in_sight on legal_parameters for select using (${withinSua})`,
  `create policy legal_parameters_written on legal_parameters for insert with check (${ofSua})`,
  'grant select, insert on legal_parameters to gare_app',
  'alter table enti add patrono text',
  `alter table enti add constraint ck_enti_patrono check (patrono ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')`,
];

export class LegalParameters1795305600030 implements MigrationInterface {
  name = 'LegalParameters1795305600030';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
