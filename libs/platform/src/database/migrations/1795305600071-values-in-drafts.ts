import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Values of drafts follow the scheda by themselves. What they said before is kept: somebody may still be writing over it without a network. */
const statements = [
  `alter table drafts add column former_values jsonb not null default '[]'`,
  'grant update (former_values) on drafts to gare_app',
];

export class ValuesInDrafts1795305600071 implements MigrationInterface {
  name = 'ValuesInDrafts1795305600071';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
