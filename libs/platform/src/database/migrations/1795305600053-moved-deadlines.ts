import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const sua = `(select nullif(current_setting('app.sua_id', true), '')::uuid)`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;
const whoPublishes = `(${scope} = 'sua' and sua_id = ${sua}) or (${scope} = 'ente' and sua_id = ${sua} and ente_id = any (${enti}))`;

/** A rectification or an extension moves the deadline of a published tender: that column alone follows, the rest stays as published. */
const statements = [
  `create policy published_tenders_moved on published_tenders for update using (${whoPublishes}) with check (${whoPublishes})`,
  'grant update (scadenza_offerte) on published_tenders to gare_app',
  `update published_tenders p set scadenza_offerte = d.scadenza_offerte from dossiers d
   where d.id = p.dossier_id and p.scadenza_offerte is distinct from d.scadenza_offerte`,
];

export class MovedDeadlines1795305600053 implements MigrationInterface {
  name = 'MovedDeadlines1795305600053';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
