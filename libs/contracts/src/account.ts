import { z } from 'zod';
import { longestPassword } from '@gare/domain/access/password-rules';
import { defineRoute } from './route.js';

const password = z.string().min(1, 'Scrivi la password').max(longestPassword);
/** Rules that need to know whose password it is are checked by the service. */
const newPassword = z.string().min(1, 'Scrivi la password nuova').max(1000);
const code = z.string().trim().min(1, 'Scrivi il codice').max(40);
const token = z.string().regex(/^[\w-]{43}$/, 'Il collegamento non è completo: aprilo per intero.');

export const accountSchema = z
  .object({
    email: z.string(),
    codiceFiscale: z.string().nullable(),
    /** False: the person signs in at the SPID/CIE provider only. */
    hasPassword: z.boolean(),
    secondFactor: z.object({ since: z.iso.datetime(), recoveryCodesLeft: z.number().int() }).nullable(),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof accountSchema>;

export const getAccount = defineRoute({
  id: 'getAccount',
  method: 'GET',
  path: '/api/account',
  tag: 'Accesso',
  summary: 'How the caller signs in',
  access: 'session',
  response: accountSchema,
});
export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'POST',
  path: '/api/account/password',
  tag: 'Accesso',
  summary: 'Change one’s own password; all other sessions end',
  access: 'session',
  body: z.object({ current: password, password: newPassword }),
  response: z.object({ endedSessions: z.number().int() }),
});
export const beginSecondFactor = defineRoute({
  id: 'beginSecondFactor',
  method: 'POST',
  path: '/api/account/second-factor',
  tag: 'Accesso',
  summary: 'A new secret for the authenticator app; it counts once a code of it has been confirmed',
  access: 'session',
  body: z.object({ password }),
  response: z.object({
    /** Base32, to type where no QR code can be read. */
    secret: z.string(),
    /** `otpauth://` address, what the QR code says. */
    uri: z.string(),
  }),
});
export const confirmSecondFactor = defineRoute({
  id: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/account/second-factor/confirm',
  tag: 'Accesso',
  summary: 'Switch the second factor on with the first code of the app',
  access: 'session',
  body: z.object({ code }),
  /** Shown this once; each opens one time. */
  response: z.object({ recoveryCodes: z.array(z.string()) }),
});
export const removeSecondFactor = defineRoute({
  id: 'removeSecondFactor',
  method: 'POST',
  path: '/api/account/second-factor/remove',
  tag: 'Accesso',
  summary: 'Switch the second factor off, with password and code',
  access: 'session',
  status: 204,
  body: z.object({ password, code }),
});

export const checkAccessLink = defineRoute({
  id: 'checkAccessLink',
  method: 'POST',
  path: '/api/access-link/check',
  tag: 'Accesso',
  summary: 'Whose link it is and until when it counts',
  access: 'public',
  body: z.object({ token }),
  response: z.object({ email: z.string(), nome: z.string(), cognome: z.string(), expiresAt: z.iso.datetime() }),
});
export const useAccessLink = defineRoute({
  id: 'useAccessLink',
  method: 'POST',
  path: '/api/access-link',
  tag: 'Accesso',
  summary: 'Set a password with a link; the link is used up and all sessions of the person end',
  access: 'public',
  status: 204,
  body: z.object({ token, password: newPassword }),
});
