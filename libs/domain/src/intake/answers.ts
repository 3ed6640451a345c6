import { z } from 'zod';
import { isMoney } from '../money/money.js';

export const natures = ['LAVORI', 'SERVIZI', 'FORNITURE', 'SIA', 'SOCIALI', 'CONCESSIONE_SERVIZI', 'CONCESSIONE_LAVORI'] as const;
export type Nature = (typeof natures)[number];

export const instruments = [
  'CONTRATTO',
  'AQ_SENZA_CONFRONTO',
  'AQ_CON_CONFRONTO',
  'ADESIONE_SENZA_CONFRONTO',
  'ADESIONE_CON_CONFRONTO',
] as const;
export const exceptions = ['NESSUNA', 'UNICO_OPERATORE', 'URGENZA', 'DESERTA', 'IN_HOUSE'] as const;
/** By article of the Codice; 187 is the negotiated procedure of a concession below the threshold. */
export const procedures = ['50a', '50b', '50c', '50d', '50e', '71', '72', '73', '74', '75', '76', '187'] as const;
export type Procedure = (typeof procedures)[number];

const longest = 400;

/** The answers of the guided intake, each absent until it is given. Amounts are decimal text in euro, VAT excluded. */
export const intakeAnswersSchema = z
  .object({
    oggetto: z.string().max(longest),
    natura: z.enum(natures),
    importo: z.string().refine((text) => isMoney(text) && Number(text) > 0 && Number(text) < 1e12, 'L’importo è maggiore di zero.'),
    strumento: z.enum(instruments),
    eccezione: z.enum(exceptions),
    procedura: z.enum(procedures),
    indagine: z.enum(['SI', 'NO']),
    lotti: z.int().min(1).max(30),
    fondi: z.enum(['PNRR', 'ALTRI']),
    manodopera: z.enum(['SI', 'NO']),
    criterio: z.enum(['OEPV_QP', 'PREZZO']),
    interferenze: z.enum(['DUVRI', 'ASSENZA', 'ESENTE']),
    progetto: z.enum(['ESECUZIONE', 'INTEGRATO']),
  })
  .partial()
  .meta({ id: 'IntakeAnswers' });
export type IntakeAnswers = z.infer<typeof intakeAnswersSchema>;
export type QuestionId = keyof IntakeAnswers;

/** An object says enough to be found again. */
export const shortestObject = 10;

export const isWorks = (natura: Nature): boolean => natura === 'LAVORI' || natura === 'CONCESSIONE_LAVORI';
export const isConcession = (natura: Nature): boolean => natura === 'CONCESSIONE_SERVIZI' || natura === 'CONCESSIONE_LAVORI';
