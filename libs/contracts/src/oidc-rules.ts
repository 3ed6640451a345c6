/** Why signing in at the SPID/CIE provider did not open a session; the sign-in page has a sentence for each. */
export const oidcRules = [
  /** No provider is set up here. */
  'OIDC_NONE',
  /** It does not answer. */
  'OIDC_UNREACHABLE',
  /** The person went back without signing in. */
  'OIDC_CANCELLED',
  /** It answered with an error, or not as OpenID Connect asks. */
  'OIDC_PROVIDER',
  /** The answer does not belong to a sign-in begun in this browser within the last minutes. */
  'OIDC_STATE',
  /** The answer was used already. */
  'OIDC_REPLAY',
  'OIDC_ISSUER',
  'OIDC_AUDIENCE',
  'OIDC_NONCE',
  'OIDC_EXPIRED',
  'OIDC_SIGNATURE',
  /** The level of assurance is lower than asked for. */
  'OIDC_ACR',
  /** The codice fiscale is missing or wrong. */
  'OIDC_CODICE_FISCALE',
  /** Nobody here has this codice fiscale. */
  'OIDC_PERSON',
  'OIDC_DISABLED',
  'OIDC_NO_ROLE',
  /** None of the roles assigned here is among those the provider confirms. */
  'OIDC_ROLE',
  'OIDC_THROTTLED',
  /** Something of this product did not work; what, is in the logs. */
  'OIDC_UNAVAILABLE',
] as const;
export type OidcRule = (typeof oidcRules)[number];
