import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The law that texts were approved with, so that what is printed anew in them afterwards changes nothing else. What was fixed before keeps none. */
export class LawOfFreezes1795305600080 implements MigrationInterface {
  name = 'LawOfFreezes1795305600080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table review_freezes add law_revision text, add law_as_of date');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
