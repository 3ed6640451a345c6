import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { signedBytes, ticksOf } from '../../libs/wopi/src/proof.js';

/** An office server as far as WOPI is concerned: it says where it opens files and signs what it asks. */
export interface OfficeServer {
  readonly url: string;
  /** Asks the host as an office server does. `at`: when it says it is, in milliseconds. */
  ask(path: string, options: WopiRequest): Promise<WopiAnswer>;
  stop(): Promise<void>;
}

export interface WopiRequest {
  /** Where the host listens; what is signed is the address the host is configured with. */
  readonly host: string;
  readonly token: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly at: number;
  /** Another key than the one it told: somebody who pretends. */
  readonly key?: KeyObject;
}

export interface WopiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** @param knownAs address of the host as this server calls it */
export async function startOfficeServer(knownAs: string): Promise<OfficeServer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (name: 'n' | 'e'): string => Buffer.from(publicKey.export({ format: 'jwk' })[name] ?? '', 'base64url').toString('base64');
  const server = createServer((request, response) => {
    if (request.url !== '/hosting/discovery') return response.writeHead(404).end();
    const { port } = server.address() as AddressInfo;
    return response.writeHead(200, { 'content-type': 'text/xml' }).end(
      `<wopi-discovery><net-zone name="external-http"><app name="writer">
       <action name="edit" ext="docx" urlsrc="http://127.0.0.1:${port}/browser/cool.html?"/></app></net-zone>
       <proof-key modulus="${part('n')}" exponent="${part('e')}" oldmodulus="${part('n')}" oldexponent="${part('e')}"/></wopi-discovery>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ask: async (path, { host, token, method = 'GET', headers = {}, body, at, key = privateKey }) => {
      const query = `${path}?access_token=${token}`;
      const proof = sign('RSA-SHA256', signedBytes(token, knownAs + query, ticksOf(at)), key).toString('base64');
      const answer = await fetch(host + query, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...{ 'x-wopi-timestamp': String(ticksOf(at)), 'x-wopi-proof': proof, 'x-wopi-proofold': proof },
          ...headers,
        },
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      });
      return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
