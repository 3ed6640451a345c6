import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import * as Y from 'yjs';
import { DraftEntity, DraftingModule, DraftStore } from '@gare/drafting';
import { loadConfig } from '@gare/platform/config';
import { Database } from '@gare/platform/database';
import { PlatformModule } from '@gare/platform/runtime';

@Module({})
class ReadingModule {}

/** A process that has seen nothing of the run: loads drafts from Postgres alone and hands their states to whoever started it. */
async function read([suaId = '', dossierId = '']: readonly string[]): Promise<void> {
  const platform = PlatformModule.with({ config: loadConfig(process.env), service: 'faults' });
  const app = await NestFactory.createApplicationContext(
    { module: ReadingModule, imports: [platform, DraftingModule] },
    { logger: false, abortOnError: false },
  );
  const store = app.get(DraftStore, { strict: false });
  const states = await app.get(Database, { strict: false }).read({ scope: 'sua', suaId }, async (reader) => {
    const drafts = await reader.findBy(DraftEntity, { dossierId });
    const found: Record<string, string> = {};
    for (const { id } of drafts) {
      const { doc } = await store.load(reader, id);
      found[id] = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
    }
    return found;
  });
  process.stdout.write(JSON.stringify(states), () => {
    process.exit();
  });
}

read(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
