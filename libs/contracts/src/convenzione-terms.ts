import { z } from 'zod';
import { responsibilityMatrixSchema } from '@gare/domain/access/responsibility-matrix';
import { roleCodes } from '@gare/domain/access/permissions';
import { tariffSchema } from '@gare/domain/tariff/tariff';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** What a convenzione decides of dossiers and of money: the responsibility matrix and the price lists. */

const day = z.iso.date('La data si scrive AAAA-MM-GG.');

/** The act by which a convenzione in force is changed. */
const amendmentActSchema = z
  .object({
    tipo: z.string().trim().min(1, 'Indica il tipo di atto, per esempio: determinazione.').max(100),
    numero: z.string().trim().min(1, 'Indica il numero dell’atto.').max(60),
    data: day,
  })
  .meta({ id: 'AmendmentAct' });

/** How a change would be taken now: edit of a draft, amendment of what is in force (act and motivation asked for), or not at all. */
const changeModeSchema = z.object({
  modo: z.enum(['BOZZA', 'MODIFICA', 'NESSUNO']),
  /** Why it cannot be changed, by this person or in this state; null where it can. */
  whyNot: z.string().nullable(),
});

const matrixRoleSchema = z.object({ code: z.enum(roleCodes), label: z.string() });

export const matrixFindingSchema = z
  .object({ rule: z.string(), document: z.string(), role: z.enum(roleCodes).nullable(), reason: z.string() })
  .meta({ id: 'MatrixFinding' });

export const matrixViewSchema = z
  .object({
    /** Revision of the sheet that a change starts from. */
    revision: z.number().int(),
    change: changeModeSchema,
    roles: z.array(matrixRoleSchema),
    documents: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        phase: z.string().nullable(),
        /** Who drafts and signs where no convenzione says otherwise; `signer` null: the document is not signed. */
        drafter: z.string().nullable(),
        signer: z.string().nullable(),
      }),
    ),
    /** Document code → role → letters. The typical one while nobody has changed it (`isDefault`). */
    matrice: responsibilityMatrixSchema,
    isDefault: z.boolean(),
    /** What is wrong with it as it is: a draft may be, a matrix in force is not. */
    findings: z.array(matrixFindingSchema),
  })
  .meta({ id: 'ConvenzioneMatrix' });
export type MatrixView = z.infer<typeof matrixViewSchema>;

const amendment = {
  /** Asked for while the convenzione is in force. */
  atto: amendmentActSchema.optional(),
  motivazione: z.string().trim().max(2000).optional(),
};

export const matrixCellSchema = z.object({
  document: z.string().max(60),
  role: z.enum(roleCodes),
  /** Letters of the cell; null or empty: nothing to do on this document. */
  letters: z.string().max(6).nullable(),
});

export const getMatrix = defineRoute({
  id: 'getMatrix',
  method: 'GET',
  path: '/api/convenzioni/{dossierId}/matrix',
  tag: 'Convenzioni',
  summary: 'Responsibility matrix of a convenzione, with the documents of a tender and the roles it is written in',
  access: 'convenzione.read',
  params: dossierParams,
  response: matrixViewSchema,
});
export const changeMatrix = defineRoute({
  id: 'changeMatrix',
  method: 'PATCH',
  path: '/api/convenzioni/{dossierId}/matrix',
  tag: 'Convenzioni',
  summary: 'Change cells of the matrix; the whole is checked and taken, or refused with every finding',
  access: 'matrix.write',
  params: dossierParams,
  body: z.object({ baseRevision: z.number().int().min(0), cells: z.array(matrixCellSchema).min(1).max(2000), ...amendment }),
  response: matrixViewSchema,
});

export const tariffFindingSchema = z
  .object({
    rule: z.string(),
    /** Position of the price list, from 0. */
    tariffa: z.number().int(),
    /** Positions of the bands it is about, from 0. */
    scaglioni: z.array(z.number().int()),
    reason: z.string(),
  })
  .meta({ id: 'TariffFinding' });

export const tariffsViewSchema = z
  .object({
    revision: z.number().int(),
    change: changeModeSchema,
    tariffe: z.array(tariffSchema),
    findings: z.array(tariffFindingSchema),
  })
  .meta({ id: 'ConvenzioneTariffs' });
export type TariffsView = z.infer<typeof tariffsViewSchema>;

export const getTariffs = defineRoute({
  id: 'getTariffs',
  method: 'GET',
  path: '/api/convenzioni/{dossierId}/tariffs',
  tag: 'Convenzioni',
  summary: 'Price lists of a convenzione, those of the past included',
  access: 'convenzione.read',
  params: dossierParams,
  response: tariffsViewSchema,
});
export const changeTariffs = defineRoute({
  id: 'changeTariffs',
  method: 'PATCH',
  path: '/api/convenzioni/{dossierId}/tariffs',
  tag: 'Convenzioni',
  summary: 'Replace the price lists; prices of days already past stay as they were once the convenzione is in force',
  access: 'tariff.write',
  params: dossierParams,
  /** The lists are checked one by one by the rules of the domain (`checkTariff`), so that band and rule can be named. */
  body: z.object({ baseRevision: z.number().int().min(0), tariffe: z.array(z.looseObject({})).max(100), ...amendment }),
  response: tariffsViewSchema,
});

const feeStepSchema = z.object({ testo: z.string(), importo: z.string() });
export const feeSchema = z
  .discriminatedUnion('known', [
    z.object({ known: z.literal(true), importo: z.string(), passi: z.array(feeStepSchema) }),
    z.object({ known: z.literal(false), manca: z.string() }),
  ])
  .meta({ id: 'Fee' });

export const feeEstimateSchema = z
  .object({
    /** The convenzione whose price lists were used; null: the dossier runs under none. */
    convenzione: z.object({ id: z.uuid(), numero: z.string() }).nullable(),
    /** Day whose prices were used. */
    asOf: day,
    /** One sentence where there is nothing to pay, or nothing to work it out from. */
    nota: z.string().nullable(),
    voci: z.array(z.object({ momento: z.enum(['PUBBLICAZIONE', 'AGGIUDICAZIONE']), compenso: feeSchema })),
    /** Sum of what is known, in euro. */
    totale: z.string(),
    /** False where a part is not known yet: the total can only grow. */
    completo: z.boolean(),
    /** For the staff of the SUA, apart from the total (C. 45 c. 8). */
    quotaIncentivo: feeSchema,
  })
  .meta({ id: 'FeeEstimate' });
export type FeeEstimateView = z.infer<typeof feeEstimateSchema>;

export const getFeeEstimate = defineRoute({
  id: 'getFeeEstimate',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/fee-estimate',
  tag: 'Convenzioni',
  summary: 'What the dossier will cost the comune by the price lists of its convenzione, step by step',
  access: 'dossier.read',
  params: dossierParams,
  response: feeEstimateSchema,
});
