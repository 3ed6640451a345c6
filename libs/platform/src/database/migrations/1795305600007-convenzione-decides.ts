import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the convenzione decides for a dossier: its matrix and price lists, and which convenzione a dossier runs under. */
const statements = [
  `alter table convenzioni add matrice jsonb, add tariffe jsonb not null default '[]'`,
  'alter table dossiers add convenzione_id uuid',
  'alter table dossiers add constraint fk_dossiers_convenzione_id foreign key (convenzione_id) references convenzioni (id)',
];

export class ConvenzioneDecides1795305600007 implements MigrationInterface {
  name = 'ConvenzioneDecides1795305600007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
