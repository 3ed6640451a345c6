import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Foreign keys by name: [table, column, target]. Across features the code knows only ids; the database still holds them true. */
const references = [
  ['enti', 'sua_id', 'enti'],
  ['convenzioni', 'ente_id', 'enti'],
  ['role_assignments', 'person_id', 'people'],
  ['role_assignments', 'ente_id', 'enti'],
  ['sessions', 'person_id', 'people'],
  ['dossiers', 'ente_id', 'enti'],
  ['dossiers', 'sua_id', 'enti'],
  ['schede', 'dossier_id', 'dossiers'],
  ['scheda_changes', 'dossier_id', 'dossiers'],
  ['documents', 'dossier_id', 'dossiers'],
  ['document_versions', 'document_id', 'documents'],
  ['check_results', 'dossier_id', 'dossiers'],
  ['packages', 'dossier_id', 'dossiers'],
  ['audit_entries', 'dossier_id', 'dossiers'],
  ['jobs', 'dossier_id', 'dossiers'],
] as const;

export class Integrity1795305600001 implements MigrationInterface {
  name = 'Integrity1795305600001';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, target] of references) {
      await runner.query(`alter table ${table} add constraint fk_${table}_${column} foreign key (${column}) references ${target} (id)`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
