import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Redis } from '@hocuspocus/extension-redis';
import { Hocuspocus } from '@hocuspocus/server';
import { WebSocketServer, type RawData } from 'ws';
import * as Y from 'yjs';

/** The peer: Hocuspocus as it comes. It keeps the text in memory, examines nothing, asks nobody and stores nothing. */
export interface BareOrder {
  /** The text to begin with, in base64. */
  readonly state: string;
  /** Null where it runs alone. */
  readonly redisUrl: string | null;
}

function start({ state, redisUrl }: BareOrder): void {
  const redis = redisUrl === null ? null : new URL(redisUrl);
  const server = new Hocuspocus({
    quiet: true,
    extensions:
      redis === null
        ? []
        : [
            new Redis({
              ...{ host: redis.hostname, port: Number(redis.port), prefix: 'bare' },
              options: redis.password === '' ? {} : { password: decodeURIComponent(redis.password) },
            }),
          ],
    onLoadDocument: ({ document }) => {
      Y.applyUpdate(document, Buffer.from(state, 'base64'));
      return Promise.resolve();
    },
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const client = server.handleConnection(webSocket, new Request('http://bare/collab'));
      webSocket.on('message', (data: RawData) => {
        client.handleMessage(new Uint8Array(data as Buffer));
      });
      webSocket.on('close', (code, reason) => {
        client.handleClose({ code, reason: reason.toString() });
      });
    });
  });
  http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port));
}

process.once('message', start);
process.on('disconnect', () => {
  process.exit();
});
