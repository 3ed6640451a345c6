import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type SessionView } from '@gare/contracts/session';
import { isLiveGrant, type Actor, type ReviewGrant } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, systemContext, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { EnteEntity } from './ente.entity.js';
import { EnteReader, enteView } from './ente.reader.js';
import { PersonEntity } from './person.entity.js';
import { ReviewGrantEntity } from './review-grant.entity.js';
import { type RoleAssignmentEntity } from './role-assignment.entity.js';
import { confirmedOf, rolesOf } from './roles-in-force.js';
import { SessionEntity } from './session.entity.js';
import { hashToken } from './session-start.js';

/** A session as the guard needs it. */
export interface LiveSession {
  tokenHash: string;
  actor: Omit<Actor, 'correlationId'>;
}

/** Whose session a cookie is, what its browser may know of it, and its end. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly enti: EnteReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whose session a cookie is; null when it is unknown, expired or revoked, or no role is in force any more. */
  find(token: string): Promise<LiveSession | null> {
    return this.ofHash(hashToken(token));
  }

  /** The same by the hash of the cookie, for what a session has opened and must end with it. */
  ofHash(tokenHash: string): Promise<LiveSession | null> {
    return this.database.read(systemContext, async (reader) => {
      const session = await this.live(reader, tokenHash);
      if (!session) return null;
      // One connection answers one query at a time.
      const person = await reader.findOneBy(PersonEntity, { id: session.personId });
      const ente = await reader.findOneBy(EnteEntity, { id: session.enteId });
      const assignments = await this.assignments(reader, session);
      const roles = assignments.filter((assignment) => assignment.enteId === session.enteId).map((assignment) => assignment.role);
      if (!person || person.disabledAt !== null || !ente || roles.length === 0) return null;
      const grants = ente.tipo === 'ALTRO' ? await this.grants(reader, person.id) : [];
      return { tokenHash, actor: { ...actorOf(person, ente, roles), grants } };
    });
  }

  /** What the browser may know of its own session. */
  async view(tokenHash: string): Promise<SessionView> {
    return this.database.read(systemContext, async (reader) => {
      const session = await this.live(reader, tokenHash);
      if (!session) throw new AppError('session.required');
      const person = await reader.findOneByOrFail(PersonEntity, { id: session.personId });
      const ente = await this.enti.require(reader, session.enteId);
      const sua = await this.enti.require(reader, session.suaId);
      const assignments = await this.assignments(reader, session);
      const bodies = await reader.find(EnteEntity, {
        where: { id: In([...new Set(assignments.map(({ enteId }) => enteId))]) },
        order: { tipo: 'DESC', denominazione: 'ASC' },
      });
      const rolesIn = (enteId: string): RoleCode[] => assignments.filter((one) => one.enteId === enteId).map(({ role }) => role);
      return {
        utente: { id: person.id, nome: person.nome, cognome: person.cognome, email: person.email },
        ente: enteView(ente),
        sua: enteView(sua),
        ruoli: rolesIn(session.enteId),
        incarichi: bodies.map((body) => ({ ente: enteView(body), ruoli: rolesIn(body.id) })),
        metodo: session.method,
        csrfToken: this.csrfToken(tokenHash),
        expiresAt: session.expiresAt.toISOString(),
      };
    });
  }

  /** Ends the session. @returns what it was, so that it can be ended at the provider too; null where there was none */
  signOut(tokenHash: string): Promise<SessionEntity | null> {
    return this.database.transaction(systemContext, async (tx) => {
      const session = await tx.findOneBy(SessionEntity, { tokenHash });
      if (!session) return null;
      await tx.update(SessionEntity, { tokenHash }, { revokedAt: this.clock.now(), providerToken: null });
      await announceAccess(tx, session.personId);
      return session;
    });
  }

  /** The token a page must send back with every change: only a page of our own origin can read it. */
  isCsrfToken(tokenHash: string, given: string): boolean {
    const expected = Buffer.from(this.csrfToken(tokenHash));
    const actual = Buffer.from(given);
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  private csrfToken(tokenHash: string): string {
    return createHmac('sha256', this.config.sessionSecret).update(`csrf:${tokenHash}`).digest('base64url');
  }

  private async live(reader: Reader, tokenHash: string): Promise<SessionEntity | null> {
    const session = await reader.findOneBy(SessionEntity, { tokenHash });
    const isLive = session !== null && session.revokedAt === null && session.expiresAt > this.clock.now();
    return isLive ? session : null;
  }

  /** The leaves to review in force today; asked anew at every request. */
  private async grants(reader: Reader, personId: string): Promise<ReviewGrant[]> {
    const rows = await reader.findBy(ReviewGrantEntity, { personId });
    const today = toRomeDate(this.clock.now().toISOString());
    return rows
      .map(({ dossierId, dal, al, revocatoDal }) => ({ personId, dossierId, dal, al, revocatoDal }))
      .filter((row) => isLiveGrant(row, today));
  }

  /** Asked anew at every request: a role that ended today does not work any more. */
  private async assignments(reader: Reader, { personId, confirmedRoles }: SessionEntity): Promise<RoleAssignmentEntity[]> {
    return confirmedOf(await rolesOf(reader, personId, toRomeDate(this.clock.now().toISOString())), confirmedRoles);
  }
}

function actorOf(person: PersonEntity, ente: EnteEntity, roles: RoleCode[]): LiveSession['actor'] {
  return {
    personId: person.id,
    person: `${person.nome} ${person.cognome}`,
    suaId: ente.suaId,
    enteId: ente.id,
    ente: ente.denominazione,
    enteTipo: ente.tipo,
    roles,
  };
}
