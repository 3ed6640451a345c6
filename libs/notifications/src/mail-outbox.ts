import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { JobQueue } from '@gare/platform/queue';
import { sendMail } from './mail.jobs.js';

interface Bundle {
  readonly suaId: string;
  readonly personId: string;
  /** Of which dossier; looked at only where it is no digest. */
  readonly dossierId: string | null;
  /** The day in Rome whose digest it is; null for what leaves at once. */
  readonly digestOf: string | null;
}

/** Puts notices into e-mails; with the eyes of the Province. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * One e-mail with everything that waits for it and was not read in the app meanwhile. A notice travels in one e-mail only,
   * a day has one digest only, whatever runs at the same time.
   * @returns its id; null where nothing waits
   */
  async form(tx: Tx, actor: Actor, { suaId, personId, dossierId, digestOf }: Bundle): Promise<string | null> {
    const waiting = await tx.query<{ id: string }[]>(
      `select id from notifications where sua_id = $1 and person_id = $2 and mail = $3 and message_id is null and read_at is null
         and ($4::date is not null or dossier_id is not distinct from $5::uuid)
       order by created_at for update skip locked`,
      [suaId, personId, digestOf === null ? 'SUBITO' : 'RIEPILOGO', digestOf, dossierId],
    );
    if (waiting.length === 0) return null;
    const id = randomUUID();
    const now = this.clock.now();
    const made = await tx.query<unknown[]>(
      `insert into mail_messages (id, sua_id, person_id, dossier_id, digest_of, state, attempts, created_at, next_at)
       values ($1, $2, $3, $4, $5, 'IN_ATTESA', 0, $6, $6) on conflict (person_id, digest_of) do nothing returning id`,
      [id, suaId, personId, digestOf === null ? dossierId : null, digestOf, now],
    );
    if (made.length === 0) return null;
    await tx.query('update notifications set message_id = $1 where id = any ($2)', [id, waiting.map((row) => row.id)]);
    await this.ask(tx, actor, id, 0);
    return id;
  }

  /** Asks for an attempt; one at a time waits for a message. */
  async ask(tx: Tx, actor: Actor, messageId: string, delayMs: number): Promise<void> {
    await this.queue.add(tx, actor, sendMail, {
      payload: { messageId },
      ...{ enteId: null, dossierId: null, delayMs },
      dedupeKey: `${sendMail.name}:${messageId}`,
    });
  }
}
