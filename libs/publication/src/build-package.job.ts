import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Builds and seals one package: index, manifest, ZIP, write-once storage. */
export const buildPackage = defineJob({
  name: 'package.build',
  queue: 'packages',
  payload: z.object({ packageId: z.uuid() }),
  title: 'Formazione del fascicolo di pubblicazione',
  attempts: 3,
  backoffMs: 2_000,
  timeoutMs: 60 * 60_000,
});
