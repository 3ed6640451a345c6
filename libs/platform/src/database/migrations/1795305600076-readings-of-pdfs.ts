import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which lines of a document come from clauses and where it departs from them. Of models that come from other Provinces, what lint and trials found. Where the pages of an uploaded PDF begin in its text, and what of it could not be read. Versions of before were not read. */
export class ReadingsOfPdfs1795305600076 implements MigrationInterface {
  name = 'ReadingsOfPdfs1795305600076';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table document_versions add reading jsonb, add clauses jsonb');
    await runner.query('alter table community_imports add checks jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
