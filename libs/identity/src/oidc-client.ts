import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { CONFIG, type Config, type OidcConfig } from '@gare/platform/config';
import { OidcRefusal, ruleOf } from './oidc-refusal.js';

const timeoutSeconds = 8;

/** What only the browser that began a sign-in, and nobody else, must give back. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** What the provider vouches for, and the token that says so. */
export interface Vouched {
  readonly claims: Claims;
  readonly idToken: string;
}

/** Speaks OpenID Connect with the provider of the Province: authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcClient {
  private discovered: Promise<openid.Configuration> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get settings(): OidcConfig | null {
    return this.config.oidc;
  }

  /**
   * Where to send the browser, and what to remember of it.
   * @throws OidcRefusal OIDC_NONE, OIDC_UNREACHABLE, OIDC_ISSUER, OIDC_PROVIDER
   */
  async begin(): Promise<{ url: string; flow: SignInFlow }> {
    const provider = await this.provider();
    const { scope, acrValues } = this.required();
    const flow = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    const url = openid.buildAuthorizationUrl(provider, {
      redirect_uri: this.callbackUrl('').href,
      scope,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
    });
    return { url: url.href, flow };
  }

  /**
   * Exchanges the answer of the provider for what it vouches for. The token is taken only with its issuer, audience, nonce,
   * expiry and signature as they must be, although it comes from the provider itself over TLS.
   * @param search the query string with which the browser came back
   * @throws OidcRefusal
   */
  async finish(search: string, flow: SignInFlow): Promise<Vouched> {
    const provider = await this.provider();
    try {
      const tokens = await openid.authorizationCodeGrant(provider, this.callbackUrl(search), {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const idToken = tokens.id_token;
      if (!claims || idToken === undefined) throw new OidcRefusal('OIDC_PROVIDER');
      this.requireLevel(claims['acr']);
      const more =
        provider.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await openid.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return { claims: { ...more, ...claims }, idToken };
    } catch (error) {
      const cancelled = error instanceof openid.AuthorizationResponseError && error.error === 'access_denied';
      throw new OidcRefusal(cancelled ? 'OIDC_CANCELLED' : ruleOf(error), { cause: error });
    }
  }

  /**
   * Where a browser ends its session at the provider (RP-Initiated Logout 1.0), from where it comes back to the sign-in page;
   * null where the provider offers none.
   * @param idToken that the session began with; without it the provider asks who is leaving
   * @throws OidcRefusal OIDC_NONE, OIDC_UNREACHABLE, OIDC_ISSUER, OIDC_PROVIDER
   */
  async endSessionUrl(idToken: string | null): Promise<string | null> {
    const provider = await this.provider();
    const end = provider.serverMetadata().end_session_endpoint;
    // The browser is sent there: as trustworthy as the issuer, or nowhere.
    if (end === undefined || new URL(end).protocol !== new URL(this.required().issuer).protocol) return null;
    return openid.buildEndSessionUrl(provider, {
      post_logout_redirect_uri: new URL('/accesso', this.config.publicUrl).href,
      ...(idToken === null ? {} : { id_token_hint: idToken }),
    }).href;
  }

  private requireLevel(acr: unknown): void {
    const { acrValues } = this.required();
    if (acrValues.length > 0 && !acrValues.some((value) => value === acr)) throw new OidcRefusal('OIDC_ACR');
  }

  private callbackUrl(search: string): URL {
    const url = new URL('/api/session/oidc/callback', this.config.publicUrl);
    url.search = search;
    return url;
  }

  private required(): OidcConfig {
    if (!this.config.oidc) throw new OidcRefusal('OIDC_NONE');
    return this.config.oidc;
  }

  /** Asked once per process, and again after a failure. */
  private async provider(): Promise<openid.Configuration> {
    const settings = this.required();
    this.discovered ??= discover(settings);
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = null;
      throw new OidcRefusal(ruleOf(error), { cause: error });
    }
  }
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<openid.Configuration> {
  const url = new URL(issuer);
  // Plain HTTP only with a provider on this machine, as the configuration makes sure; its authors mark the function as
  // deprecated so that reviews see it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const plain = url.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
  return openid.discovery(url, clientId, undefined, openid.ClientSecretBasic(clientSecret), {
    timeout: timeoutSeconds,
    execute: [openid.enableNonRepudiationChecks, ...plain],
  });
}
