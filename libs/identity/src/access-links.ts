import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, Database, systemContext, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AccessLinkEntity } from './access-link.entity.js';
import { CredentialEntity } from './credential.entity.js';
import { refuseWeak } from './new-password.js';
import { hashPassword } from './password.js';
import { PersonEntity } from './person.entity.js';
import { SessionRegister } from './session-register.js';
import { hashToken, newToken } from './session-start.js';
import { SignInThrottle } from './sign-in-throttle.js';

const validDays = 7;

/** Links by which a person sets a password: random, kept as a hash, good once and for seven days. */
@Injectable()
export class AccessLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionRegister,
    private readonly throttle: SignInThrottle,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A new link; those given before count no more. The token stands behind `#`, so that no server on the way writes it down. */
  async issue(tx: Tx, person: Pick<PersonEntity, 'id' | 'suaId'>): Promise<{ url: string; expiresAt: string }> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + validDays * 24 * 3_600_000);
    const token = newToken();
    await asSystem(tx, async () => {
      await tx.update(AccessLinkEntity, { personId: person.id, usedAt: IsNull() }, { usedAt: createdAt });
      const row = { tokenHash: hashToken(token), personId: person.id, suaId: person.suaId, createdAt, expiresAt, usedAt: null };
      await tx.insert(AccessLinkEntity, row);
    });
    return { url: new URL(`/attivazione#${token}`, this.config.publicUrl).href, expiresAt: expiresAt.toISOString() };
  }

  /** @throws AppError access_link.invalid, session.throttled */
  async check(token: string, address: string): Promise<{ email: string; nome: string; cognome: string; expiresAt: string }> {
    await this.throttle.check(null, address);
    const found = await this.database.read(systemContext, (reader) => this.find(reader, token));
    if (!found) return this.refuse(address);
    const { email, nome, cognome } = found.person;
    return { email, nome, cognome, expiresAt: found.link.expiresAt.toISOString() };
  }

  /**
   * Sets the password and ends whatever sessions the person has. Of two uses at once one finds the link used.
   * @throws AppError access_link.invalid, account.weak_password, session.throttled
   */
  async use(token: string, password: string, address: string): Promise<void> {
    await this.throttle.check(null, address);
    const found = await this.database.read(systemContext, (reader) => this.find(reader, token));
    if (!found) return this.refuse(address);
    const { person } = found;
    refuseWeak(password, person);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(systemContext, async (tx) => {
      const { affected } = await tx.update(AccessLinkEntity, this.open(token), { usedAt: this.clock.now() });
      if (affected !== 1) throw new AppError('access_link.invalid');
      await tx.upsert(CredentialEntity, { personId: person.id, passwordHash }, ['personId']);
      await this.sessions.endAll(tx, person.id, null);
    });
  }

  private async find(reader: Reader, token: string): Promise<{ link: AccessLinkEntity; person: PersonEntity } | null> {
    const link = await reader.findOneBy(AccessLinkEntity, this.open(token));
    const person = link && (await reader.findOneBy(PersonEntity, { id: link.personId, disabledAt: IsNull() }));
    return link && person ? { link, person } : null;
  }

  private open(token: string): { tokenHash: string; usedAt: ReturnType<typeof IsNull>; expiresAt: ReturnType<typeof MoreThan<Date>> } {
    return { tokenHash: hashToken(token), usedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }

  private async refuse(address: string): Promise<never> {
    await this.throttle.record(null, address);
    throw new AppError('access_link.invalid');
  }
}
