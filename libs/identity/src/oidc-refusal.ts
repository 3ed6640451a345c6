import { type OidcRule } from '@gare/contracts/oidc-rules';

/** A sign-in at the provider that opens no session, with the rule it breaks. */
export class OidcRefusal extends Error {
  override readonly name = 'OidcRefusal';
  constructor(
    readonly rule: OidcRule,
    options: { cause?: unknown } = {},
  ) {
    super(`refused: ${rule}`, options);
  }
}

interface Facts {
  readonly codes: readonly string[];
  readonly claims: readonly string[];
  readonly text: string;
}

const textOf = (value: object, key: string): string[] => {
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? [found] : [];
};

/** What an error of the protocol library says, all along its causes. */
function factsOf(error: unknown): Facts {
  const chain: object[] = [];
  for (let at = error; typeof at === 'object' && at !== null && chain.length < 6; at = (at as { cause?: unknown }).cause) chain.push(at);
  return {
    codes: chain.flatMap((link) => textOf(link, 'code')),
    claims: chain.flatMap((link) => [...textOf(link, 'claim'), ...textOf(link, 'attribute')]),
    text: chain.flatMap((link) => textOf(link, 'message')).join(' · '),
  };
}

const ofClaim: Readonly<Record<string, OidcRule>> = {
  iss: 'OIDC_ISSUER',
  issuer: 'OIDC_ISSUER',
  aud: 'OIDC_AUDIENCE',
  azp: 'OIDC_AUDIENCE',
  nonce: 'OIDC_NONCE',
  exp: 'OIDC_EXPIRED',
  nbf: 'OIDC_EXPIRED',
  iat: 'OIDC_EXPIRED',
};

const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/** The rule that an error of the protocol library stands for. */
export function ruleOf(error: unknown): OidcRule {
  if (error instanceof OidcRefusal) return error.rule;
  const { codes, claims, text } = factsOf(error);
  const claim = claims.find((name) => name in ofClaim);
  if (claim !== undefined) return ofClaim[claim] ?? 'OIDC_PROVIDER';
  if (codes.some((code) => unreachable.includes(code) || code.startsWith('UND_ERR'))) return 'OIDC_UNREACHABLE';
  if (/signature|"alg"|verification key|algorithm/i.test(text)) return 'OIDC_SIGNATURE';
  if (/"iss"/.test(text)) return 'OIDC_ISSUER';
  if (/"nonce"/.test(text)) return 'OIDC_NONCE';
  return 'OIDC_PROVIDER';
}
