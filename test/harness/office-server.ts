import { generateKeyPairSync, sign, type KeyObject, type KeyPairKeyObjectResult } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { signedBytes, ticksOf } from '../../libs/wopi/src/proof.js';

/** An office server as far as WOPI is concerned: it says where it opens files and signs what it asks. */
export interface OfficeServer {
  readonly url: string;
  /** From now on it opens a page for whoever posts a token of this host, with a button that saves these bytes and closes. */
  edit(host: string, saved: Buffer): void;
  /** Asks the host as an office server does. `at`: when it says it is, in milliseconds. */
  ask(path: string, options: WopiRequest): Promise<WopiAnswer>;
  /** From now on it signs with a new key and, for hosts that do not know it yet, with the one of before; its discovery names both. */
  changeKey(): void;
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
  const newKey = (): KeyPairKeyObjectResult => generateKeyPairSync('rsa', { modulusLength: 2048 });
  let current = newKey();
  let before = current;
  const part = ({ publicKey }: KeyPairKeyObjectResult, name: 'n' | 'e'): string =>
    Buffer.from(publicKey.export({ format: 'jwk' })[name] ?? '', 'base64url').toString('base64');
  let editing: { host: string; saved: Buffer } | null = null;
  const ask: OfficeServer['ask'] = async (path, { host, token, method = 'GET', headers = {}, body, at, key }) => {
    const query = `${path}?access_token=${token}`;
    const signed = signedBytes(token, knownAs + query, ticksOf(at));
    const by = (one: KeyObject): string => sign('RSA-SHA256', signed, one).toString('base64');
    const [proof, proofOld] = [by(key ?? current.privateKey), by(key ?? before.privateKey)];
    const answer = await fetch(host + query, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...{ 'x-wopi-timestamp': String(ticksOf(at)), 'x-wopi-proof': proof, 'x-wopi-proofold': proofOld },
        ...headers,
      },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  /** What the page of the editor does with the token that was posted to it. */
  const page = async (request: IncomingMessage): Promise<string> => {
    const address = new URL(request.url ?? '', 'http://localhost');
    const token = new URLSearchParams(await textOf(request)).get('access_token') ?? '';
    const path = new URL(address.searchParams.get('WOPISrc') ?? '').pathname;
    if (editing === null) throw new Error('no host to edit for');
    const of = { host: editing.host, token, at: Date.now() };
    if (address.pathname === '/save') {
      const locked = { 'x-wopi-lock': 'editor' };
      await ask(path, { ...of, method: 'POST', headers: { ...locked, 'x-wopi-override': 'LOCK' } });
      const put = { ...of, method: 'POST', body: editing.saved, headers: { ...locked, 'x-wopi-override': 'PUT' } } as const;
      const { status } = await ask(`${path}/contents`, put);
      await ask(path, { ...of, method: 'POST', headers: { ...locked, 'x-wopi-override': 'UNLOCK' } });
      return `<p>Salvato: ${status}</p>`;
    }
    const info = JSON.parse((await ask(path, of)).bytes.toString()) as { BaseFileName: string; UserFriendlyName: string };
    return `<h1>${info.BaseFileName}</h1><p>${info.UserFriendlyName}</p><form method="post" action="/save${address.search}">
      <input type="hidden" name="access_token" value="${token}"><button>Salva e chiudi</button></form>`;
  };
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      const html = (text: string): string => `<!doctype html><html lang="it"><title>Editor</title><body>${text}</body></html>`;
      void page(request).then((text) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(text)));
      return;
    }
    const { port } = server.address() as AddressInfo;
    if (request.url !== '/hosting/discovery') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/xml' }).end(
      `<wopi-discovery><net-zone name="external-http"><app name="writer">
       <action name="edit" ext="docx" urlsrc="http://127.0.0.1:${port}/browser/cool.html?"/></app></net-zone>
       <proof-key modulus="${part(current, 'n')}" exponent="${part(current, 'e')}" oldmodulus="${part(before, 'n')}" oldexponent="${part(before, 'e')}"/></wopi-discovery>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    edit: (host, saved) => {
      editing = { host, saved };
    },
    ask,
    changeKey: () => {
      [before, current] = [current, newKey()];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
