import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const roleSchema = z.object({ code: z.string(), title: z.string() });

const answerSchema = z.object({
  value: z.string(),
  note: z.string().nullable(),
  evidenceDocument: z.string().nullable(),
  evidenceText: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});

export const checklistSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    compiledBy: roleSchema,
    countersignedBy: roleSchema.nullable(),
    standing: z.enum(['DA_COMPILARE', 'COMPILATA', 'FIRMATA']),
    /** Of the content as it is now: a signature names it, so that nobody signs what they have not seen. */
    hash: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        answer: z.enum(['SI_NO_NA', 'TESTO', 'DATA', 'IMPORTO']),
        evidence: z.enum(['required', 'optional']),
        cite: z.string().nullable(),
        given: answerSchema.nullable(),
        files: z.array(z.object({ id: z.uuid(), title: z.string(), fileName: z.string(), bytes: z.number().int() })),
        /** What is missing before it can be signed; null where nothing is. */
        gap: z.string().nullable(),
      }),
    ),
    signatures: z.array(
      z.object({
        id: z.uuid(),
        step: z.enum(['COMPILAZIONE', 'CONTROFIRMA']),
        person: z.string(),
        role: z.string(),
        at: z.iso.datetime(),
        hash: z.string(),
        voided: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
      }),
    ),
    /** The signed list as PDF/A; null while it is being formed or is not signed. */
    file: z.object({ attachmentId: z.uuid(), fileName: z.string() }).nullable(),
    whyNot: z.object({ answer: z.string().nullable(), sign: z.string().nullable() }),
    /** The signature the caller may add now. */
    step: z.enum(['COMPILAZIONE', 'CONTROFIRMA']).nullable(),
  })
  .meta({ id: 'Checklist' });
export type ChecklistView = z.infer<typeof checklistSchema>;

const listSchema = z.object({
  items: z.array(checklistSchema),
  /** Documents of the dossier that may be named as evidence. */
  documents: z.array(z.object({ code: z.string(), title: z.string() })),
});
export type ChecklistsView = z.infer<typeof listSchema>;

const checklistParams = dossierParams.extend({ checklist: z.string().max(60) });

export const listChecklists = defineRoute({
  id: 'listChecklists',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/checklists',
  tag: 'Liste di controllo',
  summary: 'Checklists of the dossier with answers, evidence, what is missing and who signed',
  access: 'dossier.read',
  params: dossierParams,
  response: listSchema,
});
export const answerChecklist = defineRoute({
  id: 'answerChecklist',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/checklists/{checklist}/answers',
  tag: 'Liste di controllo',
  summary: 'Answer one point; signatures under the list lose their force where the answer changes',
  access: 'checklist.write',
  params: checklistParams,
  body: z.object({
    itemId: z.string().max(40),
    /** Empty takes the answer back. */
    value: z.string().max(4000),
    note: z.string().trim().max(4000).nullable().default(null),
    evidenceDocument: z.string().max(60).nullable().default(null),
    evidenceText: z.string().trim().max(1000).nullable().default(null),
  }),
  response: checklistSchema,
});
export const signChecklist = defineRoute({
  id: 'signChecklist',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/checklists/{checklist}/signatures',
  tag: 'Liste di controllo',
  summary: 'Sign or countersign the list as it is now; a recorded act over the hash of its content',
  access: 'checklist.write',
  status: 201,
  params: checklistParams,
  body: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  response: checklistSchema,
});
