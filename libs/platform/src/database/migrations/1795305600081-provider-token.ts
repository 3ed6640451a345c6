import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the provider of a session is shown at its end, sealed. The table is seen by `system` alone already. */
export class ProviderToken1795305600081 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sessions add provider_token text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sessions drop column provider_token');
  }
}
