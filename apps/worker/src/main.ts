import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DaySealSchedule } from '@gare/audit/worker';
import { DraftVersionSchedule } from '@gare/drafting/worker';
import { TermsSchedule } from '@gare/convenzioni/worker';
import { MailSchedule, RemindersSchedule } from '@gare/notifications/worker';
import { SilenceSchedule } from '@gare/expertise/worker';
import { ConfigError, loadConfig } from '@gare/platform/config';
import { LOGGER, NestLogger, type Logger } from '@gare/platform/logging';
import { JobRunner, OutboxRelay, StuckJobsSweep } from '@gare/platform/queue';
import { RequestsSchedule } from '@gare/requests/worker';
import { DossierTermsSchedule } from '@gare/terms/worker';
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
  app.get(DaySealSchedule).start();
  app.get(TermsSchedule).start();
  app.get(RequestsSchedule).start();
  app.get(MailSchedule).start();
  app.get(RemindersSchedule).start();
  app.get(DossierTermsSchedule).start();
  app.get(SilenceSchedule).start();
  app.get(DraftVersionSchedule).start();
  logger.info('worker runs');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
