import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeNoticeSettings, type NoticeSettingsView } from '@gare/contracts/notifications';
import { type Actor } from '@gare/domain/access/actor';
import { noticeKinds, noticeKindTable } from '@gare/domain/notifications/notice-kinds';
import { choiceFor, defaultSettings, type NoticeSettings } from '@gare/domain/notifications/preferences';
import { dbContext, PeopleInOffice, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type DbContext, type Reader, withEyes } from '@gare/platform/database';
import { Mailer } from '@gare/platform/mail';
import { NotificationSettingsEntity } from './notification-settings.entity.js';

type Change = z.output<NonNullable<typeof changeNoticeSettings.body>>;

/** How a person wants to be told. */
@Injectable()
export class NoticeSettingsService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleInOffice,
    private readonly audit: RegistryAudit,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  async get(actor: Actor): Promise<NoticeSettingsView> {
    const settings = await this.database.read(own(actor), (reader) => settingsOf(reader, actor));
    return this.view(actor, settings);
  }

  /** What cannot be switched off in the app stays on, whatever is sent. */
  async change(actor: Actor, { kinds = [], ...times }: Change): Promise<NoticeSettingsView> {
    const { personId, suaId, enteId } = actor;
    const after = await this.database.transaction(dbContext(actor), async (tx) => {
      const [before, changed] = await withEyes(tx, own(actor), async () => {
        // Of two windows the second adds to what the first wrote.
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`notification_settings ${personId}`]);
        const old = await settingsOf(tx, actor);
        const chosen = Object.fromEntries(
          kinds.map(({ kind, app, mail }) => [kind, { app: app || noticeKindTable[kind].appLocked, mail }]),
        );
        const next: NoticeSettings = {
          choices: { ...old.choices, ...chosen },
          digestHour: times.digestHour ?? old.digestHour,
          workingDaysOnly: times.workingDaysOnly ?? old.workingDaysOnly,
        };
        if (isDeepStrictEqual(old, next)) return [old, old];
        await tx.upsert(NotificationSettingsEntity, { personId, suaId, ...next, updatedAt: this.clock.now() }, ['personId']);
        return [old, next];
      });
      if (changed === before) return before;
      await this.audit.record(tx, actor, {
        enteId,
        action: 'notifications.settings_changed',
        summary: 'Cambiate le proprie preferenze sugli avvisi',
        details: { before, after: changed },
        role: actor.roles[0] ?? null,
      });
      return changed;
    });
    return this.view(actor, after);
  }

  private async view(actor: Actor, settings: NoticeSettings): Promise<NoticeSettingsView> {
    const { personId, suaId } = actor;
    const found = this.mailer.isOn
      ? await this.database.read({ scope: 'sua', suaId }, (reader) => this.people.addresses(reader, [personId]))
      : new Map<string, { email: string }>();
    return {
      digestHour: settings.digestHour,
      workingDaysOnly: settings.workingDaysOnly,
      kinds: noticeKinds.map((kind) => {
        const { name, explanation, appLocked } = noticeKindTable[kind];
        return { kind, name, explanation, appLocked, ...choiceFor(settings, kind) };
      }),
      address: found.get(personId)?.email ?? null,
    };
  }
}

function own({ suaId, personId }: Actor): DbContext {
  return { scope: 'person', suaId, personId };
}

async function settingsOf(reader: Reader, { personId }: Actor): Promise<NoticeSettings> {
  const row = await reader.findOneBy(NotificationSettingsEntity, { personId });
  if (row === null) return defaultSettings;
  const { choices, digestHour, workingDaysOnly } = row;
  return { choices, digestHour, workingDaysOnly };
}
