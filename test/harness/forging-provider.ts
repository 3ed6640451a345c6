import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';

/** What the provider does differently from a good one in the next answer. */
export interface Forgery {
  readonly claims?: JWTPayload;
  /** Claims that are left out. */
  readonly without?: readonly string[];
  /** Signs with a key that it does not publish, under the name of the one it does. */
  readonly foreignKey?: boolean;
  readonly unsigned?: boolean;
  readonly tokenStatus?: number;
  /** What the discovery document says of itself. */
  readonly issuer?: string;
}

/**
 * Speaks the protocol of an OpenID provider with keys of its own and gets one thing wrong when told to. Nothing of it knows the
 * product: it answers whatever code with a token for the nonce it was asked for.
 */
export class ForgingProvider {
  forgery: Forgery = {};
  /** The nonce of the sign-in under way, as the authorisation request names it. */
  nonce = '';

  private constructor(
    private readonly keys: { readonly own: CryptoKey; readonly published: object; readonly foreign: CryptoKey },
    private readonly server = createServer((request, response) => void this.answer(request, response)),
  ) {}

  static async start(): Promise<ForgingProvider> {
    const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const published = { ...(await exportJWK(own.publicKey)), kid: 'prova', alg: 'RS256', use: 'sig' };
    const provider = new ForgingProvider({ own: own.privateKey, published, foreign: foreign.privateKey });
    await new Promise<void>((listening) => provider.server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-type', 'application/json');
    const { issuer } = this;
    if (url.startsWith('/.well-known/')) {
      const said = {
        issuer: this.forgery.issuer ?? issuer,
        ...{ authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      };
      response.end(JSON.stringify(said));
    } else if (url === '/jwks') {
      response.end(JSON.stringify({ keys: [this.keys.published] }));
    } else {
      response.statusCode = this.forgery.tokenStatus ?? 200;
      response.end(JSON.stringify({ access_token: 'accesso', token_type: 'Bearer', expires_in: 60, id_token: await this.token() }));
    }
  }

  private token(): Promise<string> | string {
    const now = Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000);
    const good: JWTPayload = { iss: this.issuer, aud: 'gare-insieme', sub: 'qualcuno', nonce: this.nonce, iat: now, exp: now + 60 };
    const { claims = {}, without = [], unsigned, foreignKey } = this.forgery;
    const payload = Object.fromEntries(Object.entries({ ...good, ...claims }).filter(([name]) => !without.includes(name)));
    if (unsigned === true) return new UnsecuredJWT(payload).encode();
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'prova' })
      .sign(foreignKey === true ? this.keys.foreign : this.keys.own);
  }
}
