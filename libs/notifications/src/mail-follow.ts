import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { defaultSettings, digestDay } from '@gare/domain/notifications/preferences';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, type Reader } from '@gare/platform/database';
import { longestDeliveryMs, Mailer } from '@gare/platform/mail';
import { MailOutbox } from './mail-outbox.js';

/** A job that was asked for is given this long before somebody looks after its message. */
const graceMs = 60_000;
const mostAtOnce = 200;

/** Somebody for whom notices wait for the digest; null where they have chosen nothing. */
interface Waiting {
  readonly personId: string;
  readonly hour: number | null;
  readonly working: boolean | null;
  /** Patron saint of the body they work for, `MM-DD`. */
  readonly patrono: string | null;
  /** Latest days that have a digest. */
  readonly days: readonly string[];
}

interface Work {
  /** Attempts that were broken off. */
  readonly lost: readonly string[];
  /** Messages whose time has come and whose job has not. */
  readonly late: readonly string[];
  readonly bundles: readonly { readonly personId: string; readonly dossierId: string | null; readonly digestOf: string | null }[];
}

/**
 * What the clock makes due in the e-mail of a Province: digests, messages that were put off, attempts that were broken off. It
 * follows from the rows alone: after a stop it is caught up with, and a second look finds nothing.
 */
@Injectable()
export class MailFollow {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly outbox: MailOutbox,
    private readonly law: ParameterRegister,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  async isDue(suaId: string): Promise<boolean> {
    if (!this.mailer.isOn) return false;
    const { lost, late, bundles } = await this.database.read({ scope: 'sua', suaId }, (reader) => this.work(reader, suaId));
    return lost.length + late.length + bundles.length > 0;
  }

  async follow(suaId: string, signal: AbortSignal): Promise<void> {
    if (!this.mailer.isOn) return;
    const { lost, late, bundles } = await this.database.read({ scope: 'sua', suaId }, (reader) => this.work(reader, suaId));
    const actor = systemAsActor(suaId, randomUUID());
    await this.database.transaction({ scope: 'sua', suaId }, async (tx) => {
      await tx.query(
        `update mail_messages set state = 'INCERTO', reason = 'L’invio si è interrotto a metà: forse il messaggio è arrivato.'
         where id = any ($1) and state = 'IN_INVIO'`,
        [lost],
      );
      for (const id of late) await this.outbox.ask(tx, actor, id, 0);
    });
    for (const bundle of bundles) {
      signal.throwIfAborted();
      await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.outbox.form(tx, actor, { suaId, ...bundle }));
    }
  }

  private async work(reader: Reader, suaId: string): Promise<Work> {
    const now = this.clock.now();
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    const ids = async (condition: string, at: Date): Promise<string[]> =>
      (
        await reader.query<{ id: string }[]>(`select id from mail_messages where sua_id = $1 and ${condition} order by next_at limit $3`, [
          suaId,
          at,
          mostAtOnce,
        ])
      ).map(({ id }) => id);
    return {
      lost: await ids(`state = 'IN_INVIO' and claimed_at < $2`, before(longestDeliveryMs)),
      late: await ids(`state in ('IN_ATTESA', 'RINVIATO') and next_at < $2`, before(graceMs)),
      bundles: [
        ...(await this.forgotten(reader, suaId, before((this.config.mail?.groupMs ?? 0) + graceMs))),
        ...(await this.digests(reader, suaId, now)),
      ],
    };
  }

  /** What was to leave at once and whose gathering was lost. */
  private forgotten(reader: Reader, suaId: string, writtenBefore: Date): Promise<Work['bundles']> {
    return reader.query(
      `select distinct person_id as "personId", dossier_id as "dossierId", null as "digestOf" from notifications
       where sua_id = $1 and mail = 'SUBITO' and message_id is null and read_at is null and created_at < $2 limit $3`,
      [suaId, writtenBefore, mostAtOnce],
    );
  }

  private async digests(reader: Reader, suaId: string, now: Date): Promise<Work['bundles']> {
    const waiting = await reader.query<Waiting[]>(
      `select w.person_id as "personId", s.digest_hour as hour, s.working_days_only as working, e.patrono,
         array(select m.digest_of::text from mail_messages m where m.person_id = w.person_id and m.digest_of >= $2::timestamptz::date - 1) as days
       from (select distinct on (person_id) person_id, ente_id from notifications
         where sua_id = $1 and mail = 'RIEPILOGO' and message_id is null and read_at is null order by person_id, ente_id) w
       join enti e on e.id = w.ente_id
       left join notification_settings s on s.person_id = w.person_id order by 1`,
      [suaId, now],
    );
    const bundles: { personId: string; dossierId: null; digestOf: string }[] = [];
    for (const { personId, hour, working, patrono, days } of waiting) {
      const settings = { digestHour: hour ?? defaultSettings.digestHour, workingDaysOnly: working ?? defaultSettings.workingDaysOnly };
      const day = digestDay(now.toISOString(), settings, await this.law.seat(reader, { suaId, patrono }));
      if (day !== null && !days.includes(day)) bundles.push({ personId, dossierId: null, digestOf: day });
    }
    return bundles;
  }
}
