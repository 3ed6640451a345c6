import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Audit, AuditEntity } from '../audit/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, dataSourceOptions } from '../database/index.js';
import { ChangeFeed } from '../events/index.js';
import { createLogger, LOGGER, type Logger } from '../logging/index.js';
import { Mailer } from '../mail/index.js';
import { BullQueues, JobEntity, JobQueue, JobRows } from '../queue/index.js';
import { createObjectStorage, ObjectStorage } from '../storage/index.js';
import { Metrics } from './metrics.js';
import { PartsHealth } from './parts-health.js';

export interface PlatformOptions {
  config: Config;
  /** Name in the logs and metrics: api, worker, cli. */
  service: string;
  clock?: Clock;
}

function storage(config: Config, clock: Clock, logger: Logger): Promise<ObjectStorage> {
  const { storage: settings } = config;
  return createObjectStorage(
    settings.driver === 's3'
      ? {
          ...settings,
          clock,
          onTrouble: (what, error) => {
            logger.warn({ err: error }, what);
          },
        }
      : { ...settings, clock, linkSecret: config.sessionSecret, publicUrl: config.publicUrl },
  );
}

/** The capabilities every feature may use, wired once per process. */
@Global()
@Module({})
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    const { config } = options;
    const clock = options.clock ?? new Clock();
    const shared = [Audit, BullQueues, ChangeFeed, Database, JobQueue, JobRows, Mailer, Metrics, PartsHealth];
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config.databaseUrl, config.databasePool),
          autoLoadEntities: true,
          retryAttempts: 5,
          retryDelay: 1000,
        }),
        TypeOrmModule.forFeature([AuditEntity, JobEntity]),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: createLogger(config.logLevel, options.service) },
        { provide: Clock, useValue: clock },
        { provide: ObjectStorage, inject: [LOGGER], useFactory: (logger: Logger) => storage(config, clock, logger) },
        ...shared,
      ],
      exports: [CONFIG, LOGGER, Clock, ObjectStorage, DiscoveryModule, ...shared],
    };
  }
}
