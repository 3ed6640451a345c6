import { Global, Inject, Injectable, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { OfficePool } from '../office/index.js';

/** Warms the LibreOffice processes when the worker starts (unless they are to wait for the first document) and ends them with it. */
@Injectable()
class OfficeLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly pool: OfficePool,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.office.start === 'demand') return;
    // Not waited for: other jobs need no LibreOffice, and a document that comes early waits in the pool.
    this.pool.start().then(
      (mode) => {
        this.logger.info(mode, 'LibreOffice is warm');
      },
      (error: unknown) => {
        this.logger.warn({ err: error }, 'LibreOffice does not start: documents wait');
      },
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.stop();
  }
}

/** The one pool of LibreOffice processes of a worker, for every feature that makes PDFs. */
@Global()
@Module({
  providers: [
    {
      provide: OfficePool,
      inject: [CONFIG, LOGGER],
      useFactory: ({ office }: Config, logger: Logger) =>
        new OfficePool({
          size: office.processes,
          timeLimit: office.timeoutMs,
          memoryLimit: office.memoryMb,
          onTrouble: (what, error) => {
            logger.warn({ err: error }, what);
          },
        }),
    },
    OfficeLife,
  ],
  exports: [OfficePool],
})
export class OfficeModule {}
