import { Inject, Injectable } from '@nestjs/common';
import { type SignOutView } from '@gare/contracts/session';
import { CONFIG, type Config } from '@gare/platform/config';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { OidcClient } from './oidc-client.js';
import { providerTokens, type SealedText } from './sealed-text.js';
import { type SessionEntity } from './session.entity.js';

/**
 * The end of a session where it began. Who leaves a desk that others use must not leave the door of the SPID/CIE broker open:
 * the next to click «Entra con SPID o CIE» would be let in as them, without a question.
 */
@Injectable()
export class OidcSignOut {
  private readonly sealed: SealedText;

  constructor(
    private readonly oidc: OidcClient,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sealed = providerTokens(config);
  }

  /**
   * Where the browser ends a session that is ended here already; null where it did not begin at the provider. Its `url` is null
   * where the provider does not answer or offers no end: the person must know, signing out here does not wait for it.
   */
  async wayOut({ id, method, providerToken }: SessionEntity): Promise<SignOutView['provider']> {
    if (method !== 'oidc') return null;
    const idToken = providerToken === null ? null : this.sealed.open(providerToken, id);
    try {
      return { url: await this.oidc.endSessionUrl(idToken) };
    } catch (error) {
      this.logger.warn({ err: error }, 'the session at the provider stays open');
      return { url: null };
    }
  }
}
