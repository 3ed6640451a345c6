import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { kindOfNotice, type MailChoice } from '@gare/domain/notifications/notice-kinds';
import { channelsFor, defaultSettings } from '@gare/domain/notifications/preferences';
import { type PersonInOffice } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { type Reader, type Tx, withEyes } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { groupMail } from './mail.jobs.js';
import { NotificationSettingsEntity } from './notification-settings.entity.js';
import { type Notice } from './notice.js';
import { Recipients } from './recipients.js';

/** A payload of NOTIFY holds 8,000 bytes. */
const peoplePerAnnouncement = 100;

/** Tells people, in the transaction of what they are told of: both happen or neither does. */
@Injectable()
export class Notifier {
  constructor(
    private readonly recipients: Recipients,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /**
   * Whoever acts is not told of their own act. Asked again with the same `dedupeKey` it adds nothing for who was told already.
   * @returns ids of the people told now
   * @throws AppError dossier.not_found
   */
  tell(tx: Tx, actor: Actor, notice: Notice): Promise<readonly string[]> {
    const { suaId } = notice;
    return withEyes(tx, { scope: 'sua', suaId }, async () => {
      const asOf = toRomeDate(this.clock.now().toISOString());
      const people = await this.recipients.of(tx, actor, notice, asOf);
      const others = people.filter(({ personId }) => personId !== actor.personId);
      if (others.length === 0) return [];
      const written = await this.write(tx, notice, others);
      const told = written.map(({ personId }) => personId);
      await this.mail(tx, actor, notice, written);
      for (let from = 0; from < told.length; from += peoplePerAnnouncement) {
        const some = told.slice(from, from + peoplePerAnnouncement);
        await announce(tx, { topic: 'notifications', dossierId: null, suaId, enteId: null, people: some });
      }
      return told;
    });
  }

  private async write(tx: Tx, notice: Notice, people: readonly PersonInOffice[]): Promise<readonly Written[]> {
    const settings = await settingsOf(
      tx,
      people.map(({ personId }) => personId),
    );
    const kind = kindOfNotice(notice.code);
    const urgent = notice.urgency === 'urgente';
    const rows = people.map(({ personId, enteId }) => {
      const { app, mail } = channelsFor(settings.get(personId) ?? defaultSettings, { kind, urgent });
      // While no server is configured nothing gathers that would leave in one heap later.
      return { id: randomUUID(), ente_id: enteId, person_id: personId, in_app: app, mail: this.config.mail === null ? 'NO' : mail };
    });
    const { suaId, dossierId, code, title, text, path, dedupeKey } = notice;
    return tx.query<Written[]>(
      `insert into notifications (id, sua_id, ente_id, person_id, dossier_id, code, title, text, path, urgent, dedupe_key, created_at, in_app, mail)
       select r.id, $2, r.ente_id, r.person_id, $3, $4, $5, $6, $7, $8, $9, $10, r.in_app, r.mail
         from jsonb_to_recordset($1::jsonb) as r (id uuid, ente_id uuid, person_id uuid, in_app bool, mail text)
       on conflict (person_id, dedupe_key) do nothing returning person_id as "personId", mail`,
      [JSON.stringify(rows), suaId, dossierId, code, title, text, path, urgent, dedupeKey, this.clock.now()],
    );
  }

  /** What is to leave at once waits for what else the next minutes bring on the same dossier, unless it is urgent. */
  private async mail(tx: Tx, actor: Actor, { dossierId, urgency }: Notice, written: readonly Written[]): Promise<void> {
    const atOnce = written.filter(({ mail }) => mail === 'SUBITO');
    if (atOnce.length === 0) return;
    const delayMs = urgency === 'urgente' ? 0 : (this.config.mail?.groupMs ?? 0);
    await this.queue.addAll(
      tx,
      actor,
      groupMail,
      atOnce.map(({ personId }) => ({
        payload: { personId, dossierId },
        ...{ enteId: null, dossierId: null, delayMs },
        dedupeKey: `${groupMail.name}:${personId}:${dossierId ?? ''}`,
      })),
    );
  }
}

interface Written {
  readonly personId: string;
  readonly mail: MailChoice;
}

async function settingsOf(reader: Reader, people: readonly string[]): Promise<ReadonlyMap<string, NotificationSettingsEntity>> {
  const rows = await reader
    .createQueryBuilder(NotificationSettingsEntity, 'settings')
    .where('settings.person_id = any (:people)', { people })
    .getMany();
  return new Map(rows.map((row) => [row.personId, row]));
}
