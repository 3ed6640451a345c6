import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ownPath } from '@gare/contracts/own-path';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, systemContext } from '@gare/platform/database';
import { OidcClient } from './oidc-client.js';
import { OidcPeople, type Recognised } from './oidc-people.js';
import { OidcRefusal } from './oidc-refusal.js';
import { SealedText } from './sealed-text.js';
import { SessionStart } from './session-start.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** As long as somebody may take at the provider. */
export const flowMinutes = 15;
const owner = 'sign-in';

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  torna: z.string().nullable(),
  until: z.number(),
});

/** The browser as it comes back from the provider. */
export interface Return {
  /** The cookie that was set at the beginning. */
  readonly cookie: string | undefined;
  /** Query string, with the answer of the provider. */
  readonly search: string;
  readonly address: string;
  readonly client: string | null;
  readonly requestId: string;
}

export interface OidcEntry {
  readonly token: string;
  /** The page that was asked for in the beginning. */
  readonly torna: string | null;
  /** True where the person may act for more than one body, and chooses. */
  readonly chooses: boolean;
}

/**
 * Signing in at the SPID/CIE provider. What must be remembered between going and coming back travels in an encrypted cookie of
 * the browser, so that any api process can finish what another began; only what was used is kept, so that it is used once.
 */
@Injectable()
export class OidcSignIn {
  private readonly sealed: SealedText;

  constructor(
    private readonly oidc: OidcClient,
    private readonly people: OidcPeople,
    private readonly start: SessionStart,
    private readonly throttle: SignInThrottle,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealed = new SealedText(config.sessionSecret, 'sign-in at the provider');
  }

  /** @throws OidcRefusal OIDC_NONE, OIDC_UNREACHABLE, OIDC_ISSUER, OIDC_PROVIDER */
  async begin(torna: string | undefined): Promise<{ url: string; cookie: string }> {
    const { url, flow } = await this.oidc.begin();
    const until = this.clock.now().getTime() + flowMinutes * 60_000;
    return { url, cookie: this.sealed.seal(JSON.stringify({ ...flow, torna: ownPath(torna), until }), owner) };
  }

  /** @throws OidcRefusal, with every failed attempt counted; AppError session.throttled */
  async finish(coming: Return): Promise<OidcEntry> {
    await this.throttle.check(null, coming.address);
    try {
      return await this.enter(coming);
    } catch (error) {
      if (error instanceof OidcRefusal && !['OIDC_CANCELLED', 'OIDC_UNREACHABLE', 'OIDC_NONE'].includes(error.rule))
        await this.throttle.record(null, coming.address);
      throw error;
    }
  }

  private async enter(coming: Return): Promise<OidcEntry> {
    const flow = this.flowOf(coming);
    await this.useOnce(flow.state);
    const { claims, idToken } = await this.oidc.finish(coming.search, flow);
    const { person, confirmedRoles, bodies }: Recognised = await this.people.recognise(claims, coming.requestId);
    const token = await this.start.open(person, { client: coming.client, method: 'oidc', confirmedRoles, idToken });
    return { token, torna: flow.torna, chooses: bodies > 1 };
  }

  private flowOf({ cookie, search }: Return): z.infer<typeof flowSchema> {
    const text = cookie === undefined ? null : this.sealed.open(cookie, owner);
    const flow = text === null ? null : flowSchema.parse(JSON.parse(text));
    const isOwn = flow !== null && flow.until > this.clock.now().getTime() && new URLSearchParams(search).get('state') === flow.state;
    if (!isOwn) throw new OidcRefusal('OIDC_STATE');
    return flow;
  }

  private async useOnce(state: string): Promise<void> {
    const at = this.clock.now();
    const stateHash = createHash('sha256').update(state).digest('hex');
    const isFirst = await this.database.transaction(systemContext, async (tx) => {
      const rows = await tx.query<unknown[]>(
        'insert into used_sign_in_states (state_hash, "at") values ($1, $2) on conflict do nothing returning state_hash',
        [stateHash, at],
      );
      await tx.query('delete from used_sign_in_states where "at" < $1', [new Date(at.getTime() - 24 * 3_600_000)]);
      return rows.length === 1;
    });
    if (!isFirst) throw new OidcRefusal('OIDC_REPLAY');
  }
}
