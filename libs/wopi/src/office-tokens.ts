import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { SessionsService } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, Database, systemContext, type Tx } from '@gare/platform/database';
import { OfficeTokenEntity } from './office-token.entity.js';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** For what and for whom a token is. */
export interface OfficeBearer {
  readonly actor: Actor;
  readonly documentId: string;
  readonly dossierId: string;
  readonly code: string;
  readonly canWrite: boolean;
}

/** Tokens that an office server shows on behalf of a person: for one document, as long as the session lasts they were asked in. */
@Injectable()
export class OfficeTokens {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param sessionHash the session it ends with */
  async issue(tx: Tx, { actor, ...document }: OfficeBearer, sessionHash: string): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + this.config.sessionHours * 3_600_000);
    const { personId, suaId } = actor;
    await asSystem(tx, () =>
      tx.insert(OfficeTokenEntity, { tokenHash: hashOf(token), sessionHash, personId, suaId, ...document, createdAt, expiresAt }),
    );
    return { token, expiresAt };
  }

  /** Who shows the token, with the rights they have now; null where it is unknown, ran out, is for another file or its session ended. */
  async admit(token: string, fileId: string, correlationId: string): Promise<OfficeBearer | null> {
    const row = await this.database.read(systemContext, (reader) =>
      reader.findOneBy(OfficeTokenEntity, { tokenHash: hashOf(token), documentId: fileId, expiresAt: MoreThan(this.clock.now()) }),
    );
    const session = row === null ? null : await this.sessions.ofHash(row.sessionHash);
    if (row === null || session?.actor.personId !== row.personId) return null;
    const { documentId, dossierId, code, canWrite } = row;
    return { actor: { ...session.actor, correlationId }, documentId, dossierId, code, canWrite };
  }
}
