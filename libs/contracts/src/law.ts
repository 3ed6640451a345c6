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
            /** Who will read it, where no rule of this version does: changing it changes nothing yet. */
            waitsFor: z.string().nullable(),
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

const reason = z.string().trim().max(1000);
const rowName = { key: z.string().trim().max(100), from: z.string().max(10), motivation: reason };

/** What an administrator proposes to enter. Field by field it is looked at by the rules of the domain, which name what is wrong. */
export const parameterProposalSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('AGGIUNTA'),
    ...rowName,
    value: z.string().trim().max(300),
    to: z.string().max(10).nullable(),
    cite: z.string().trim().max(300),
    confirmed: z.boolean(),
    /** It takes the place of the row that starts the same day. */
    replaces: z.boolean(),
  }),
  z.object({ action: z.literal('RITIRO'), ...rowName }),
]);

export const lawPreviewSchema = z
  .object({
    id: z.uuid(),
    proposal: parameterProposalSchema,
    status: z.enum(['IN_CORSO', 'FATTA']),
    /** Open dossiers that read the law on a day on which it would be another, and how many of them have been looked at. */
    total: z.number().int(),
    done: z.number().int(),
    /** The register got another entry since: to be worked out again before it is confirmed. */
    stale: z.boolean(),
    effects: z.array(
      z.object({
        dossierId: z.uuid(),
        codiceAppalto: z.string(),
        oggetto: z.string(),
        ente: z.string(),
        /** Reference date on which the dossier reads the law. */
        asOf: day,
        changes: z.array(
          z.object({
            what: z.enum(['SOGLIA', 'PROCEDURA', 'DOCUMENTO', 'TERMINE', 'VERIFICA']),
            name: z.string(),
            from: z.string(),
            to: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'LawPreview' });
export type LawPreviewView = z.infer<typeof lawPreviewSchema>;

const previewParams = z.object({ previewId: z.uuid() });

export const previewLegalParameter = defineRoute({
  id: 'previewLegalParameter',
  method: 'POST',
  path: '/api/law/previews',
  tag: 'Parametri di legge',
  summary: 'Work out what a row, or taking one back, would change in the open dossiers; with many of them in the background',
  access: 'law.write',
  status: 201,
  body: parameterProposalSchema,
  response: lawPreviewSchema,
});
export const getLawPreview = defineRoute({
  id: 'getLawPreview',
  method: 'GET',
  path: '/api/law/previews/{previewId}',
  tag: 'Parametri di legge',
  summary: 'What a proposed row would change, as far as it is worked out',
  access: 'law.write',
  params: previewParams,
  response: lawPreviewSchema,
});
export const confirmLawPreview = defineRoute({
  id: 'confirmLawPreview',
  method: 'POST',
  path: '/api/law/previews/{previewId}/confirmations',
  tag: 'Parametri di legge',
  summary: 'Enter the proposed row; the checks of the dossiers it concerns run again',
  access: 'law.write',
  status: 204,
  params: previewParams,
});
