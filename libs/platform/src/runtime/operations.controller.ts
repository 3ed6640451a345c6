import { Controller, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { live, metrics, openApi, ready } from '@gare/contracts/operations';
import { openApiDocument } from '@gare/contracts/openapi';
import { Route } from '../http/index.js';
import { Mailer } from '../mail/index.js';
import { Metrics } from './metrics.js';
import { PartsHealth, type PartState } from './parts-health.js';

let document: ReturnType<typeof openApiDocument> | null = null;

/** What operators and their probes ask; no personal data, no session. */
@Controller()
export class OperationsController {
  constructor(
    private readonly parts: PartsHealth,
    private readonly figures: Metrics,
    private readonly mailer: Mailer,
  ) {}

  /** The process runs; says nothing of the parts, so that an outage of Postgres does not restart it. */
  @Route(live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Route(ready)
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: 'ok' | 'unavailable'; parts: PartState[]; mail: 'on' | 'off' }> {
    const parts = await this.parts.check();
    const ok = parts.every((part) => part.ok);
    void reply.status(ok ? 200 : 503);
    return { status: ok ? 'ok' : 'unavailable', parts, mail: this.mailer.isOn ? 'on' : 'off' };
  }

  @Route(metrics)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.figures.registry.contentType);
    return this.figures.registry.metrics();
  }

  @Route(openApi)
  openApi(): object {
    document ??= openApiDocument('0.1.0');
    return document;
  }
}
