import { z } from 'zod';
import { roleCodes } from '@gare/domain/access/permissions';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const person = z.object({ id: z.uuid(), name: z.string() });

/** Something that stands against somebody in a role, or that nobody has said yet. */
const findingSchema = z.object({ rule: z.string(), reason: z.string(), cite: z.string() }).meta({ id: 'AssignmentFinding' });

const teamSchema = z
  .object({
    /** May the caller assign people of their own body? */
    may: z.boolean(),
    whyNot: z.string().nullable(),
    items: z.array(
      z.object({
        id: z.uuid(),
        role: z.object({ code: z.enum(roleCodes), label: z.string() }),
        person,
        /** Away today: until when, and who acts in their place. */
        away: z.object({ until: z.iso.date(), substitute: person.nullable() }).nullable(),
        ente: z.object({ id: z.uuid(), denominazione: z.string() }),
        since: z.iso.datetime(),
        assignedBy: z.string(),
        /** Of the caller's own body: may be ended by them. */
        own: z.boolean(),
      }),
    ),
    /** Roles the caller's body gives on this dossier, with its people who hold them today. */
    roles: z.array(z.object({ code: z.enum(roleCodes), label: z.string(), several: z.boolean(), candidates: z.array(person) })),
    /** What the law asks of these people and nobody has said yet. */
    toVerify: z.array(findingSchema),
  })
  .meta({ id: 'DossierTeam' });
export type DossierTeamView = z.infer<typeof teamSchema>;

export const getDossierTeam = defineRoute({
  id: 'getDossierTeam',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/assignments',
  tag: 'Fascicoli',
  summary: 'Who was given which role on this dossier; a role nobody was given is the whole office’s',
  access: 'dossier.read',
  params: dossierParams,
  response: teamSchema,
});

export const assignOnDossier = defineRoute({
  id: 'assignOnDossier',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/assignments',
  tag: 'Fascicoli',
  summary: 'Give somebody of one’s own body a role on this dossier; a role of one person changes hands',
  access: 'dossier.assign',
  status: 201,
  params: dossierParams,
  body: z.object({
    personId: z.uuid(),
    role: z.enum(roleCodes),
    /** What whoever assigns says of the person (C. 15, 93; All. I.2); absent is not known. */
    facts: z
      .object({
        dipendente: z.boolean(),
        tecnico: z.boolean(),
        condanna: z.boolean(),
        incarichiPolitici: z.array(z.object({ organo: z.string().trim().min(1).max(200), al: z.iso.date().nullable() })).max(20),
        motivazioneEsterno: z.string().trim().max(1000),
      })
      .partial()
      .optional(),
  }),
  response: teamSchema,
});

export const endAssignment = defineRoute({
  id: 'endAssignment',
  method: 'DELETE',
  path: '/api/dossiers/{dossierId}/assignments/{assignmentId}',
  tag: 'Fascicoli',
  summary: 'Take a role on this dossier back from somebody of one’s own body: the whole office has it again',
  access: 'dossier.assign',
  params: dossierParams.extend({ assignmentId: z.uuid() }),
  response: teamSchema,
});

const absenceSchema = z
  .object({
    id: z.uuid(),
    person,
    substitute: person.nullable(),
    /** Roles in which the substitute acts. */
    roles: z.array(z.object({ code: z.string(), label: z.string() })),
    from: z.iso.date(),
    to: z.iso.date(),
    recordedBy: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Absence' });

const absencesSchema = z
  .object({
    /** Of the caller's body that are not over yet, the caller's own first. */
    items: z.array(absenceSchema),
    /** Whom the caller may record one for: themselves, and where they give roles everybody of their body. */
    people: z.array(person.extend({ substitutes: z.array(person.extend({ roles: z.array(z.string()) })) })),
  })
  .meta({ id: 'Absences' });
export type AbsencesView = z.infer<typeof absencesSchema>;

export const listAbsences = defineRoute({
  id: 'listAbsences',
  method: 'GET',
  path: '/api/absences',
  tag: 'Ruoli',
  summary: 'Who of the caller’s body is or will be away, and who stands in for them',
  access: 'session',
  response: absencesSchema,
});

export const recordAbsence = defineRoute({
  id: 'recordAbsence',
  method: 'POST',
  path: '/api/absences',
  tag: 'Ruoli',
  summary: 'Say that somebody is away from a day to a day, and who acts in their place in the roles both hold',
  access: 'session',
  status: 201,
  body: z.object({
    /** The caller where absent. */
    personId: z.uuid().optional(),
    substituteId: z.uuid().nullable(),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  response: absencesSchema,
});

export const revokeAbsence = defineRoute({
  id: 'revokeAbsence',
  method: 'DELETE',
  path: '/api/absences/{absenceId}',
  tag: 'Ruoli',
  summary: 'Take back an absence: from now on it does not count',
  access: 'session',
  params: z.object({ absenceId: z.uuid() }),
  response: absencesSchema,
});
