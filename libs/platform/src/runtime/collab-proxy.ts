import { type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from '../logging/index.js';

const path = '/collab';
const connectMs = 10_000;

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** A page of another origin has no business here, though without a ticket it would get nothing. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** The request as it came, without what belongs to the session: the connection is opened by a ticket alone. */
function forwarded({ method, url, rawHeaders, socket }: IncomingMessage, host: string): string {
  const lines = [`${method ?? 'GET'} ${url ?? path} HTTP/1.1`, `host: ${host}`, `x-forwarded-for: ${socket.remoteAddress ?? ''}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!/^(?:host|cookie|x-forwarded-.*)$/i.test(name)) lines.push(`${name}: ${rawHeaders[at + 1] ?? ''}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function splice(browser: Duplex, inner: Socket): void {
  browser.pipe(inner).pipe(browser);
  for (const [one, other] of [
    [browser, inner],
    [inner, browser],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

/**
 * Hands the WebSocket of drafts on to the process that holds them, so that the browser speaks to its own origin alone. Bytes are
 * passed on as they are; a balancer in front may do the same.
 */
export function addCollabProxy(app: NestFastifyApplication, collabUrl: string, logger: Logger): void {
  const target = new URL(collabUrl);
  const isSecure = target.protocol === 'https:';
  const port = target.port === '' ? (isSecure ? 443 : 80) : Number(target.port);
  const open = new Set<Duplex>();
  const server: Server = app.getHttpServer();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path || isForeign(request)) {
      refuse(socket, '403 Forbidden');
      return;
    }
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const place = { host: target.hostname, port };
    const inner = isSecure ? connectTls({ ...place, servername: target.hostname }) : connect(place);
    inner.setTimeout(connectMs, () => inner.destroy(new Error('no answer in time')));
    const lost = (error: Error): void => {
      logger.warn({ err: error }, 'the process of drafts does not answer');
      refuse(socket, '502 Bad Gateway');
    };
    inner.once('error', lost);
    inner.once(isSecure ? 'secureConnect' : 'connect', () => {
      inner.off('error', lost);
      inner.setTimeout(0);
      inner.setNoDelay(true);
      inner.write(forwarded(request, target.host));
      if (head.length > 0) inner.write(head);
      splice(socket, inner);
    });
  });
  // An upgraded connection is no longer one the server knows: it would keep the process from ending.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', (done) => {
      for (const socket of open) socket.destroy();
      done();
    });
}
