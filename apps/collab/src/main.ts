import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, loadConfig } from '@gare/platform/config';
import { LOGGER, NestLogger, type Logger } from '@gare/platform/logging';
import { CollabModule } from './collab.module.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await NestFactory.createApplicationContext(CollabModule.with(config), { logger: false, abortOnError: false });
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(logger));
  app.enableShutdownHooks();
  logger.info('collab runs');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
