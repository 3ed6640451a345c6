import { z } from 'zod';
import { intakeAnswersSchema } from '@gare/domain/intake/answers';
import { clientIdSchema, dossierDetailSchema } from './dossiers.js';
import { defineRoute } from './route.js';

const asked = z.object({
  answers: intakeAnswersSchema,
  /** The comune; only the Province may name another body than its own. */
  enteId: z.uuid().optional(),
});

const refusalSchema = z.object({
  rule: z.string(),
  convenzioneId: z.uuid().nullable(),
  clausola: z.string(),
  motivo: z.string(),
  cosaFare: z.string(),
});

export const intakePlanSchema = z
  .object({
    /** Day on which law was read. */
    asOf: z.iso.date(),
    /** `APERTO`: a question is left, `reason` names it; `FERMATA`: nothing to open, and why. */
    kind: z.enum(['APERTO', 'FERMATA', 'PROCEDURA']),
    reason: z.string().nullable(),
    remedy: z.string().nullable(),
    name: z.string(),
    cite: z.string(),
    schede: z.array(z.string()),
    notes: z.array(z.string()),
    /** Documents of the kind for these answers; those that are not asked for are left out. */
    documents: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        requirement: z.enum(['M', 'O', 'UNKNOWN']),
        /** Why it is asked for, with the article. */
        why: z.string(),
        phase: z.string(),
      }),
    ),
    /** Why no convenzione covers it; null where one does, or none is needed. */
    coverage: refusalSchema.extend({ others: z.array(refusalSchema) }).nullable(),
  })
  .meta({ id: 'IntakePlan' });
export type IntakePlanView = z.infer<typeof intakePlanSchema>;

export const planIntake = defineRoute({
  id: 'planIntake',
  method: 'POST',
  path: '/api/intake/plans',
  tag: 'Avvio guidato',
  summary: 'Where the answers of the guided intake lead: procedure, ANAC scheda, documents with their reasons, and coverage',
  access: 'dossier.create',
  body: asked,
  response: intakePlanSchema,
});
export const openGuidedDossier = defineRoute({
  id: 'openGuidedDossier',
  method: 'POST',
  path: '/api/intake/dossiers',
  tag: 'Avvio guidato',
  summary:
    'Open a tender with the answers of the guided intake in its scheda; sent again with the same `clientId` and content it is opened once',
  access: 'dossier.create',
  status: 201,
  body: asked.extend({ clientId: clientIdSchema }),
  response: z.object({ id: dossierDetailSchema.shape.id }),
});
