import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type SessionView, type SignInMethod } from '@gare/contracts/session';
import { Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { CredentialEntity } from './credential.entity.js';
import { verifyPassword } from './password.js';
import { PersonEntity } from './person.entity.js';
import { SecondFactor } from './second-factor.js';
import { hashToken, SessionStart } from './session-start.js';
import { SessionsService } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';

export interface SignIn {
  email: string;
  password: string;
  /** Of the second factor, where the account has one. */
  code?: string | undefined;
  /** Address of the caller, for the throttle. */
  address: string;
  /** What the program that signs in calls itself. */
  client: string | null;
}

const codeUsed = 'Questo codice è già stato usato: aspetta che l’app ne mostri un altro, oppure usa un altro codice di recupero.';

/** Signing in with the account of this product: password, and second factor where there is one. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactor,
    private readonly start: SessionStart,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * @returns the token for the cookie and the session.
   * @throws AppError session.throttled, session.bad_credentials, session.second_factor (the password is right, the code is
   * missing), session.bad_code, access.denied (no role in force)
   */
  async signIn(input: SignIn): Promise<{ token: string; session: SessionView }> {
    const email = input.email.trim().toLowerCase();
    await this.throttle.check(email, input.address);
    const { person, credential } = await this.known(email);
    const accepted = await verifyPassword(credential?.passwordHash ?? null, input.password);
    if (!accepted || !person) {
      await this.throttle.record(email, input.address);
      throw new AppError('session.bad_credentials');
    }
    const method: SignInMethod = credential?.totpSecret == null ? 'password' : 'password+totp';
    if (method === 'password+totp') await this.demandCode(person, input);
    const token = await this.start.open(person, { client: input.client, method, confirmedRoles: null });
    return { token, session: await this.sessions.view(hashToken(token)) };
  }

  private async demandCode(person: PersonEntity, { code, address }: SignIn): Promise<void> {
    if (code === undefined) throw new AppError('session.second_factor');
    const outcome = await this.secondFactor.accept(person.id, code);
    if (outcome === 'accepted') return;
    await this.throttle.record(person.email, address);
    throw new AppError('session.bad_code', outcome === 'used' ? { detail: codeUsed } : {});
  }

  /** Whom an e-mail belongs to and what the password must match; nothing for who is unknown, disabled or has no password here. */
  private known(email: string): Promise<{ person: PersonEntity | null; credential: CredentialEntity | null }> {
    return this.database.read(systemContext, async (reader) => {
      const person = await reader.findOneBy(PersonEntity, { email, disabledAt: IsNull() });
      return { person, credential: person && (await reader.findOneBy(CredentialEntity, { personId: person.id })) };
    });
  }
}
