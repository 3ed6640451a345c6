import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Headings of the text of a version, and what a version with hand edits was made from. Older versions have neither. */
const statements = [
  'alter table document_versions add outline jsonb, add based_on int, add base_docx_key text',
  'create unique index document_versions_owner on document_versions (id, dossier_id, sua_id, ente_id)',
];

export class OutlinesHandEdits1795305600060 implements MigrationInterface {
  name = 'OutlinesHandEdits1795305600060';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
