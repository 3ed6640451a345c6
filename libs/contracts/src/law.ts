import { z } from 'zod';
import { defineRoute } from './route.js';

const day = z.iso.date('La data si scrive AAAA-MM-GG.');

/** Who entered or took back a row, when and why. */
const actSchema = z.object({ by: z.string(), at: z.iso.datetime(), motivation: z.string() });

const rowValues = {
  /** Decimal text, or words where the unit is `text`. */
  value: z.string(),
  from: day,
  /** Last day, included; null while it has no end. */
  to: day.nullable(),
  cite: z.string(),
  /** False where a lawyer still has to confirm the value. */
  confirmed: z.boolean(),
};

export const legalParametersSchema = z
  .object({
    today: day,
    mayWrite: z.boolean(),
    whyNot: z.string().nullable(),
    groups: z.array(
      z.object({
        name: z.string(),
        parameters: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            unit: z.enum(['EUR', 'percent', 'permille', 'points', 'days', 'months', 'years', 'count', 'factor', 'text']),
            /** The row in force today; null where none is. */
            now: z.object(rowValues).nullable(),
            /** Every row there ever was, the latest first; one that was taken back stays in sight. */
            rows: z.array(
              z.object({
                ...rowValues,
                inForce: z.boolean(),
                /** Null for a row of the release. */
                added: actSchema.nullable(),
                withdrawn: actSchema.nullable(),
              }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'LegalParameters' });
export type LegalParametersView = z.infer<typeof legalParametersSchema>;

export const listLegalParameters = defineRoute({
  id: 'listLegalParameters',
  method: 'GET',
  path: '/api/law/parameters',
  tag: 'Parametri di legge',
  summary: 'Every legal parameter with its rows in time: those of the release and those of the Province',
  access: 'session',
  response: legalParametersSchema,
});
