import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CollabServer } from '@gare/drafting/collab';
import { ConfigError, loadConfig } from '@gare/platform/config';
import { ChangeFeed } from '@gare/platform/events';
import { LOGGER, NestLogger, type Logger } from '@gare/platform/logging';
import { CollabModule } from './collab.module.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await NestFactory.createApplicationContext(CollabModule.with(config), { logger: false, abortOnError: false });
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(logger));
  app.enableShutdownHooks();
  await app.get(ChangeFeed).start();
  const port = await app.get(CollabServer).listen();
  logger.info({ port }, 'collab listens');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
