import { z } from 'zod';
import { roleCodes } from '@gare/domain/access/permissions';
import { appointmentSchema, day, line } from './appointment.js';
import { defineRoute } from './route.js';

const personParams = z.object({ personId: z.uuid() });
const motivation = line;

/** Somebody as those who administer accounts see them. */
export const personSchema = z
  .object({
    id: z.uuid(),
    nome: z.string(),
    cognome: z.string(),
    email: z.string(),
    codiceFiscale: z.string().nullable(),
    disabled: z.boolean(),
    /** False: no password was set yet; the person needs a link, or signs in with SPID or CIE. */
    hasPassword: z.boolean(),
    secondFactor: z.boolean(),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof personSchema>;

/** By which the person sets a password; shown once, to be handed over by a safe way. */
const accessLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'AccessLink' });

export const registerPerson = defineRoute({
  id: 'registerPerson',
  method: 'POST',
  path: '/api/people',
  tag: 'Ruoli',
  summary: 'Register a person who is not known to the SUA yet, with a first role; a comune always gives one in its own body',
  access: 'role.write',
  status: 201,
  body: z.object({
    nome: line,
    cognome: line,
    email: z.email('Scrivi un indirizzo e-mail, per esempio nome@comune.it').max(254),
    codiceFiscale: z.string().trim().toUpperCase().max(16).nullable().default(null),
    incarico: z
      .object({
        enteId: z.uuid(),
        role: z.enum(roleCodes),
        dal: day,
        al: day.nullable().default(null),
        atto: appointmentSchema.nullable().default(null),
      })
      .nullable()
      .default(null),
  }),
  response: z.object({ person: personSchema, link: accessLink }),
});
export const getPerson = defineRoute({
  id: 'getPerson',
  method: 'GET',
  path: '/api/people/{personId}',
  tag: 'Ruoli',
  summary: 'The account of a person of the SUA',
  access: 'account.write',
  params: personParams,
  response: personSchema,
});
export const changePerson = defineRoute({
  id: 'changePerson',
  method: 'PATCH',
  path: '/api/people/{personId}',
  tag: 'Ruoli',
  summary: 'Correct the name, the e-mail or the codice fiscale of a person',
  access: 'account.write',
  params: personParams,
  body: z
    .object({
      nome: line,
      cognome: line,
      email: z.email('Scrivi un indirizzo e-mail, per esempio nome@comune.it').max(254),
      codiceFiscale: z.string().trim().toUpperCase().max(16).nullable(),
    })
    .partial(),
  response: personSchema,
});
export const giveAccessLink = defineRoute({
  id: 'giveAccessLink',
  method: 'POST',
  path: '/api/people/{personId}/access-link',
  tag: 'Ruoli',
  summary: 'A new link by which a person sets a password; earlier links stop counting',
  access: 'account.write',
  status: 201,
  params: personParams,
  response: accessLink,
});
export const disablePerson = defineRoute({
  id: 'disablePerson',
  method: 'POST',
  path: '/api/people/{personId}/disable',
  tag: 'Ruoli',
  summary: 'Keep a person out: nobody is deleted, all their sessions end',
  access: 'account.write',
  params: personParams,
  body: z.object({ motivation }),
  response: personSchema,
});
export const enablePerson = defineRoute({
  id: 'enablePerson',
  method: 'POST',
  path: '/api/people/{personId}/enable',
  tag: 'Ruoli',
  summary: 'Let a person in again',
  access: 'account.write',
  params: personParams,
  body: z.object({ motivation }),
  response: personSchema,
});
export const resetSecondFactor = defineRoute({
  id: 'resetSecondFactor',
  method: 'POST',
  path: '/api/people/{personId}/second-factor/reset',
  tag: 'Ruoli',
  summary: 'Take away the second factor of who has lost it; all their sessions end',
  access: 'account.write',
  params: personParams,
  body: z.object({ motivation }),
  response: personSchema,
});
