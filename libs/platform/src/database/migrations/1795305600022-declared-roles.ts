import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Under which roles somebody declared: who comes back for another body may not take one that the law keeps for somebody else. */
export class DeclaredRoles1795305600022 implements MigrationInterface {
  name = 'DeclaredRoles1795305600022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conflict_declarations add roles text array not null default '{}'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
