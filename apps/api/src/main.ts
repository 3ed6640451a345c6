import 'reflect-metadata';
import { ConfigError, loadConfig } from '@gare/platform/config';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { createHttpApplication } from '@gare/platform/runtime';
import { ApiModule } from './api.module.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createHttpApplication(ApiModule.with(config), { web: true });
  await app.listen(config.port, config.host);
  app.get<Logger>(LOGGER).info({ port: config.port }, 'api listens');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
