import { z } from 'zod';

/** Variables of sending e-mail; without SMTP_URL none is sent, and the pages say so. */
export const mailVariables = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be smtps://[user:password@]host[:port] or smtp://…')
    .optional()
    .describe('The mail server of the Province; smtps: TLS from the start, smtp: STARTTLS, without which nothing is sent'),
  SMTP_TLS: z.enum(['required', 'off']).default('required').describe('off: in the clear, for a relay on the same machine'),
  SMTP_CA_FILE: z.string().min(1).optional().describe('PEM file of the authority that signed the certificate of an internal mail server'),
  MAIL_FROM: z.string().trim().optional().describe('Sender, as in «Gare insieme <noreply@provincia.example>»'),
  MAIL_GROUP_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(180)
    .describe('Notices on one dossier within this time travel in one e-mail'),
};

type MailVariables = z.infer<z.ZodObject<typeof mailVariables>>;

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; else STARTTLS where `requireTls`. */
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly caFile: string | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly groupMs: number;
}

type Reading = { readonly config: MailConfig | null } | { readonly problems: readonly string[] };

const sender = /^(?:"?([^"<>\r\n]*?)"?\s*<)?([^\s<>@"]+@[^\s<>@"]+)>?$/;
const nearby = ['localhost', '127.0.0.1', '[::1]'];

/** The settings of the mail server, or what is wrong with them, one line each; what is wrong never shows the password. */
export function readMailConfig(env: MailVariables): Reading {
  if (env.SMTP_URL === undefined) return { config: null };
  if (!URL.canParse(env.SMTP_URL))
    return { problems: ['SMTP_URL: cannot be read as an address; encode special characters of user and password'] };
  const { protocol, hostname, port, username, password } = new URL(env.SMTP_URL);
  const secure = protocol === 'smtps:';
  const requireTls = !secure && env.SMTP_TLS === 'required';
  const [, name = '', address = ''] = sender.exec(env.MAIL_FROM ?? '') ?? [];
  const problems = [
    ...(env.MAIL_FROM === undefined ? ['SMTP_URL is set, so MAIL_FROM must be set too'] : []),
    ...(env.MAIL_FROM !== undefined && address === '' ? ['MAIL_FROM: is not an address, nor of the form «Name <address>»'] : []),
    ...(!secure && !requireTls && username !== '' && !nearby.includes(hostname)
      ? ['SMTP_TLS=off with a password: it would travel in the clear to another machine']
      : []),
  ];
  if (problems.length > 0) return { problems };
  return {
    config: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      ...{ secure, requireTls },
      login: username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
      caFile: env.SMTP_CA_FILE ?? null,
      from: { name: name.trim() === '' ? 'Gare insieme' : name.trim(), address },
      groupMs: env.MAIL_GROUP_SECONDS * 1000,
    },
  };
}
