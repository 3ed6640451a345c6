import { z } from 'zod';
import { roleCodes, type RoleCode } from '@gare/domain/access/permissions';

/** Variables of signing in with the OpenID provider a Province already has; without OIDC_ISSUER there is none. */
export const oidcVariables = {
  OIDC_ISSUER: z.url().optional().describe('Issuer of the SPID/CIE broker; https, or http on this machine for tests'),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_LABEL: z.string().trim().min(1).max(60).default('Entra con SPID o CIE'),
  OIDC_SCOPE: z.string().default('openid profile'),
  OIDC_ACR_VALUES: z.string().optional().describe('Levels of assurance asked for and demanded, separated by spaces'),
  OIDC_CODICE_FISCALE_CLAIM: z.string().default('fiscalNumber,https://attributes.spid.gov.it/fiscalNumber,fiscal_number'),
  OIDC_ROLE_CLAIM: z.string().min(1).optional().describe('Claim that confirms roles; without it those assigned in the product count'),
  OIDC_ROLE_MAP: z.string().optional().describe('value=ROLE@codiceIPA, separated by semicolons'),
};

type OidcVariables = z.infer<z.ZodObject<typeof oidcVariables>>;

/** A value of the role claim confirms this role in the body with this IPA code. */
export interface RoleMapping {
  readonly value: string;
  readonly role: RoleCode;
  readonly codiceIpa: string;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly label: string;
  readonly scope: string;
  /** Levels of assurance of which one must be in the token; empty: any. */
  readonly acrValues: readonly string[];
  /** Names of the claim that holds the codice fiscale, the first present counts. */
  readonly codiceFiscaleClaims: readonly string[];
  /** Null: the roles assigned in the product count, whatever the token says. */
  readonly roles: { readonly claim: string; readonly map: readonly RoleMapping[] } | null;
}

type Reading = { readonly config: OidcConfig | null } | { readonly problems: readonly string[] };

const words = (text: string, separator: RegExp): string[] => text.split(separator).flatMap((word) => word.trim() || []);

/** The settings of the provider, or what is wrong with them, one line each. */
export function readOidcConfig(env: OidcVariables): Reading {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined) return { config: null };
  if (clientId === undefined || clientSecret === undefined)
    return { problems: ['OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too'] };
  const map = words(env.OIDC_ROLE_MAP ?? '', /;/).map(readMapping);
  const problems = [
    ...(isTrustworthy(issuer) ? [] : ['OIDC_ISSUER: must be https, or http on localhost or 127.0.0.1']),
    ...(env.OIDC_ROLE_CLAIM === undefined || map.length > 0 ? [] : ['OIDC_ROLE_CLAIM is set, so OIDC_ROLE_MAP must be set too']),
    ...map.flatMap((mapping) => (typeof mapping === 'string' ? [mapping] : [])),
  ];
  if (problems.length > 0) return { problems };
  const mappings = map.flatMap((mapping) => (typeof mapping === 'string' ? [] : [mapping]));
  return {
    config: {
      ...{ issuer, clientId, clientSecret },
      label: env.OIDC_LABEL,
      scope: env.OIDC_SCOPE,
      acrValues: words(env.OIDC_ACR_VALUES ?? '', /\s+/),
      codiceFiscaleClaims: words(env.OIDC_CODICE_FISCALE_CLAIM, /,/),
      roles: env.OIDC_ROLE_CLAIM === undefined ? null : { claim: env.OIDC_ROLE_CLAIM, map: mappings },
    },
  };
}

/** What the provider says must not be changed on its way: only a provider on this very machine may speak plainly. */
function isTrustworthy(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}

function readMapping(text: string): RoleMapping | string {
  const [, value = '', code = '', codiceIpa = ''] = /^(.+)=([A-Z_]+)@([A-Za-z0-9_]+)$/.exec(text) ?? [];
  const role = roleCodes.find((known) => known === code);
  if (role === undefined) return `OIDC_ROLE_MAP: «${text}» is not of the form value=ROLE@codiceIPA with a known role`;
  return { value, role, codiceIpa };
}
