import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type z } from 'zod';
import { type getCalendarFeed, type renewCalendarFeed } from '@gare/contracts/terms';
import { isLiveGrant, type Actor } from '@gare/domain/access/actor';
import { addDays } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { dbContext, PeopleInOffice, RegistryAudit, ReviewGrantEntity } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, Database, systemContext, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { CalendarFeedEntity } from './calendar-feed.entity.js';
import { calendarText, type CalendarEntry } from './calendar-text.js';
import { DossierTermsReader } from './dossier-terms.reader.js';

type FeedView = z.output<NonNullable<typeof getCalendarFeed.response>>;
type NewFeed = z.output<NonNullable<typeof renewCalendarFeed.response>>;

const readsPerHour = 60;
const daysBack = 60;
const daysAhead = 400;
const most = 3000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The address under which a person subscribes to their terms. It is a secret instead of a session: who has it reads what its owner may
 * see at that moment in any of their bodies, and nothing once no role is left.
 */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleInOffice,
    private readonly terms: DossierTermsReader,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async view({ personId }: Actor): Promise<FeedView> {
    const row = await this.database.read(systemContext, (reader) =>
      reader.findOneBy(CalendarFeedEntity, { personId, revokedAt: IsNull() }),
    );
    return {
      active: row !== null,
      createdAt: row?.createdAt.toISOString() ?? null,
      lastReadAt: row?.lastReadAt?.toISOString() ?? null,
    };
  }

  /** A new address; the one before opens nothing any more. The token is shown this once. */
  async renew(actor: Actor): Promise<NewFeed> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = this.clock.now();
    await this.database.transaction(dbContext(actor), async (tx) => {
      await asSystem(tx, async () => {
        await this.close(tx, actor.personId);
        const { personId, suaId } = actor;
        await tx.insert(CalendarFeedEntity, {
          ...{ tokenHash: hashOf(token), personId, suaId, createdAt, revokedAt: null, lastReadAt: null, windowAt: null, reads: 0 },
        });
      });
      await this.record(tx, actor, { action: 'calendar.renewed', summary: 'Nuovo indirizzo del calendario dei termini' });
    });
    const url = new URL('/api/calendar.ics', this.config.publicUrl);
    url.searchParams.set('token', token);
    return { active: true, createdAt: createdAt.toISOString(), lastReadAt: null, url: url.href };
  }

  async revoke(actor: Actor): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const closed = await asSystem(tx, () => this.close(tx, actor.personId));
      if (closed === 0) return;
      await this.record(tx, actor, { action: 'calendar.revoked', summary: 'Indirizzo del calendario dei termini revocato' });
    });
  }

  /** @returns the text of the calendar @throws AppError calendar_feed.not_found, calendar_feed.throttled */
  async read(token: string): Promise<string> {
    const { personId, suaId } = await this.admit(token);
    const today = toRomeDate(this.clock.now().toISOString());
    const found = new Map<string, CalendarEntry>();
    for (const actor of await this.officesOf(personId, suaId, today)) {
      const rows = await this.database.read(dbContext(actor), (reader) =>
        this.terms.inSight(reader, actor, { from: addDays(today, -daysBack), to: addDays(today, daysAhead), most }),
      );
      for (const { term, dossier } of rows)
        found.set(`${dossier.id} ${term.code}`, { term, dossierId: dossier.id, codiceAppalto: dossier.codiceAppalto });
    }
    const entries = [...found.values()].sort((a, b) => (a.term.dueOn < b.term.dueOn ? -1 : 1));
    return calendarText(entries, this.config.publicUrl);
  }

  /** Counts the reading; of one address so many an hour are answered, over all api processes. */
  private async admit(token: string): Promise<CalendarFeedEntity> {
    const now = this.clock.now();
    const hourAgo = new Date(now.getTime() - 3_600_000);
    const [rows] = await this.database.transaction(systemContext, (tx) =>
      tx.query<[{ personId: string; suaId: string; reads: number }[], number]>(
        `update calendar_feeds set last_read_at = $2,
           reads = case when window_at > $3 then reads + 1 else 1 end, window_at = case when window_at > $3 then window_at else $2 end
         where token_hash = $1 and revoked_at is null returning person_id as "personId", sua_id as "suaId", reads`,
        [hashOf(token), now, hourAgo],
      ),
    );
    const [row] = rows;
    if (row === undefined) throw new AppError('calendar_feed.not_found');
    if (row.reads > readsPerHour) throw new AppError('calendar_feed.throttled');
    return row as CalendarFeedEntity;
  }

  /** The person in each body where a role is in force now, as if signed in there. */
  private officesOf(personId: string, suaId: string, asOf: string): Promise<Actor[]> {
    return this.database.read(systemContext, async (reader) => {
      const offices = await this.people.list(reader, { suaId, enti: [], people: [personId], asOf });
      const leaves = await reader.findBy(ReviewGrantEntity, { personId });
      const grants = leaves
        .map(({ dossierId, dal, al, revocatoDal }) => ({ personId, dossierId, dal, al, revocatoDal }))
        .filter((leave) => isLiveGrant(leave, asOf));
      return offices
        .filter((office) => office.personId === personId)
        .map((office) => ({ ...office, grants: office.enteTipo === 'ALTRO' ? grants : [], correlationId: randomUUID() }));
    });
  }

  private async close(tx: Tx, personId: string): Promise<number> {
    const { affected } = await tx.update(CalendarFeedEntity, { personId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
    return affected ?? 0;
  }

  private record(tx: Tx, actor: Actor, act: { action: string; summary: string }): Promise<void> {
    return this.audit.record(tx, actor, {
      ...act,
      enteId: actor.enteId,
      details: { personId: actor.personId },
      role: actor.roles[0] ?? null,
    });
  }
}
