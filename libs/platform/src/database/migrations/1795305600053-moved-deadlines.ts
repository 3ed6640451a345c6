import { type MigrationInterface, type QueryRunner } from 'typeorm';

const scope = `(select current_setting('app.scope', true))`;
const enti = `(select coalesce(nullif(current_setting('app.ente_ids', true), ''), '{}'))::uuid[]`;

/** A rectification or an extension moves the deadline of a published tender: that column alone follows, the rest stays as published. */
const statements = [
  // Which rows are in sight at all the policy for reading says: a tender of another SUA is not.
  `create policy published_tenders_moved on published_tenders for update using (${scope} = 'sua' or ente_id = any (${enti}))`,
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
