import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/index.js';
import { ChangeFeed } from '../events/index.js';
import { addSecurityHeaders, ProblemFilter } from '../http/index.js';
import { LOGGER, NestLogger, withLogContext, type Logger } from '../logging/index.js';
import { addCollabProxy } from './collab-proxy.js';
import { Metrics } from './metrics.js';

const uploadLimitBytes = 1024 * 1024 * 1024;
const jsonLimitBytes = 4 * 1024 * 1024;
const requestIdShape = /^[A-Za-z0-9._-]{8,80}$/;

function addObservation(app: NestFastifyApplication, logger: Logger, metrics: Metrics): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    withLogContext({ correlationId: request.id }, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    logger.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), correlationId: request.id },
      'request',
    );
    done();
  });
}

/** The built web app: hashed assets for a year, the page itself never cached; a missing asset is a 404, not the page. */
async function addWeb(app: NestFastifyApplication, config: Config): Promise<void> {
  const root = resolve(config.webDir);
  if (!existsSync(join(root, 'index.html'))) return;
  await app.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes(`${root}/assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isPage = !/^\/(api|assets|files|wopi|health|metrics)(\/|$)/.test(path) && !/\.[a-z0-9]{2,5}$/.test(path);
    if (isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    reply.callNotFound();
    return reply;
  });
}

/** Builds the HTTP application of a root module: plugins, headers, errors, logs, metrics, web. Not listening yet. */
export async function createHttpApplication(root: Type | DynamicModule, options: { web: boolean }): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: 'loopback',
    bodyLimit: jsonLimitBytes,
    requestIdHeader: false,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
    },
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root as Type, adapter, {
    logger: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const logger = app.get<Logger>(LOGGER);
  const config = app.get<Config>(CONFIG);
  app.useLogger(new NestLogger(logger));
  app.enableShutdownHooks();
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: uploadLimitBytes, files: 1, fields: 10 } });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  addSecurityHeaders(app.getHttpAdapter().getInstance(), config.office.wopi?.clientUrl ?? null);
  // Files that an office server saves come as they are: they are streamed to disk, never held in memory.
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/octet-stream', (_request, payload, done) => {
      done(null, payload);
    });
  addObservation(app, logger, app.get(Metrics));
  app.useGlobalFilters(app.get(ProblemFilter));
  if (options.web) await addWeb(app, config);
  addCollabProxy(app, config.collab.url, logger);
  await app.get(ChangeFeed).start();
  return app;
}
