import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, Database, systemContext, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { dbContext } from './authorize.js';
import { CredentialEntity } from './credential.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { SealedText } from './sealed-text.js';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, totpStep, totpUri } from './totp.js';

export type CodeOutcome = 'accepted' | 'wrong' | 'used';

const none = { totpSecret: null, totpPending: null, totpSince: null, totpLastStep: null };

/** The codes of an authenticator app (RFC 6238) beside the password, and the codes on paper for who loses the phone. */
@Injectable()
export class SecondFactor {
  private readonly sealed: SealedText;

  constructor(
    private readonly database: Database,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealed = new SealedText(config.sessionSecret, 'second factor');
  }

  /** Takes a code of the app or of the paper, and uses it up: what was accepted once is not accepted again. */
  accept(personId: string, code: string): Promise<CodeOutcome> {
    return this.database.transaction(systemContext, async (tx) => {
      const credential = await tx.findOneBy(CredentialEntity, { personId });
      if (credential?.totpSecret == null) return 'wrong';
      const step = totpStep(this.open(credential.totpSecret, personId), code, this.clock.now());
      if (step === null) return this.acceptRecoveryCode(tx, personId, code);
      // Of two who send the same code at once the second finds its step taken.
      const { affected } = await tx
        .createQueryBuilder()
        .update(CredentialEntity)
        .set({ totpLastStep: step })
        .where('person_id = :personId and (totp_last_step is null or totp_last_step < :step)', { personId, step })
        .execute();
      return affected === 1 ? 'accepted' : 'used';
    });
  }

  private async acceptRecoveryCode(tx: Tx, personId: string, code: string): Promise<CodeOutcome> {
    const codeHash = hashRecoveryCode(personId, code);
    const { affected } = await tx.update(RecoveryCodeEntity, { personId, codeHash, usedAt: IsNull() }, { usedAt: this.clock.now() });
    if (affected === 1) return 'accepted';
    return (await tx.existsBy(RecoveryCodeEntity, { personId, codeHash })) ? 'used' : 'wrong';
  }

  /**
   * A new secret for the app. The second factor that may be there counts on until it is removed.
   * @throws AppError second_factor.present, account.no_password
   */
  async begin(actor: Actor, email: string): Promise<{ secret: string; uri: string }> {
    const { personId } = actor;
    const secret = newTotpSecret();
    await this.database.transaction(systemContext, async (tx) => {
      const credential = await tx.findOneBy(CredentialEntity, { personId });
      if (!credential) throw new AppError('account.no_password');
      if (credential.totpSecret !== null) throw new AppError('second_factor.present');
      await tx.update(CredentialEntity, { personId }, { totpPending: this.sealed.seal(secret, personId) });
    });
    return { secret, uri: totpUri(secret, { issuer: 'Gare insieme', label: email }) };
  }

  /**
   * Switches the waiting secret on; its first code is used up with it.
   * @returns the recovery codes, which nobody sees again.
   * @throws AppError second_factor.not_begun, second_factor.wrong_code
   */
  async confirm(actor: Actor, code: string): Promise<string[]> {
    const { personId } = actor;
    const codes = newRecoveryCodes();
    const now = this.clock.now();
    await this.database.transaction(dbContext(actor), async (tx) => {
      await asSystem(tx, async () => {
        const credential = await tx.findOne(CredentialEntity, { where: { personId }, lock: { mode: 'pessimistic_write' } });
        if (credential?.totpPending == null) throw new AppError('second_factor.not_begun');
        const step = totpStep(this.open(credential.totpPending, personId), code, now);
        if (step === null) throw new AppError('second_factor.wrong_code');
        const on = { totpSecret: credential.totpPending, totpPending: null, totpSince: now, totpLastStep: step };
        await tx.update(CredentialEntity, { personId }, on);
        await tx.delete(RecoveryCodeEntity, { personId });
        const rows = codes.map((each) => ({ personId, codeHash: hashRecoveryCode(personId, each), usedAt: null }));
        await tx.insert(RecoveryCodeEntity, rows);
      });
      await this.record(tx, actor, { action: 'account.second_factor_on', summary: 'Attivato il secondo fattore per il proprio accesso' });
    });
    return codes;
  }

  async remove(actor: Actor): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      await asSystem(tx, () => this.clear(tx, actor.personId));
      await this.record(tx, actor, { action: 'account.second_factor_off', summary: 'Tolto il secondo fattore dal proprio accesso' });
    });
  }

  /** Takes the second factor of a person away; to be called with the eyes of `system`. */
  async clear(tx: Tx, personId: string): Promise<void> {
    await tx.update(CredentialEntity, { personId }, none);
    await tx.delete(RecoveryCodeEntity, { personId });
  }

  private record(tx: Tx, actor: Actor, act: { action: string; summary: string }): Promise<void> {
    return this.audit.record(tx, actor, { ...act, enteId: actor.enteId, details: {}, role: actor.roles[0] ?? null });
  }

  /** @throws AppError second_factor.unreadable, after the secret of the installation was changed */
  private open(sealed: string, personId: string): string {
    const secret = this.sealed.open(sealed, personId);
    if (secret === null) throw new AppError('second_factor.unreadable');
    return secret;
  }
}
