import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

export const declarationSchema = z
  .object({
    answer: z.enum(['ASSENTE', 'PRESENTE']),
    /** What the conflict is; only for who declared it and for the directors. */
    text: z.string().nullable(),
    at: z.iso.datetime(),
    person: z.object({ id: z.uuid(), nome: z.string() }),
    role: z.string(),
    ente: z.string(),
  })
  .meta({ id: 'ConflictDeclaration' });
export type ConflictDeclarationView = z.infer<typeof declarationSchema>;

export const declarationsSchema = z
  .object({
    /** Whoever works on this dossier has to declare first. */
    asked: z.boolean(),
    /** The latest of the caller. */
    own: declarationSchema.nullable(),
    /** The latest of each person, newest first; empty for who is not a director. */
    all: z.array(declarationSchema),
  })
  .meta({ id: 'ConflictDeclarations' });
export type ConflictDeclarationsView = z.infer<typeof declarationsSchema>;

export const listDeclarations = defineRoute({
  id: 'listDeclarations',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/conflict-declaration',
  tag: 'Fascicoli',
  summary: 'What the caller declared on this dossier, and for a director what everybody did',
  access: 'dossier.read',
  params: dossierParams,
  response: declarationsSchema,
});
export const declareConflict = defineRoute({
  id: 'declareConflict',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/conflict-declaration',
  tag: 'Fascicoli',
  summary: 'Declare to have, or not to have, a conflict of interest on this dossier; a later declaration supersedes',
  access: 'conflict.declare',
  status: 201,
  params: dossierParams,
  body: z
    .object({ answer: z.enum(['ASSENTE', 'PRESENTE']), text: z.string().trim().max(2000).optional() })
    .refine(({ answer, text = '' }) => answer === 'ASSENTE' || text.length >= 10, {
      path: ['text'],
      message: 'Descrivi il conflitto con almeno 10 caratteri: lo legge solo il dirigente.',
    }),
  response: declarationsSchema,
});
