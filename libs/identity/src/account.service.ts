import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type AccountView } from '@gare/contracts/account';
import { type Actor } from '@gare/domain/access/actor';
import { asSystem, Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { dbContext } from './authorize.js';
import { CredentialEntity } from './credential.entity.js';
import { refuseWeak } from './new-password.js';
import { hashPassword, verifyPassword } from './password.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { SecondFactor } from './second-factor.js';
import { SessionRegister } from './session-register.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** Who asks, from which session and address. */
export interface Asking {
  readonly actor: Actor;
  readonly tokenHash: string;
  readonly address: string;
}

/** One's own account: password and second factor. What it takes to sign in is asked again before any of it changes. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: SessionRegister,
    private readonly audit: RegistryAudit,
  ) {}

  view({ personId }: Actor): Promise<AccountView> {
    return this.database.read(systemContext, async (reader) => {
      const { email, codiceFiscale } = await reader.findOneByOrFail(PersonEntity, { id: personId });
      const credential = await reader.findOneBy(CredentialEntity, { personId });
      const recoveryCodesLeft = await reader.countBy(RecoveryCodeEntity, { personId, usedAt: IsNull() });
      const since = credential?.totpSince ?? null;
      return {
        ...{ email, codiceFiscale },
        hasPassword: credential !== null,
        secondFactor: since === null ? null : { since: since.toISOString(), recoveryCodesLeft },
      };
    });
  }

  /**
   * @returns how many other sessions ended.
   * @throws AppError account.no_password, account.wrong_password, account.weak_password, session.throttled
   */
  async changePassword(asking: Asking, input: { current: string; password: string }): Promise<number> {
    const { actor, tokenHash } = asking;
    const person = await this.prove(asking, input.current);
    refuseWeak(input.password, person);
    const passwordHash = await hashPassword(input.password);
    return this.database.transaction(dbContext(actor), async (tx) => {
      await asSystem(tx, () => tx.update(CredentialEntity, { personId: actor.personId }, { passwordHash }));
      const endedSessions = await this.sessions.endAll(tx, actor.personId, tokenHash);
      await this.audit.record(tx, actor, {
        enteId: actor.enteId,
        action: 'account.password_changed',
        summary: 'Cambiata la propria password',
        details: { endedSessions },
        role: actor.roles[0] ?? null,
      });
      return endedSessions;
    });
  }

  /** @throws AppError account.no_password, account.wrong_password, second_factor.present, session.throttled */
  async beginSecondFactor(asking: Asking, password: string): Promise<{ secret: string; uri: string }> {
    const { email } = await this.prove(asking, password);
    return this.secondFactor.begin(asking.actor, email);
  }

  /** @throws AppError second_factor.not_begun, second_factor.wrong_code */
  async confirmSecondFactor({ actor }: Asking, code: string): Promise<{ recoveryCodes: string[] }> {
    return { recoveryCodes: await this.secondFactor.confirm(actor, code) };
  }

  /** @throws AppError account.no_password, account.wrong_password, second_factor.wrong_code, session.throttled */
  async removeSecondFactor(asking: Asking, input: { password: string; code: string }): Promise<void> {
    const { email } = await this.prove(asking, input.password);
    if ((await this.secondFactor.accept(asking.actor.personId, input.code)) !== 'accepted') {
      await this.throttle.record(email, asking.address);
      throw new AppError('second_factor.wrong_code');
    }
    await this.secondFactor.remove(asking.actor);
  }

  /** Whoever sits at an open session must still know the password; guesses count like those of signing in. */
  private async prove({ actor, address }: Asking, password: string): Promise<PersonEntity> {
    const { person, credential } = await this.database.read(systemContext, async (reader) => ({
      person: await reader.findOneByOrFail(PersonEntity, { id: actor.personId }),
      credential: await reader.findOneBy(CredentialEntity, { personId: actor.personId }),
    }));
    if (!credential) throw new AppError('account.no_password');
    await this.throttle.check(person.email, address);
    if (await verifyPassword(credential.passwordHash, password)) return person;
    await this.throttle.record(person.email, address);
    throw new AppError('account.wrong_password');
  }
}
