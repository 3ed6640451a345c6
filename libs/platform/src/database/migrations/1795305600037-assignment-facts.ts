import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What whoever assigns says of the person (employee, technician, convictions, political offices): the rules of a team read it again. */
export class AssignmentFacts1795305600037 implements MigrationInterface {
  name = 'AssignmentFacts1795305600037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table dossier_assignments add facts jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
