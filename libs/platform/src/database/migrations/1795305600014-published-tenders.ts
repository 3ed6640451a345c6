import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const withinSua = `${scope} in ('sua', 'ente') and sua_id = ${sua}`;
const whoPublishes = `(${scope} = 'sua' and sua_id = ${sua}) or (${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/**
 * What is public of a tender, copied at its publication: the only thing of a dossier that the other bodies of the SUA ever see. The
 * dossier itself stays out of their sight.
 */
const statements = [
  `create table published_tenders (
    dossier_id uuid not null,
    sua_id uuid not null,
    ente_id uuid not null,
    ente text not null,
    codice_appalto text not null,
    oggetto text not null,
    tipo text,
    importo numeric(15, 2),
    scadenza_offerte timestamptz,
    published_at timestamptz not null,
    constraint "PK_published_tenders" primary key (dossier_id)
  )`,
  'alter table published_tenders add constraint fk_published_tenders_dossier_id foreign key (dossier_id) references dossiers (id)',
  'create index published_tenders_newest on published_tenders (sua_id, published_at)',
  'alter table published_tenders enable row level security',
  'alter table published_tenders force row level security',
  `create policy published_tenders_in_sight on published_tenders for select using (${withinSua})`,
  `create policy published_tenders_written on published_tenders for insert with check (${whoPublishes})`,
  'grant select, insert on published_tenders to gare_app',
];

export class PublishedTenders1795305600014 implements MigrationInterface {
  name = 'PublishedTenders1795305600014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
