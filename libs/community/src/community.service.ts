import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CommunityImportView, type CommunityView } from '@gare/contracts/community';
import { type Actor } from '@gare/domain/access/actor';
import { type Side } from '@gare/domain/community/merge-text';
import { ClauseVersions } from '@gare/clauses';
import { authorize, dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type IncomingFile } from '@gare/platform/http';
import { authorizeLibrary } from '@gare/templates';
import { BundleExport, type Chosen } from './bundle-export.js';
import { BundleImports } from './bundle-imports.js';
import { clauseIn } from './bundle-content.js';
import { CommunityImportEntity } from './community-import.entity.js';
import { CommunityKeys } from './community-keys.js';
import { type CommunitySignerEntity } from './community-signer.entity.js';
import { CommunityTakenEntity } from './community-taken.entity.js';
import { ImportView, importSummary, whyNotManage } from './import-view.js';

/** Models and clauses between Provinces: signed, checked, and never taken silently. */
@Injectable()
export class CommunityService {
  constructor(
    private readonly database: Database,
    private readonly keys: CommunityKeys,
    private readonly exports: BundleExport,
    private readonly imports: BundleImports,
    private readonly view: ImportView,
    private readonly versions: ClauseVersions,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied */
  show(actor: Actor): Promise<CommunityView> {
    authorize(actor, 'template.read', actor);
    return this.database.read(dbContext(actor), (reader) => this.page(reader, actor));
  }

  createKey(actor: Actor, name: string): Promise<CommunityView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.keys.create(tx, actor, name);
      return this.page(tx, actor);
    });
  }

  trust(actor: Actor, signer: { name: string; publicKey: string }): Promise<CommunityView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.keys.trust(tx, actor, signer);
      return this.page(tx, actor);
    });
  }

  revoke(actor: Actor, signerId: string, reason: string): Promise<CommunityView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.keys.revoke(tx, actor, signerId, reason);
      return this.page(tx, actor);
    });
  }

  bundle(actor: Actor, chosen: Chosen): Promise<Buffer> {
    return this.database.transaction(dbContext(actor), (tx) => this.exports.write(tx, actor, chosen));
  }

  async receive(actor: Actor, file: IncomingFile): Promise<CommunityImportView> {
    return this.one(actor, await this.imports.take(actor, file));
  }

  /** @throws AppError community.not_found, access.denied */
  async one(actor: Actor, importId: string): Promise<CommunityImportView> {
    authorizeLibrary(actor);
    const row = await this.database.read(dbContext(actor), (reader) => this.imports.require(reader, actor.suaId, importId));
    const bundle = await this.imports.open(row);
    return this.database.read(dbContext(actor), (reader) => this.view.show(reader, actor, { row, bundle }));
  }

  /** The text of a kind, as it was signed. @throws AppError community.not_found, access.denied */
  async kind(actor: Actor, importId: string, code: string): Promise<{ text: string; signer: string }> {
    authorizeLibrary(actor);
    const row = await this.database.read(dbContext(actor), (reader) => this.imports.require(reader, actor.suaId, importId));
    const { manifest, file } = await this.imports.open(row);
    if (!manifest.entries.some((entry) => entry.kind === 'TIPO' && entry.code === code)) throw new AppError('community.not_found');
    return { text: file(`tipi/${code}.json`).toString('utf8'), signer: row.signerName };
  }

  /**
   * A clause of a bundle becomes a draft: what only they changed is taken, what both changed as decided. Publishing stays an act of its own.
   * @throws AppError community.undecided with each point, community.not_found, clause.malformed, access.denied
   */
  async takeClause(
    actor: Actor,
    { importId, code }: { importId: string; code: string },
    sides: Readonly<Record<string, Side>>,
  ): Promise<{ version: string }> {
    authorizeLibrary(actor);
    const row = await this.database.read(dbContext(actor), (reader) => this.imports.require(reader, actor.suaId, importId));
    const bundle = await this.imports.open(row);
    const entry = bundle.manifest.entries.find((candidate) => candidate.kind === 'CLAUSOLA' && candidate.code === code);
    const theirs = entry && clauseIn(bundle, entry);
    if (!theirs) throw new AppError('community.not_found');
    return this.database.transaction(dbContext(actor), async (tx) => {
      const merge = await this.view.merge(tx, actor.suaId, theirs);
      const open = merge.parts.filter(({ path, state }) => state === 'conflict' && sides[path] === undefined);
      if (open.length > 0) {
        const issues = open.map(({ path }) => ({ path, message: 'Scegli quale testo vale.' }));
        throw new AppError('community.undecided', { issues });
      }
      await this.versions.draft(tx, actor, merge.decide(new Map(Object.entries(sides))));
      await tx.insert(CommunityTakenEntity, {
        ...{ id: randomUUID(), suaId: actor.suaId, importId, kind: 'CLAUSOLA', code, content: theirs, sides },
        ...{ takenAt: this.clock.now(), takenBy: actor.person },
      });
      return { version: (await this.versions.hold(tx, actor.suaId, code)).at(-1)?.id ?? '' };
    });
  }

  private async page(reader: Reader, actor: Actor): Promise<CommunityView> {
    const imports = await reader.find(CommunityImportEntity, { where: { suaId: actor.suaId }, order: { receivedAt: 'DESC' }, take: 50 });
    return {
      whyNot: whyNotManage(actor),
      signers: (await this.keys.signers(reader, actor.suaId)).map(signerView),
      imports: imports.map(importSummary),
      offers: await this.exports.offers(reader, actor.suaId),
    };
  }
}

const signerView = (signer: CommunitySignerEntity): CommunityView['signers'][number] => ({
  ...{ id: signer.id, name: signer.name, publicKey: signer.publicKey, fingerprint: signer.fingerprint, own: signer.own },
  ...{ since: signer.trustedAt.toISOString(), by: signer.trustedBy },
  revoked:
    signer.revokedAt === null
      ? null
      : { at: signer.revokedAt.toISOString(), by: signer.revokedBy ?? '', reason: signer.revokeReason ?? '' },
});
