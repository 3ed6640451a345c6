import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type SignInMethod } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { dbContext } from './authorize.js';
import { EnteReader } from './ente.reader.js';
import { type PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { confirmedOf, rolesOf } from './roles-in-force.js';
import { providerTokens, type SealedText } from './sealed-text.js';
import { SessionEntity } from './session.entity.js';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
export const newToken = (): string => randomBytes(32).toString('base64url');

const clientLength = 200;

export interface NewSession {
  /** What the program that signs in calls itself, to tell sessions apart in their list. */
  client: string | null;
  method: SignInMethod;
  /** `ROLE@enteId` of what the provider confirmed; null: whatever is assigned. */
  confirmedRoles: string[] | null;
  /** The ID token the provider gave, where one did. */
  idToken?: string;
}

/** Opens sessions and moves them to another body. */
@Injectable()
export class SessionStart {
  private readonly sealed: SealedText;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly enti: EnteReader,
    private readonly audit: RegistryAudit,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.sealed = providerTokens(config);
  }

  /**
   * A session for the body the person worked for last, else that of the first appointment.
   * @returns the token for the cookie.
   * @throws AppError access.denied, without a role in force
   */
  async open(person: PersonEntity, { client, method, confirmedRoles, idToken }: NewSession): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    const id = randomUUID();
    await this.database.transaction(systemContext, async (tx) => {
      const assignments = confirmedOf(await rolesOf(tx, person.id, toRomeDate(now.toISOString())), confirmedRoles);
      const [latest] = await tx.find(SessionEntity, { where: { personId: person.id }, order: { createdAt: 'DESC' }, take: 1 });
      const chosen = assignments.find(({ enteId }) => enteId === latest?.enteId) ?? assignments[0];
      if (!chosen)
        throw new AppError('access.denied', {
          detail: 'Il tuo profilo non ha incarichi in vigore. Il ruolo lo assegna il dirigente del tuo ente o della SUA.',
        });
      await tx.insert(SessionEntity, {
        ...{ tokenHash: hashToken(token), id, personId: person.id, suaId: person.suaId, enteId: chosen.enteId },
        client: client?.slice(0, clientLength) ?? null,
        ...{ method, confirmedRoles, createdAt: now, revokedAt: null },
        providerToken: idToken === undefined ? null : this.sealed.seal(idToken, id),
        expiresAt: new Date(now.getTime() + this.config.sessionHours * 3_600_000),
      });
    });
    return token;
  }

  /**
   * The same session goes on for another body. Its token changes, and with it the CSRF token: a page that was opened for the
   * body of before can change nothing any more.
   * @returns the new token; null where it is the body the session is for already.
   * @throws AppError access.denied, session.required (ended meanwhile)
   */
  async moveTo(actor: Actor, tokenHash: string, enteId: string): Promise<string | null> {
    if (enteId === actor.enteId) return null;
    const token = newToken();
    await this.database.transaction(dbContext(actor), async (tx) => {
      const ente = await asSystem(tx, async () => {
        const session = await tx.findOneBy(SessionEntity, { tokenHash });
        const today = toRomeDate(this.clock.now().toISOString());
        const assignments = confirmedOf(await rolesOf(tx, actor.personId, today), session?.confirmedRoles ?? null);
        if (!assignments.some((assignment) => assignment.enteId === enteId))
          throw new AppError('access.denied', { detail: 'In questo ente non hai un incarico in vigore.' });
        const { affected } = await tx.update(SessionEntity, { tokenHash, revokedAt: IsNull() }, { tokenHash: hashToken(token), enteId });
        if (affected !== 1) throw new AppError('session.required');
        return this.enti.require(tx, enteId);
      });
      await announceAccess(tx, actor.personId);
      await this.audit.record(tx, actor, {
        enteId: actor.enteId,
        action: 'session.moved',
        summary: `Prosegue il lavoro per ${ente.denominazione}`,
        details: { before: { enteId: actor.enteId }, after: { enteId } },
        role: actor.roles[0] ?? null,
      });
    });
    return token;
  }
}
