import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** Path inside the scheda: segments split by `/`, list items by their id, e.g. `lotti/LOT-0001/cpvPrevalente`. */
export const fieldPathSchema = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, 'Percorso del campo non valido');

export const fieldStampSchema = z
  .object({ path: z.string(), revision: z.number().int(), by: z.string(), at: z.iso.datetime() })
  .meta({ id: 'FieldStamp' });

export const sheetSchema = z
  .object({
    revision: z.number().int(),
    /** The scheda as a document; its full shape is `schedaSchema` of contracts/scheda. */
    values: z.record(z.string(), z.unknown()),
    stamps: z.array(fieldStampSchema),
    /** Amounts and flags computed from the values (decimal strings). */
    derived: z.record(z.string(), z.unknown()),
    writable: z.boolean(),
    whyReadOnly: z.string().nullable(),
    /** While the acts are frozen: the fields that may still be written, as patterns; null where all may. */
    openFields: z.array(z.string()).nullable(),
    /** Fields that acts of the platform write, and nobody types. */
    ofActs: z.array(z.string()),
    /** What the form is drawn from (`subject` of the kind); null for a tender, whose form is known to the page. */
    schema: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Sheet' });
export type Sheet = z.infer<typeof sheetSchema>;

/** In `details.conflicts` of a 409 `scheda.conflict`. */
export const sheetConflictSchema = z
  .object({ path: z.string(), mine: z.unknown(), theirs: z.unknown(), by: z.string(), at: z.iso.datetime() })
  .meta({ id: 'SheetConflict' });
export type SheetConflict = z.infer<typeof sheetConflictSchema>;

export const getSheet = defineRoute({
  id: 'getSheet',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/scheda',
  tag: 'Scheda di gara',
  summary: 'The scheda di gara with who last changed each field',
  access: 'dossier.read',
  params: dossierParams,
  response: sheetSchema,
});
export const changeSheet = defineRoute({
  id: 'changeSheet',
  method: 'PATCH',
  path: '/api/dossiers/{dossierId}/scheda',
  tag: 'Scheda di gara',
  summary: 'Change fields; a field changed by somebody else since `baseRevision` answers 409 with both values and nothing is applied',
  access: 'scheda.write',
  params: dossierParams,
  body: z.object({
    baseRevision: z.number().int().min(0),
    changes: z
      .array(z.object({ path: fieldPathSchema, value: z.unknown() }))
      .min(1)
      .max(500),
  }),
  response: z.object({
    revision: z.number().int(),
    savedAt: z.iso.datetime(),
    derived: z.record(z.string(), z.unknown()),
    /** Values of others since `baseRevision`, so that the page is current without a reload. */
    merged: z.array(z.object({ path: z.string(), value: z.unknown() })),
  }),
});
