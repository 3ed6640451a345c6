import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { StandingFollower } from '@gare/drafting/worker';
import { ProvinceSchedules } from '@gare/identity';
import { ConfigError, loadConfig } from '@gare/platform/config';
import { LOGGER, NestLogger, type Logger } from '@gare/platform/logging';
import { JobRunner, OutboxRelay, StuckJobsSweep } from '@gare/platform/queue';
import { WorkerModule } from './worker.module.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: false, abortOnError: false });
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(logger));
  app.enableShutdownHooks();
  app.get(JobRunner).start();
  app.get(OutboxRelay).start();
  app.get(StuckJobsSweep).start();
  app.get(ProvinceSchedules).start();
  app.get(StandingFollower).start();
  logger.info('worker runs');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
