import { z } from 'zod';
import { qualificationLevels } from '@gare/domain/enti/qualification';
import { defineRoute } from './route.js';
import { enteSchema } from './session.js';

export const enteParams = z.object({ enteId: z.uuid() });

const day = z.iso.date('La data si scrive AAAA-MM-GG.');
const code = z.string().trim().max(60, 'Il codice è troppo lungo.').nullable();

/** A qualification at ANAC (C. 62-63, All. II.4), both days included; `al` null while it has no end. */
export const qualificationSchema = z
  .object({
    ambito: z.enum(['PROGETTAZIONE_AFFIDAMENTO', 'ESECUZIONE']),
    settore: z.enum(['LAVORI', 'SERV_FORN']),
    livello: z.enum(qualificationLevels),
    dal: day,
    al: day.nullable(),
    attoANAC: z.string().trim().max(200).nullish(),
  })
  .refine(({ settore, livello }) => livello.startsWith('SF') === (settore === 'SERV_FORN'), {
    path: ['livello'],
    message: 'Per i lavori i livelli sono L1, L2 e L3; per servizi e forniture SF1, SF2 e SF3.',
  })
  .refine(({ dal, al }) => al === null || al >= dal, { path: ['al'], message: 'La fine viene prima dell’inizio.' })
  .meta({ id: 'Qualification' });

export const enteDetailSchema = enteSchema
  .extend({
    codiceIstatAnac: z.string().nullable(),
    codiceAusa: z.string().nullable(),
    codiceCentroCosto: z.string().nullable(),
    nuts: z.string().nullable(),
    pec: z.string().nullable(),
    popolazione: z.number().int().nullable(),
    /** Patron saint of the seat as `MM-DD`. */
    patrono: z.string().nullable(),
    qualificazioni: z.array(qualificationSchema),
    /** Those of the body, the latest first. */
    convenzioni: z.array(z.object({ id: z.uuid(), numero: z.string(), stato: z.string(), dal: day, al: day, ambito: z.array(z.string()) })),
  })
  .meta({ id: 'EnteDetail' });
export type EnteDetail = z.infer<typeof enteDetailSchema>;

/** What may be written of a body. The codes themselves are checked by the rules of the domain (`checkEnte`), field by field. */
const writable = {
  denominazione: z.string().trim().max(200, 'La denominazione ha più di 200 caratteri.'),
  codiceFiscale: z.string().trim().max(20, 'Il codice fiscale di un ente ha 11 cifre.'),
  codiceIpa: code,
  codiceIstat: code,
  codiceIstatAnac: code,
  codiceAusa: code,
  codiceCentroCosto: code,
  nuts: code,
  pec: z.string().trim().max(254).nullable(),
  popolazione: z.number().nullable(),
  patrono: code,
  qualificazioni: z.array(qualificationSchema).max(50),
};
const { denominazione, codiceFiscale, ...others } = writable;

export const getEnte = defineRoute({
  id: 'getEnte',
  method: 'GET',
  path: '/api/enti/{enteId}',
  tag: 'Enti',
  summary: 'One body with its codes, qualifications and convenzioni',
  access: 'ente.read',
  params: enteParams,
  response: enteDetailSchema,
});
export const createEnte = defineRoute({
  id: 'createEnte',
  method: 'POST',
  path: '/api/enti',
  tag: 'Enti',
  summary: 'Register a body of the SUA',
  access: 'ente.write',
  status: 201,
  // No second Province: whoever acts for the Province sees the whole SUA.
  body: z.object({ tipo: z.enum(['COMUNE', 'UNIONE', 'ALTRO']), denominazione, codiceFiscale, ...z.object(others).partial().shape }),
  response: enteDetailSchema,
});
export const changeEnte = defineRoute({
  id: 'changeEnte',
  method: 'PATCH',
  path: '/api/enti/{enteId}',
  tag: 'Enti',
  summary: 'Change what is given of a body; qualifications are replaced as a whole',
  access: 'ente.write',
  params: enteParams,
  body: z.object(writable).partial(),
  response: enteDetailSchema,
});
export const importEnti = defineRoute({
  id: 'importEnti',
  method: 'POST',
  path: '/api/enti/imports',
  tag: 'Enti',
  summary:
    'Import the list of comuni, the IPA index or the AUSA register from the text of a CSV file; wrong rows are told, right ones go in',
  access: 'ente.import',
  body: z.object({
    source: z.enum(['comuni', 'ipa', 'ausa']),
    text: z.string().min(1, 'Il file è vuoto.').max(3_500_000, 'Il file è troppo grande: dividilo in più parti.'),
    /** First three digits of the ISTAT code: of a national list only these comuni go in. */
    provincia: z
      .string()
      .regex(/^\d{3}$/, 'Il codice della provincia ha tre cifre, per esempio 054.')
      .optional(),
  }),
  response: z.object({
    created: z.number().int(),
    updated: z.number().int(),
    /** Right rows that change nothing: already so, of another province, or of a body that is not registered here. */
    unchanged: z.number().int(),
    refusedRows: z.number().int(),
    /** The first thousand things that are wrong; `field` is null where the whole row is. */
    refused: z.array(z.object({ line: z.number().int(), field: z.string().nullable(), reason: z.string() })),
  }),
});
