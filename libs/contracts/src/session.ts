import { z } from 'zod';
import { roleCodes } from '@gare/domain/access/permissions';
import { defineRoute } from './route.js';

export const enteSchema = z
  .object({
    id: z.uuid(),
    tipo: z.enum(['PROVINCIA', 'COMUNE', 'UNIONE', 'ALTRO']),
    denominazione: z.string(),
    codiceFiscale: z.string(),
    codiceIpa: z.string().nullable(),
    codiceIstat: z.string().nullable(),
  })
  .meta({ id: 'Ente' });
export type EnteView = z.infer<typeof enteSchema>;

export const sessionSchema = z
  .object({
    utente: z.object({ id: z.uuid(), nome: z.string(), cognome: z.string(), email: z.string() }),
    ente: enteSchema,
    sua: enteSchema,
    ruoli: z.array(z.enum(roleCodes)),
    /** Sent back in the `x-csrf-token` header of every request that changes something. */
    csrfToken: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionSchema>;

export const signIn = defineRoute({
  id: 'signIn',
  method: 'POST',
  path: '/api/session',
  tag: 'Accesso',
  summary: 'Sign in with e-mail and password; sets the session cookie',
  access: 'public',
  body: z.object({
    email: z.email('Scrivi un indirizzo e-mail, per esempio nome@comune.it').max(254),
    password: z.string().min(1, 'Scrivi la password').max(200),
  }),
  response: sessionSchema,
});
export const currentSession = defineRoute({
  id: 'currentSession',
  method: 'GET',
  path: '/api/session',
  tag: 'Accesso',
  summary: 'Who is signed in, for which body and with which roles',
  access: 'session',
  response: sessionSchema,
});
export const signOut = defineRoute({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  tag: 'Accesso',
  summary: 'Sign out and forget the session',
  access: 'session',
  status: 204,
});
export const listEnti = defineRoute({
  id: 'listEnti',
  method: 'GET',
  path: '/api/enti',
  tag: 'Enti',
  summary: 'The bodies the caller may open a dossier for',
  access: 'session',
  response: z.object({ items: z.array(enteSchema) }),
});

export const sessionSummarySchema = z
  .object({
    id: z.uuid(),
    /** What the program that signed in calls itself. */
    client: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** True for the session that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'SessionSummary' });
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

const sessionList = z.object({ items: z.array(sessionSummarySchema) });

export const listSessions = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/api/sessions',
  tag: 'Accesso',
  summary: 'The open sessions of the caller, the latest first',
  access: 'session',
  response: sessionList,
});
export const listPersonSessions = defineRoute({
  id: 'listPersonSessions',
  method: 'GET',
  path: '/api/people/{personId}/sessions',
  tag: 'Accesso',
  summary: 'The open sessions of a person of the SUA',
  access: 'session.revoke',
  params: z.object({ personId: z.uuid() }),
  response: sessionList,
});
export const revokeSession = defineRoute({
  id: 'revokeSession',
  method: 'DELETE',
  path: '/api/sessions/{sessionId}',
  tag: 'Accesso',
  summary: 'End a session at once: one of one’s own, or of a person of the SUA',
  access: 'session',
  status: 204,
  params: z.object({ sessionId: z.uuid() }),
});
