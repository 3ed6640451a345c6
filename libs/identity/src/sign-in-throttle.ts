import { Injectable } from '@nestjs/common';
import { Clock } from '@gare/platform/clock';
import { Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';

const windowMinutes = 15;
/** An e-mail after five wrong passwords; an address later, because a town hall shares one. */
const limits = { email: 5, address: 40 };

/** Slows down whoever guesses passwords; kept in Postgres, so that every api process counts together. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param email null where nobody is named: only the address counts
   * @throws AppError session.throttled
   */
  async check(email: string | null, address: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - windowMinutes * 60_000);
    const [row] = await this.database.read(systemContext, (reader) =>
      reader.query<{ email: number; address: number }[]>(
        `select count(*) filter (where key = $1)::int as email, count(*) filter (where key = $2)::int as address
         from sign_in_attempts where key in ($1, $2) and at > $3`,
        [`email:${email ?? ''}`, `address:${address}`, since],
      ),
    );
    if ((row?.email ?? 0) >= limits.email || (row?.address ?? 0) >= limits.address) {
      throw new AppError('session.throttled', { detail: `Troppi tentativi di accesso non riusciti: riprova tra ${windowMinutes} minuti.` });
    }
  }

  async record(email: string | null, address: string): Promise<void> {
    const at = this.clock.now();
    await this.database.transaction(systemContext, async (tx) => {
      await tx.insert(SignInAttemptEntity, [...(email === null ? [] : [{ key: `email:${email}`, at }]), { key: `address:${address}`, at }]);
      await tx.query('delete from sign_in_attempts where at < $1', [new Date(at.getTime() - 24 * 3_600_000)]);
    });
  }
}
