import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The draft a version was formed from. Versions are never changed: those of before have none. */
export class VersionsOfDrafts1795305600067 implements MigrationInterface {
  name = 'VersionsOfDrafts1795305600067';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table document_versions add draft_id uuid, add draft_seq bigint, add draft_content_sha256 character(64)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
