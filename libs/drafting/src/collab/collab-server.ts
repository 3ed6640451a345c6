import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type WebSocketLike } from '@hocuspocus/server';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { DraftHocuspocus } from './draft-hocuspocus.js';
import { DraftWatch } from './draft-watch.js';
import { FloodGate } from './flood-gate.js';
import { isReadable } from './readable-message.js';

const flood = { code: 4429, reason: 'Troppe modifiche in poco tempo: la connessione è stata chiusa.' };
const unreadable = { code: 4400, reason: 'Il messaggio non si può leggere: la connessione è stata chiusa.' };
const restart = { code: 1012, reason: 'Il servizio si riavvia.' };
const path = '/collab';

/** Where the connections of drafts arrive: WebSocket under `/collab`, and whether the process is well under `/health`. */
@Injectable()
export class CollabServer implements OnApplicationShutdown {
  private readonly http: Server = createServer((request, response) => void this.answer(request, response));
  private readonly sockets: WebSocketServer;

  constructor(
    private readonly drafts: DraftHocuspocus,
    private readonly watch: DraftWatch,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    // A message is a little more than the edit in it; what is far beyond never gets into memory.
    this.sockets = new WebSocketServer({ noServer: true, maxPayload: config.collab.largestUpdate + 64 * 1024, perMessageDeflate: false });
  }

  /** @returns the port. */
  async listen(port = this.config.collab.port): Promise<number> {
    this.http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== path) {
        socket.destroy();
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.connect(webSocket, socket, request);
      });
    });
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, this.config.collab.host, resolve);
    });
    this.watch.start();
    return (this.http.address() as AddressInfo).port;
  }

  /** Nothing that was taken is lost: what is on its way into Postgres arrives before the process ends. */
  async onApplicationShutdown(): Promise<void> {
    for (const socket of this.sockets.clients) socket.close(restart.code, restart.reason);
    const closed = new Promise((resolve) => this.http.close(resolve));
    await this.drafts.stop();
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await closed;
  }

  private connect(socket: WebSocket, line: Duplex, { url, headers }: IncomingMessage): void {
    const { largestUpdate: bytesPerSecond, messagesPerSecond, floodMs } = this.config.collab;
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    const client = this.drafts.server.handleConnection(
      inPackets(socket, line),
      new Request(`http://collab${url ?? path}`, { headers: given }),
    );
    const gate = new FloodGate({ messagesPerSecond, bytesPerSecond, floodMs }, performance.now());
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const message = bytesOf(data);
      if (!isBinary || !isReadable(message)) {
        socket.close(unreadable.code, unreadable.reason);
        return;
      }
      const verdict = gate.take(message.length, performance.now());
      if (verdict.kind === 'END') {
        socket.close(flood.code, flood.reason);
        return;
      }
      if (verdict.kind === 'HOLD') hold(socket, verdict.ms);
      client.handleMessage(message);
    });
    socket.on('close', (code, reason) => {
      client.handleClose({ code, reason: reason.toString() });
    });
    socket.on('error', (error) => {
      this.logger.debug({ err: error }, 'draft: a connection broke');
    });
  }

  private async answer({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url === '/health/live') response.writeHead(200).end('ok');
    else if (url === '/health/ready') {
      const isReady = await this.database.ping().then(
        () => true,
        () => false,
      );
      response.writeHead(isReady ? 200 : 503).end(isReady ? 'ok' : 'database');
    } else response.writeHead(404).end();
  }
}

/** What comes faster than it may waits in the network, not in memory. */
function hold(socket: WebSocket, ms: number): void {
  if (socket.isPaused) return;
  socket.pause();
  setTimeout(() => {
    socket.resume();
  }, ms).unref();
}

/** What one moment tells a person (the edit, the cursors, that theirs is saved) goes out in one packet: packets are most of the work. */
function inPackets(socket: WebSocket, line: Duplex): WebSocketLike {
  let isHeld = false;
  return {
    get readyState() {
      return socket.readyState;
    },
    send: (message) => {
      if (!isHeld) {
        isHeld = true;
        line.cork();
        process.nextTick(() => {
          isHeld = false;
          line.uncork();
        });
      }
      socket.send(message);
    },
    close: (code, reason) => {
      socket.close(code, reason);
    },
  };
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return new Uint8Array(data);
}
