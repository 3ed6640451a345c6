import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listNotices, type markNotices, type NoticeView } from '@gare/contracts/notifications';
import { type Actor } from '@gare/domain/access/actor';
import { kindOfNotice, noticeKinds, type NoticeKind } from '@gare/domain/notifications/notice-kinds';
import { DossierEntity, DossierScopes } from '@gare/dossiers';
import { dbContext, EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type DbContext, type Reader } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { type SelectQueryBuilder } from 'typeorm';
import { NotificationEntity } from './notification.entity.js';

type Filter = z.output<NonNullable<typeof listNotices.query>>;
type Listing = z.output<NonNullable<typeof listNotices.response>>;
type Marking = z.output<NonNullable<typeof markNotices.body>>;

/** What a person is told, in the body they act for: each sees only their own, and of dossiers only those still in their sight. */
@Injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly scopes: DossierScopes,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { unread, kind, after, limit }: Filter): Promise<Listing> {
    const visible = await this.visibleDossiers(actor);
    const found = await this.database.read(own(actor), async (reader) => {
      const query = inSight(reader, actor, visible);
      if (unread !== undefined) query.andWhere('n.read_at is null');
      if (kind !== undefined) query.andWhere(ofKind(kind), { kind, known: noticeKinds });
      if (after !== undefined) {
        query.andWhere('(n.created_at, n.id) < (select last.created_at, last.id from notifications last where last.id = :after)', {
          after,
        });
      }
      const rows = await query
        .orderBy('n.created_at', 'DESC')
        .addOrderBy('n.id', 'DESC')
        .take(limit + 1)
        .getMany();
      return { rows, unread: await unreadOf(reader, actor, visible), elsewhere: await unreadElsewhere(reader, actor) };
    });
    const names = await this.database.read({ scope: 'sua', suaId: actor.suaId }, (reader) =>
      this.enti.names(
        reader,
        found.elsewhere.map(({ enteId }) => enteId),
      ),
    );
    return {
      items: found.rows.slice(0, limit).map(viewOf),
      more: found.rows.length > limit,
      unread: found.unread,
      elsewhere: found.elsewhere.map(({ enteId, unread: count }) => ({
        ente: { id: enteId, denominazione: names.get(enteId) ?? '' },
        unread: count,
      })),
    };
  }

  async count(actor: Actor): Promise<{ unread: number }> {
    const visible = await this.visibleDossiers(actor, true);
    return { unread: await this.database.read(own(actor), (reader) => unreadOf(reader, actor, visible)) };
  }

  /** Notices of others are not touched, whatever ids are sent. Other windows of the same person are told. */
  async mark(actor: Actor, marking: Marking): Promise<{ unread: number }> {
    await this.database.transaction(own(actor), async (tx) => {
      const now = this.clock.now();
      const { personId, enteId, suaId } = actor;
      const [, changed] =
        'ids' in marking
          ? await tx.query<[unknown, number]>(
              `update notifications set read_at = $3 where id = any ($1) and person_id = $2 and (read_at is null) = $4`,
              [marking.ids, personId, marking.read ? now : null, marking.read],
            )
          : await tx.query<[unknown, number]>(
              `update notifications set read_at = $4 where person_id = $1 and ente_id = $2 and created_at <= $3 and read_at is null and in_app`,
              [personId, enteId, marking.upTo, now],
            );
      if (changed > 0) await announce(tx, { topic: 'notifications', dossierId: null, suaId, enteId: null, people: [personId] });
    });
    return this.count(actor);
  }

  /** Of the dossiers the person has notices of, those they may read now; a role that has ended takes them out of sight. */
  private async visibleDossiers(actor: Actor, onlyUnread = false): Promise<readonly string[]> {
    const rows = await this.database.read(own(actor), (reader) =>
      reader.query<{ id: string }[]>(
        `select distinct dossier_id as id from notifications
         where person_id = $1 and ente_id = $2 and in_app and dossier_id is not null and (not $3 or read_at is null)`,
        [actor.personId, actor.enteId, onlyUnread],
      ),
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    const scope = this.scopes.condition(actor, 'dossier.read');
    return this.database.read(dbContext(actor), async (reader) => {
      const query = reader.createQueryBuilder(DossierEntity, 'd').select('d.id', 'id').where('d.id = any (:ids)', { ids });
      if (scope !== null) query.andWhere(scope.sql, scope.values);
      return (await query.getRawMany<{ id: string }>()).map(({ id }) => id);
    });
  }
}

function own({ suaId, personId }: Actor): DbContext {
  return { scope: 'person', suaId, personId };
}

function inSight(reader: Reader, { personId, enteId }: Actor, visible: readonly string[]): SelectQueryBuilder<NotificationEntity> {
  return reader
    .createQueryBuilder(NotificationEntity, 'n')
    .where('n.person_id = :personId and n.ente_id = :enteId and n.in_app', { personId, enteId })
    .andWhere('(n.dossier_id is null or n.dossier_id = any (:visible))', { visible });
}

/** The kind is the first part of the code; what has no known one is among the others. */
function ofKind(kind: NoticeKind): string {
  const first = `upper(split_part(n.code, '.', 1))`;
  return kind === 'ALTRO' ? `(${first} = :kind or ${first} <> all (:known))` : `${first} = :kind`;
}

function unreadOf(reader: Reader, actor: Actor, visible: readonly string[]): Promise<number> {
  return inSight(reader, actor, visible).andWhere('n.read_at is null').getCount();
}

function unreadElsewhere(reader: Reader, { personId, enteId }: Actor): Promise<{ enteId: string; unread: number }[]> {
  return reader.query(
    `select ente_id as "enteId", count(*)::int as unread from notifications
     where person_id = $1 and ente_id <> $2 and in_app and read_at is null group by 1 order by 1`,
    [personId, enteId],
  );
}

function viewOf(row: NotificationEntity): NoticeView {
  const { id, code, title, text, path, urgent, createdAt, readAt } = row;
  return {
    ...{ id, kind: kindOfNotice(code), title, text, path, urgent },
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
