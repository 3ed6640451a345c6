import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Tenders opened under the first process (version 1 ended at the publication) go on under the second, which has the same states
 * up to there. Nothing has been released with version 1, so there is no diff to show anybody: later versions are moved by an act.
 */
export class TendersToTheEnd1795305600033 implements MigrationInterface {
  name = 'TendersToTheEnd1795305600033';

  async up(runner: QueryRunner): Promise<void> {
    // The trigger that counts writes there in the name of whoever updates.
    const tables = ['dossiers', 'dossier_counts'];
    for (const table of tables) await runner.query(`alter table ${table} no force row level security`);
    await runner.query(
      `update dossiers set kind_version = '2.0.0', turn = case when state = 'PUBBLICATA' then 'SUA' else turn end
       where kind_code = 'GARA' and kind_version like '1.%'`,
    );
    for (const table of tables) await runner.query(`alter table ${table} force row level security`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
