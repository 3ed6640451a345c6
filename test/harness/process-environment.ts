import { type TestServices } from '@gare/platform/testing';

/** The environment in which a process of the product works on the services of a test, with one LibreOffice. */
export function environmentOf({ config }: TestServices): Record<string, string> {
  if (config.storage.driver !== 'fs') throw new Error('this test runs on the embedded store');
  return {
    APP_DATABASE_URL: config.databaseUrl,
    REDIS_URL: config.redisUrl,
    STORAGE_DIR: config.storage.directory,
    SESSION_SECRET: config.sessionSecret,
    TEMPLATES_DIR: config.templatesDir,
    OFFICE_PROCESSES: '1',
    OFFICE_START: 'demand',
  };
}
