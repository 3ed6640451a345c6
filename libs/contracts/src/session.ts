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

/** How somebody signed in: here with a password, and a second factor where there is one, or at the SPID/CIE provider. */
export const signInMethods = ['password', 'password+totp', 'oidc'] as const;
export type SignInMethod = (typeof signInMethods)[number];

export const sessionSchema = z
  .object({
    utente: z.object({ id: z.uuid(), nome: z.string(), cognome: z.string(), email: z.string() }),
    ente: enteSchema,
    sua: enteSchema,
    ruoli: z.array(z.enum(roleCodes)),
    /** The bodies the person may act for, with the roles in force there; `ente` is one of them. */
    incarichi: z.array(z.object({ ente: enteSchema, ruoli: z.array(z.enum(roleCodes)) })),
    metodo: z.enum(signInMethods),
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
    /** Six digits of the app, or a recovery code; asked for (`session.second_factor`) where the account has a second factor. */
    code: z.string().trim().min(1).max(40).optional(),
  }),
  response: sessionSchema,
});
export const signInMethodsOf = defineRoute({
  id: 'signInMethods',
  method: 'GET',
  path: '/api/session/methods',
  tag: 'Accesso',
  summary: 'The ways to sign in that are set up here',
  access: 'public',
  response: z.object({
    /** Null: no SPID/CIE provider is set up. */
    oidc: z.object({ label: z.string() }).nullable(),
  }),
});
export const startOidc = defineRoute({
  id: 'startOidc',
  method: 'GET',
  path: '/api/session/oidc/start',
  tag: 'Accesso',
  summary: 'Sends the browser to the SPID/CIE provider; `torna` is the page of this site to open afterwards',
  access: 'public',
  query: z.object({ torna: z.string().max(2000).optional() }),
  produces: 'text/html',
});
export const finishOidc = defineRoute({
  id: 'finishOidc',
  method: 'GET',
  path: '/api/session/oidc/callback',
  tag: 'Accesso',
  summary: 'Where the SPID/CIE provider sends the browser back; opens a session, or leads to the sign-in page with the rule that refuses',
  access: 'public',
  produces: 'text/html',
});
export const switchEnte = defineRoute({
  id: 'switchEnte',
  method: 'POST',
  path: '/api/session/ente',
  tag: 'Accesso',
  summary: 'Go on for another body in which one has a role; cookie and CSRF token change',
  access: 'session',
  body: z.object({ enteId: z.uuid() }),
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
const signOutSchema = z.object({
  /** Null: the session did not begin at the provider. A null `url`: it stays open there, and the person must be told. */
  provider: z.object({ url: z.url().nullable() }).nullable(),
});
export type SignOutView = z.infer<typeof signOutSchema>;

export const signOut = defineRoute({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  tag: 'Accesso',
  summary: 'Sign out and forget the session; `provider` says where the browser ends it at the SPID/CIE provider it began at',
  access: 'session',
  response: signOutSchema,
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
    /** The body it acts for. */
    ente: z.string(),
    method: z.enum(signInMethods),
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
export const endOtherSessions = defineRoute({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/sessions',
  tag: 'Accesso',
  summary: 'End all sessions of the caller but the one that asks',
  access: 'session',
  response: z.object({ ended: z.number().int() }),
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
