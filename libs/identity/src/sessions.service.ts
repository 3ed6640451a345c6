import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type SessionView } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, systemContext, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { CredentialEntity } from './credential.entity.js';
import { EnteEntity } from './ente.entity.js';
import { EnteReader, enteView } from './ente.reader.js';
import { verifyPassword } from './password.js';
import { PersonEntity } from './person.entity.js';
import { type RoleAssignmentEntity } from './role-assignment.entity.js';
import { rolesOf } from './roles-in-force.js';
import { SessionEntity } from './session.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

const clientLength = 200;

export interface SignIn {
  email: string;
  password: string;
  /** Address of the caller, for the throttle. */
  address: string;
  /** What the program that signs in calls itself, to tell sessions apart in their list. */
  client: string | null;
}

/** A session as the guard needs it. */
export interface LiveSession {
  tokenHash: string;
  actor: Omit<Actor, 'correlationId'>;
}

/** Signing in and out, and finding whose session a cookie is. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
    private readonly enti: EnteReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns the token for the cookie and the session.
   * @throws AppError session.throttled, session.bad_credentials
   */
  async signIn(input: SignIn): Promise<{ token: string; session: SessionView }> {
    const email = input.email.trim().toLowerCase();
    await this.throttle.check(email, input.address);
    const { person, hash } = await this.known(email);
    const accepted = await verifyPassword(hash, input.password);
    if (!accepted || !person) {
      await this.throttle.record(email, input.address);
      throw new AppError('session.bad_credentials');
    }
    const token = randomBytes(32).toString('base64url');
    const tokenHash = hashToken(token);
    await this.open(person, tokenHash, input.client);
    return { token, session: await this.view(tokenHash) };
  }

  /** Whom an e-mail belongs to and what the password must match; no hash for who is unknown, disabled or has no password here. */
  private known(email: string): Promise<{ person: PersonEntity | null; hash: string | null }> {
    return this.database.read(systemContext, async (reader) => {
      const person = await reader.findOneBy(PersonEntity, { email, disabledAt: IsNull() });
      const credential = person && (await reader.findOneBy(CredentialEntity, { personId: person.id }));
      return { person, hash: credential?.passwordHash ?? null };
    });
  }

  private async open(person: PersonEntity, tokenHash: string, client: string | null): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(systemContext, async (tx) => {
      const [first] = await this.assignments(tx, person.id);
      if (!first) throw new AppError('access.denied', { detail: 'Il tuo profilo non ha incarichi in vigore.' });
      await tx.insert(SessionEntity, {
        tokenHash,
        id: randomUUID(),
        client: client?.slice(0, clientLength) ?? null,
        personId: person.id,
        suaId: person.suaId,
        enteId: first.enteId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + this.config.sessionHours * 3_600_000),
        revokedAt: null,
      });
    });
  }

  /** Whose session a cookie is; null when it is unknown, expired or revoked, or no role is in force any more. */
  async find(token: string): Promise<LiveSession | null> {
    const tokenHash = hashToken(token);
    return this.database.read(systemContext, async (reader) => {
      const session = await this.live(reader, tokenHash);
      if (!session) return null;
      // One connection answers one query at a time.
      const person = await reader.findOneBy(PersonEntity, { id: session.personId });
      const ente = await reader.findOneBy(EnteEntity, { id: session.enteId });
      const assignments = await this.assignments(reader, session.personId);
      const roles = assignments.filter((assignment) => assignment.enteId === session.enteId).map((assignment) => assignment.role);
      if (!person || person.disabledAt !== null || !ente || roles.length === 0) return null;
      return { tokenHash, actor: actorOf(person, ente, roles) };
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
      const assignments = await this.assignments(reader, person.id);
      return {
        utente: { id: person.id, nome: person.nome, cognome: person.cognome, email: person.email },
        ente: enteView(ente),
        sua: enteView(sua),
        ruoli: assignments.filter((assignment) => assignment.enteId === session.enteId).map((assignment) => assignment.role),
        csrfToken: this.csrfToken(tokenHash),
        expiresAt: session.expiresAt.toISOString(),
      };
    });
  }

  async signOut(tokenHash: string): Promise<void> {
    await this.database.transaction(systemContext, async (tx) => {
      const session = await tx.findOneBy(SessionEntity, { tokenHash });
      if (!session) return;
      await tx.update(SessionEntity, { tokenHash }, { revokedAt: this.clock.now() });
      await announceAccess(tx, session.personId);
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

  /** Asked anew at every request: a role that ended today does not work any more. */
  private assignments(reader: Reader, personId: string): Promise<RoleAssignmentEntity[]> {
    return rolesOf(reader, personId, toRomeDate(this.clock.now().toISOString()));
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
