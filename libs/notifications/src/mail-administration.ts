import { Inject, Injectable } from '@nestjs/common';
import { type MailMessageView, type MailStateView } from '@gare/contracts/notifications';
import { type Actor } from '@gare/domain/access/actor';
import { stuckStates } from '@gare/domain/notifications/mail-state';
import { authorize, dbContext, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { MailMessageEntity } from './mail-message.entity.js';
import { MailOutbox } from './mail-outbox.js';

const shown = 100;

const messageSql = `select m.id, m.state, p.nome || ' ' || p.cognome as person, m.address, m.digest_of::text as "digestOf", m.attempts,
    m.reason, m.created_at as "createdAt", m.next_at as "nextAt",
    (select count(*)::int from notifications n where n.message_id = m.id) as notices
  from mail_messages m join people p on p.id = m.person_id`;

type Row = Omit<MailMessageView, 'createdAt' | 'nextAt'> & { readonly createdAt: Date; readonly nextAt: Date };

const viewOf = (row: Row): MailMessageView => ({ ...row, createdAt: row.createdAt.toISOString(), nextAt: row.nextAt.toISOString() });

/** The e-mail of a Province as its administrator sees it: whether it leaves, and what did not arrive. Never what it says. */
@Injectable()
export class MailAdministration {
  constructor(
    private readonly database: Database,
    private readonly outbox: MailOutbox,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /** @throws AppError access.denied */
  state(actor: Actor): Promise<MailStateView> {
    const { suaId } = actor;
    authorize(actor, 'account.write', { suaId, enteId: suaId });
    return this.database.read(dbContext(actor), async (reader) => {
      const [counts] = await reader.query<(MailStateView['counts'] & { last: Date | null })[]>(
        `select count(*) filter (where state in ('IN_ATTESA', 'IN_INVIO', 'RINVIATO'))::int as waiting,
           count(*) filter (where state = 'INVIATO')::int as sent, count(*) filter (where state = 'RIFIUTATO')::int as refused,
           count(*) filter (where state = 'INCERTO')::int as uncertain, max(sent_at) as last
         from mail_messages where sua_id = $1`,
        [suaId],
      );
      const rows = await reader.query<Row[]>(
        `${messageSql} where m.sua_id = $1 and m.state in ('RINVIATO', 'RIFIUTATO', 'INCERTO') order by m.created_at desc, m.id limit ${shown}`,
        [suaId],
      );
      const { last = null, ...numbers } = counts ?? { waiting: 0, sent: 0, refused: 0, uncertain: 0 };
      return { server: this.server(), counts: numbers, lastSentAt: last?.toISOString() ?? null, troubled: rows.map(viewOf) };
    });
  }

  /**
   * Sends a message of which nobody knows whether it arrived, or which was refused: as the same message, with the rights of now.
   * @throws AppError access.denied, mail.not_found, mail.off, mail.not_stuck
   */
  repeat(actor: Actor, messageId: string): Promise<MailMessageView> {
    const { suaId } = actor;
    const role = authorize(actor, 'account.write', { suaId, enteId: suaId });
    return this.database.transaction(dbContext(actor), async (tx) => {
      const message = await tx.findOne(MailMessageEntity, { where: { id: messageId, suaId }, lock: { mode: 'pessimistic_write' } });
      if (message === null) throw new AppError('mail.not_found');
      if (this.config.mail === null) throw new AppError('mail.off');
      if (!stuckStates.includes(message.state)) throw new AppError('mail.not_stuck');
      await tx.update(MailMessageEntity, { id: messageId }, { state: 'IN_ATTESA', reason: null, nextAt: this.clock.now() });
      await this.outbox.ask(tx, actor, messageId, 0);
      const view = viewOf(await one(tx, messageId));
      await this.audit.record(tx, actor, {
        enteId: suaId,
        action: 'mail.repeated',
        summary: `Chiesto un nuovo invio di un avviso per posta a ${view.person}`,
        details: { messageId, before: message.state, reason: message.reason, after: view.state },
        role,
      });
      return view;
    });
  }

  private server(): MailStateView['server'] {
    const { mail } = this.config;
    if (mail === null) return null;
    const { host, port, secure, requireTls, from } = mail;
    return { host, port, encrypted: secure || requireTls, from: `${from.name} <${from.address}>` };
  }
}

async function one(reader: Reader, messageId: string): Promise<Row> {
  const [row] = await reader.query<Row[]>(`${messageSql} where m.id = $1`, [messageId]);
  if (row === undefined) throw new AppError('mail.not_found');
  return row;
}
