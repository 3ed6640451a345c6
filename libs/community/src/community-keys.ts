import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { RegistryAudit, SealedText } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { asSystem, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorizeLibrary } from '@gare/templates';
import { CommunitySignerEntity } from './community-signer.entity.js';
import { CommunitySigningKeyEntity } from './community-signing-key.entity.js';
import { fingerprintOf, newSigningPair, type SigningPair } from './bundle/signing-key.js';

/** The own signing key and the keys of the Provinces whose bundles are taken in. */
@Injectable()
export class CommunityKeys {
  private readonly sealed: SealedText;

  constructor(
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealed = new SealedText(config.sessionSecret, 'signing of models');
  }

  /** Own first, then by name; revoked ones stay in sight. */
  signers(reader: Reader, suaId: string): Promise<CommunitySignerEntity[]> {
    return reader.find(CommunitySignerEntity, { where: { suaId }, order: { own: 'DESC', name: 'ASC', trustedAt: 'ASC' } });
  }

  known(reader: Reader, suaId: string, fingerprint: string): Promise<CommunitySignerEntity | null> {
    return reader.findOneBy(CommunitySignerEntity, { suaId, fingerprint, revokedAt: IsNull() });
  }

  /** Makes the own key where there is none. @throws AppError access.denied */
  async create(tx: Tx, actor: Actor, name: string): Promise<void> {
    const role = authorizeLibrary(actor);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`community key ${actor.suaId}`]);
    if ((await tx.findOneBy(CommunitySignerEntity, { suaId: actor.suaId, own: true })) !== null) return;
    const pair = newSigningPair();
    const { fingerprint, privateKey } = pair;
    const createdAt = this.clock.now();
    await asSystem(tx, () =>
      tx.insert(CommunitySigningKeyEntity, {
        ...{ fingerprint, suaId: actor.suaId, createdAt },
        sealedPrivateKey: this.sealed.seal(privateKey, fingerprint),
      }),
    );
    await tx.insert(CommunitySignerEntity, this.signer(actor, { name, publicKey: pair.publicKey, fingerprint, own: true }));
    await this.audit.record(tx, actor, {
      ...{ enteId: actor.suaId, action: 'community.key_created', role },
      summary: 'Creata la chiave con cui la SUA firma i pacchetti di modelli',
      details: { fingerprint },
    });
  }

  /** The own pair, for signing. @throws AppError community.no_key */
  async own(tx: Tx, suaId: string): Promise<{ name: string; pair: SigningPair }> {
    const signer = await tx.findOneBy(CommunitySignerEntity, { suaId, own: true });
    const key = signer && (await asSystem(tx, () => tx.findOneBy(CommunitySigningKeyEntity, { fingerprint: signer.fingerprint })));
    const privateKey = key && this.sealed.open(key.sealedPrivateKey, key.fingerprint);
    if (signer === null || privateKey === null) throw new AppError('community.no_key');
    return { name: signer.name, pair: { publicKey: signer.publicKey, fingerprint: signer.fingerprint, privateKey } };
  }

  /** @throws AppError community.key, access.denied */
  async trust(tx: Tx, actor: Actor, { name, publicKey }: { name: string; publicKey: string }): Promise<void> {
    const role = authorizeLibrary(actor);
    const fingerprint = fingerprintOf(publicKey);
    if (fingerprint === null) {
      throw new AppError('community.key', { issues: [{ path: 'publicKey', message: 'Non è una chiave pubblica Ed25519.' }] });
    }
    if ((await this.known(tx, actor.suaId, fingerprint)) !== null) {
      throw new AppError('community.key', { issues: [{ path: 'publicKey', message: 'Questa chiave è già conosciuta.' }] });
    }
    await tx.insert(CommunitySignerEntity, this.signer(actor, { name, publicKey, fingerprint, own: false }));
    await this.audit.record(tx, actor, {
      ...{ enteId: actor.suaId, action: 'community.signer_trusted', role },
      summary: `Accettata la chiave di ${name} per i pacchetti di modelli`,
      details: { name, fingerprint },
    });
  }

  /** @throws AppError community.not_found, access.denied */
  async revoke(tx: Tx, actor: Actor, signerId: string, reason: string): Promise<void> {
    const role = authorizeLibrary(actor);
    const revoked = { revokedAt: this.clock.now(), revokedBy: actor.person, revokeReason: reason };
    const { affected } = await tx.update(
      CommunitySignerEntity,
      { id: signerId, suaId: actor.suaId, own: false, revokedAt: IsNull() },
      revoked,
    );
    if (affected !== 1) throw new AppError('community.not_found');
    await this.audit.record(tx, actor, {
      ...{ enteId: actor.suaId, action: 'community.signer_revoked', role },
      summary: 'Una chiave non vale più per i pacchetti di modelli',
      details: { signerId, reason },
    });
  }

  private signer(
    { suaId, person }: Actor,
    key: Pick<CommunitySignerEntity, 'name' | 'publicKey' | 'fingerprint' | 'own'>,
  ): CommunitySignerEntity {
    return {
      ...{ id: randomUUID(), suaId, ...key, trustedAt: this.clock.now(), trustedBy: person },
      ...{ revokedAt: null, revokedBy: null, revokeReason: null },
    };
  }
}
