import { Controller } from '@nestjs/common';
import {
  changeNoticeSettings,
  countNotices,
  getMailState,
  getNoticeSettings,
  listNotices,
  markNotices,
  type MailMessageView,
  type MailStateView,
  type NoticeSettingsView,
  repeatMail,
} from '@gare/contracts/notifications';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { Inbox } from './inbox.service.js';
import { MailAdministration } from './mail-administration.js';
import { NoticeSettingsService } from './notice-settings.service.js';

@Controller()
export class NotificationsController {
  constructor(
    private readonly inbox: Inbox,
    private readonly settings: NoticeSettingsService,
    private readonly mail: MailAdministration,
  ) {}

  @Route(listNotices)
  list(@CurrentActor() actor: Actor, @Input(listNotices) { query }: InputOf<typeof listNotices>): ReturnType<Inbox['list']> {
    return this.inbox.list(actor, query);
  }

  @Route(countNotices)
  count(@CurrentActor() actor: Actor): ReturnType<Inbox['count']> {
    return this.inbox.count(actor);
  }

  @Route(markNotices)
  mark(@CurrentActor() actor: Actor, @Input(markNotices) { body }: InputOf<typeof markNotices>): ReturnType<Inbox['mark']> {
    return this.inbox.mark(actor, body);
  }

  @Route(getNoticeSettings)
  getSettings(@CurrentActor() actor: Actor): Promise<NoticeSettingsView> {
    return this.settings.get(actor);
  }

  @Route(changeNoticeSettings)
  changeSettings(
    @CurrentActor() actor: Actor,
    @Input(changeNoticeSettings) { body }: InputOf<typeof changeNoticeSettings>,
  ): Promise<NoticeSettingsView> {
    return this.settings.change(actor, body);
  }

  @Route(getMailState)
  getMail(@CurrentActor() actor: Actor): Promise<MailStateView> {
    return this.mail.state(actor);
  }

  @Route(repeatMail)
  repeat(@CurrentActor() actor: Actor, @Input(repeatMail) { params }: InputOf<typeof repeatMail>): Promise<MailMessageView> {
    return this.mail.repeat(actor, params.mailId);
  }
}
