import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Works out what a row of the law would change in many dossiers. */
export const previewLaw = defineJob({
  name: 'law.preview',
  queue: 'checks',
  payload: z.object({ previewId: z.uuid() }),
  title: 'Effetti di un parametro di legge',
  attempts: 5,
  backoffMs: 1_000,
  timeoutMs: 10 * 60_000,
});

/** Runs the checks again of the dossiers for which an entry of the register has changed the law. */
export const followLaw = defineJob({
  name: 'law.follow',
  queue: 'checks',
  /** `known`: how many entries the register had before. */
  payload: z.object({ known: z.int().min(0) }),
  title: 'Verifiche dopo un cambio dei parametri di legge',
  attempts: 5,
  backoffMs: 1_000,
  timeoutMs: 10 * 60_000,
});
