import { Controller, Inject, Res, type OnApplicationShutdown, Req } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { events } from '@gare/contracts/jobs';
import { actsForSua, isLiveGrant, type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '../clock/index.js';
import { ChangeFeed, type Change } from '../events/index.js';
import { CurrentActor, Route } from '../http/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

const heartbeatMs = 20_000;
/** After this a stream ends and the page opens it anew: a session or a role that ran out by itself is noticed then. */
const renewalMs = 15 * 60_000;

function isInSight(actor: Actor, change: Change, today: string): boolean {
  if (change.suaId !== actor.suaId) return false;
  if (change.onlyBody !== undefined) return change.onlyBody === actor.enteId;
  if (change.people !== undefined) return change.people.includes(actor.personId);
  if (actsForSua(actor) || change.enteId === actor.enteId) return true;
  return actor.grants?.some((grant) => grant.dossierId === change.dossierId && isLiveGrant(grant, today)) ?? false;
}

/** One stream per person; it only says what changed, and the page reads the thing again with its own rights. */
@Controller()
export class EventsController implements OnApplicationShutdown {
  private readonly open = new Set<FastifyReply>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Route(events)
  stream(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    // A page that was left while its session was looked up is gone: nobody would tell the stream to end.
    if (request.method === 'HEAD' || reply.raw.destroyed) {
      reply.raw.end();
      return;
    }
    // `hello` tells the page that events before it may have been missed: it reads everything again.
    reply.raw.write('retry: 2000\nevent: hello\ndata: {}\n\n');
    this.open.add(reply);
    let id = 0;
    const stream = this.feed.changes.subscribe((change) => {
      if (!isInSight(actor, change, toRomeDate(this.clock.now().toISOString()))) return;
      const { topic, dossierId, jobId } = change;
      reply.raw.write(`id: ${(id += 1)}\nevent: change\ndata: ${JSON.stringify({ topic, dossierId, jobId })}\n\n`);
    });
    const end = (): void => {
      stream.unsubscribe();
      reply.raw.end();
    };
    const access = this.feed.accessChanges.subscribe((personId) => {
      if (personId === actor.personId) end();
    });
    const heartbeat = setInterval(() => reply.raw.write(': \n\n'), heartbeatMs);
    const renewal = setTimeout(end, renewalMs);
    reply.raw.on('close', () => {
      clearInterval(heartbeat);
      clearTimeout(renewal);
      stream.unsubscribe();
      access.unsubscribe();
      this.open.delete(reply);
      this.logger.debug('event stream closed');
    });
  }

  /** Fastify's close waits for open streams: end them first. */
  beforeApplicationShutdown(): void {
    for (const reply of this.open) reply.raw.end();
  }

  onApplicationShutdown(): void {
    this.open.clear();
  }
}
