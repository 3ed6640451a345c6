import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { mailRetry } from '@gare/domain/notifications/mail-state';
import { PeopleInOffice } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, type Tx } from '@gare/platform/database';
import { Mailer, type Mail, type MailOutcome } from '@gare/platform/mail';
import { MailMessageEntity } from './mail-message.entity.js';
import { MailOutbox } from './mail-outbox.js';
import { mailSubject, mailText, settingsPath, type MailNotice } from './mail-text.js';
import { Recipients } from './recipients.js';

interface Attempt {
  readonly messageId: string;
  /** Tells this attempt from every other of the message. */
  readonly number: number;
  readonly mail: Mail;
}

type Settled = Pick<MailMessageEntity, 'state' | 'reason'> & { readonly retryMs?: number };

type Row = MailNotice & { readonly dossierId: string | null; readonly enteId: string };

/**
 * Hands one e-mail to the server. The row is claimed and committed before a byte leaves, and what came of it is written
 * afterwards: between the two nobody else sends it, and who dies there leaves a message of which nobody knows whether it arrived.
 * Such a one is INCERTO and is not repeated by itself.
 */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly outbox: MailOutbox,
    private readonly recipients: Recipients,
    private readonly people: PeopleInOffice,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async send(actor: Actor, messageId: string, signal: AbortSignal): Promise<void> {
    const { suaId } = actor;
    const attempt = await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.claim(tx, actor, messageId));
    if (attempt === null) return;
    const outcome = await this.mailer.send(attempt.mail, signal);
    await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.settle(tx, actor, attempt, outcome));
  }

  /** Null where nothing is left to do: another has it, it was sent, or nobody may read it any more. */
  private async claim(tx: Tx, actor: Actor, messageId: string): Promise<Attempt | null> {
    const now = this.clock.now();
    const [claimed] = (
      await tx.query<[{ person_id: string; digest_of: string | null; attempts: number }[], number]>(
        `update mail_messages set state = 'IN_INVIO', attempts = attempts + 1, claimed_at = $2
         where id = $1 and state in ('IN_ATTESA', 'RINVIATO') and next_at <= $2 returning person_id, digest_of::text, attempts`,
        [messageId, now],
      )
    )[0];
    if (claimed === undefined) return null;
    const person = (await this.people.addresses(tx, [claimed.person_id])).get(claimed.person_id);
    const notices = await this.readable(tx, actor, messageId, claimed.person_id);
    if (person === undefined || notices.length === 0) {
      const reason =
        person === undefined
          ? 'L’account di chi doveva riceverlo è disattivato.'
          : 'Chi doveva riceverlo non può più leggere ciò di cui parla.';
      await tx.update(MailMessageEntity, { id: messageId }, { state: 'ANNULLATO', reason });
      return null;
    }
    await tx.update(MailMessageEntity, { id: messageId }, { address: person.email });
    const content = { person: person.nome, notices, digestOf: claimed.digest_of, publicUrl: this.config.publicUrl.replace(/\/$/, '') };
    return {
      messageId,
      number: claimed.attempts,
      mail: {
        messageId: `${messageId}@${new URL(content.publicUrl).hostname}`,
        to: { name: person.nome, address: person.email },
        subject: mailSubject(content),
        ...mailText(content),
        settingsUrl: `${content.publicUrl}${settingsPath}`,
      },
    };
  }

  /** Rights are asked again: between the notice and its e-mail a role may have ended. */
  private async readable(tx: Tx, actor: Actor, messageId: string, personId: string): Promise<readonly Row[]> {
    const rows = await tx.query<Row[]>(
      `select n.code, n.title, n.text, n.path, n.created_at as "createdAt", n.dossier_id as "dossierId", n.ente_id as "enteId",
         d.codice_appalto as dossier
       from notifications n left join dossiers d on d.id = n.dossier_id where n.message_id = $1 order by n.created_at, n.id`,
      [messageId],
    );
    const asOf = toRomeDate(this.clock.now().toISOString());
    const places = new Map(rows.map(({ dossierId, enteId }) => [`${dossierId ?? ''} ${enteId}`, { dossierId, enteId }]));
    const open = new Set<string>();
    for (const [key, { dossierId, enteId }] of places) {
      if (await this.recipients.mayStillRead(tx, actor, { dossierId, personId, enteId }, asOf)) open.add(key);
    }
    return rows.filter(({ dossierId, enteId }) => open.has(`${dossierId ?? ''} ${enteId}`));
  }

  /** Also a message given up as uncertain meanwhile gets its outcome, if this very attempt knows it. */
  private async settle(tx: Tx, actor: Actor, { messageId, number }: Attempt, outcome: MailOutcome): Promise<void> {
    const { state, reason, retryMs } = settled(outcome, number);
    const now = this.clock.now();
    const [, count] = await tx.query<[unknown[], number]>(
      `update mail_messages set state = $3, reason = $4, next_at = $5, sent_at = $6
       where id = $1 and attempts = $2 and state in ('IN_INVIO', 'INCERTO')`,
      [messageId, number, state, reason, new Date(now.getTime() + (retryMs ?? 0)), state === 'INVIATO' ? now : null],
    );
    // A little later than the row says: the clocks of Postgres and of this process are two.
    if (count > 0 && retryMs !== undefined) await this.outbox.ask(tx, actor, messageId, retryMs + 1_000);
  }
}

function settled(outcome: MailOutcome, attempts: number): Settled {
  switch (outcome.is) {
    case 'ACCETTATO':
      return { state: 'INVIATO', reason: null };
    case 'RIFIUTATO':
    case 'INCERTO':
      return { state: outcome.is, reason: outcome.reason };
    case 'RINVIATO': {
      const retryMs = mailRetry(attempts);
      if (retryMs === null) return { state: 'RIFIUTATO', reason: `Non inviato dopo ${attempts} tentativi. ${outcome.reason}` };
      return { state: 'RINVIATO', reason: outcome.reason, retryMs };
    }
  }
}
