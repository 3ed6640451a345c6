import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { type SessionSummary } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { Clock } from '@gare/platform/clock';
import { asSystem, Database, systemContext, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { authorize, dbContext } from './authorize.js';
import { EnteEntity } from './ente.entity.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { SessionEntity } from './session.entity.js';

/** Open sessions, to see where somebody is signed in and to end one. Session rows are for the `system` scope alone. */
@Injectable()
export class SessionRegister {
  constructor(
    private readonly database: Database,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @param ownHash the session that asks */
  own(actor: Actor, ownHash: string | undefined): Promise<{ items: SessionSummary[] }> {
    return this.list(actor.personId, actor.suaId, ownHash);
  }

  /** @throws AppError access.denied, person.not_found */
  async ofPerson(actor: Actor, personId: string, ownHash: string | undefined): Promise<{ items: SessionSummary[] }> {
    authorize(actor, 'session.revoke', actor);
    const known = await this.database.read(dbContext(actor), (reader) => reader.existsBy(PersonEntity, { id: personId }));
    if (!known) throw new AppError('person.not_found');
    return this.list(personId, actor.suaId, ownHash);
  }

  /**
   * Ends a session: from the next request on its cookie opens nothing. A session of somebody else that the actor may not end is
   * answered like one that does not exist.
   * @throws AppError session.not_found
   */
  async revoke(actor: Actor, sessionId: string): Promise<void> {
    const decision = decide(actor, 'session.revoke', actor);
    await this.database.transaction(dbContext(actor), async (tx) => {
      const [ended] = await tx.query<{ person_id: string; ente_id: string }[]>('select * from session_end($1, $2, $3, $4)', [
        sessionId,
        actor.suaId,
        decision.allowed ? null : actor.personId,
        this.clock.now(),
      ]);
      if (!ended) throw new AppError('session.not_found');
      await announceAccess(tx, ended.person_id);
      const isOwn = ended.person_id === actor.personId;
      await this.audit.record(tx, actor, {
        // One's own session may be for another body, whose records the actor cannot write now.
        enteId: isOwn ? actor.enteId : ended.ente_id,
        action: 'session.revoked',
        summary: isOwn ? 'Chiusa una propria sessione' : 'Chiusa la sessione di un’altra persona',
        details: { sessionId, personId: ended.person_id },
        role: decision.allowed ? decision.role : (actor.roles[0] ?? null),
      });
    });
  }

  /**
   * Ends every open session of the actor but the one that asks.
   * @returns how many ended.
   */
  endOthers(actor: Actor, ownHash: string): Promise<number> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const ended = await this.endAll(tx, actor.personId, ownHash);
      if (ended === 0) return 0;
      await this.audit.record(tx, actor, {
        enteId: actor.enteId,
        action: 'session.others_ended',
        summary: `Chiuse le altre proprie sessioni (${ended})`,
        details: { ended },
        role: actor.roles[0] ?? null,
      });
      return ended;
    });
  }

  /** Ends the open sessions of a person, within what made it necessary. @param except the session that goes on */
  async endAll(tx: Tx, personId: string, except: string | null): Promise<number> {
    const { affected } = await asSystem(tx, () =>
      tx.update(
        SessionEntity,
        { ...this.open(), personId, ...(except === null ? {} : { tokenHash: Not(except) }) },
        { revokedAt: this.clock.now(), providerToken: null },
      ),
    );
    await announceAccess(tx, personId);
    return affected ?? 0;
  }

  private list(personId: string, suaId: string, ownHash: string | undefined): Promise<{ items: SessionSummary[] }> {
    return this.database.read(systemContext, async (reader) => {
      const rows = await reader.find(SessionEntity, {
        where: { ...this.open(), personId, suaId },
        order: { createdAt: 'DESC', id: 'ASC' },
      });
      const bodies = await reader.findBy(EnteEntity, { id: In([...new Set(rows.map(({ enteId }) => enteId))]) });
      const names = new Map(bodies.map((body) => [body.id, body.denominazione]));
      return {
        items: rows.map(({ id, client, method, enteId, createdAt, expiresAt, tokenHash }) => ({
          ...{ id, client, method },
          ente: names.get(enteId) ?? '',
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          current: tokenHash === ownHash,
        })),
      };
    });
  }

  private open(): { revokedAt: ReturnType<typeof IsNull>; expiresAt: ReturnType<typeof MoreThan<Date>> } {
    return { revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }
}
