import { z } from 'zod';
import { roleCodes } from '@gare/domain/access/permissions';
import { appointmentSchema, day, line } from './appointment.js';
import { enteParams } from './enti.js';
import { defineRoute } from './route.js';

export const roleAssignmentSchema = z
  .object({
    id: z.uuid(),
    enteId: z.uuid(),
    persona: z.object({ id: z.uuid(), nome: z.string() }),
    role: z.enum(roleCodes),
    label: z.string(),
    /** Both days included; `al` null while it has no end. */
    dal: day,
    al: day.nullable(),
    atto: appointmentSchema.nullable(),
    /** The assignment whose holder the person stands in for. */
    delegateOf: z.uuid().nullable(),
    /** First day on which it no longer counts. */
    revocatoDal: day.nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'RoleAssignment' });
export type RoleAssignmentView = z.infer<typeof roleAssignmentSchema>;

const roles = z.object({ items: z.array(roleAssignmentSchema) });

export const listPeople = defineRoute({
  id: 'listPeople',
  method: 'GET',
  path: '/api/people',
  tag: 'Ruoli',
  summary: 'The people a role can be given to: those of the SUA, for a comune those who have had a role in it',
  access: 'role.read',
  query: z.object({
    text: z.string().max(100).optional(),
    /** Also who has been disabled. */
    disabled: z.enum(['true', 'false']).optional(),
  }),
  response: z.object({
    /** The first fifty by surname. */
    items: z.array(z.object({ id: z.uuid(), nome: z.string(), cognome: z.string(), email: z.string(), disabled: z.boolean() })),
  }),
});
export const listRoles = defineRoute({
  id: 'listRoles',
  method: 'GET',
  path: '/api/enti/{enteId}/roles',
  tag: 'Ruoli',
  summary: 'Who has, had or will have which role in a body',
  access: 'role.read',
  params: enteParams,
  response: roles,
});
export const assignRole = defineRoute({
  id: 'assignRole',
  method: 'POST',
  path: '/api/enti/{enteId}/roles',
  tag: 'Ruoli',
  summary: 'Give a person a role in a body, with its act of appointment and its validity',
  access: 'role.write',
  status: 201,
  params: enteParams,
  body: z.object({
    personId: z.uuid(),
    role: z.enum(roleCodes),
    dal: day,
    al: day.nullable().default(null),
    atto: appointmentSchema.nullable().default(null),
    delegateOf: z.uuid().nullable().default(null),
  }),
  response: roles,
});
export const endRole = defineRoute({
  id: 'endRole',
  method: 'POST',
  path: '/api/enti/{enteId}/roles/{assignmentId}/end',
  tag: 'Ruoli',
  summary: 'End a role from a day on; it stops working that day, in sessions that are open too',
  access: 'role.write',
  params: enteParams.extend({ assignmentId: z.uuid() }),
  body: z.object({ dal: day, motivation: line }),
  response: roles,
});
