import { Controller, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { getCalendarFeed, readCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { CalendarFeeds } from './calendar-feeds.service.js';

@Controller()
export class CalendarFeedsController {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Route(getCalendarFeed)
  view(@CurrentActor() actor: Actor): ReturnType<CalendarFeeds['view']> {
    return this.feeds.view(actor);
  }

  @Route(renewCalendarFeed)
  renew(
    @CurrentActor() actor: Actor,
    @Input(renewCalendarFeed) _input: InputOf<typeof renewCalendarFeed>,
  ): ReturnType<CalendarFeeds['renew']> {
    return this.feeds.renew(actor);
  }

  @Route(revokeCalendarFeed)
  async revoke(@CurrentActor() actor: Actor, @Input(revokeCalendarFeed) _input: InputOf<typeof revokeCalendarFeed>): Promise<void> {
    await this.feeds.revoke(actor);
  }

  @Route(readCalendarFeed)
  async read(
    @Input(readCalendarFeed) { query }: InputOf<typeof readCalendarFeed>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.feeds.read(query.token);
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="termini.ics"')
      .header('cache-control', 'private, no-store');
    return text;
  }
}
