import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

import { receive, type IncomingFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { authorizeLibrary } from '@gare/templates';
import { contentFault } from './bundle-content.js';
import { CommunityImportEntity } from './community-import.entity.js';
import { CommunityKeys } from './community-keys.js';
import { ModelTrials } from './model-trials.js';
import { readBundle, type BundleFault, type BundleReading } from './bundle/read-bundle.js';

type Opened = Extract<BundleReading, { ok: true }>;

/** Largest bundle taken in, in bytes. */
const limit = 20 * 1024 * 1024;

/** Takes bundles in. One that is refused leaves nothing behind; one that is accepted changes nothing of the library. */
@Injectable()
export class BundleImports {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStorage,
    private readonly keys: CommunityKeys,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
    private readonly trials: ModelTrials,
  ) {}

  /** The same bundle sent twice is one import. @throws AppError community.refused with the file, community.unknown_signer, access.denied */
  async take(actor: Actor, { fileName, stream }: IncomingFile): Promise<string> {
    const role = authorizeLibrary(actor);
    const file = await receive(stream, limit);
    try {
      if (file.tooLarge) throw refused({ path: '', message: 'Il pacchetto supera i 20 MB.' });
      const bytes = await readFile(file.path);
      const bundle = readBundle(bytes);
      if (!bundle.ok) throw refused(bundle.fault);
      const { signer } = bundle.manifest;
      const known = await this.database.read(dbContext(actor), (reader) => this.keys.known(reader, actor.suaId, signer.fingerprint));
      if (known === null) throw unknownSigner(signer);
      const fault = await contentFault(bundle);
      if (fault !== null) throw refused(fault);
      const checks = await this.trials.of(actor, bundle);
      const storageKey = `sua/${actor.suaId}/community/${file.sha256}.zip`;
      await this.storage.put(storageKey, bytes, {
        ...{ contentType: 'application/zip', sha256: file.sha256, bytes: file.bytes, ifAbsent: true },
      });
      return await this.database.transaction(dbContext(actor), async (tx) => {
        const before = await tx.findOneBy(CommunityImportEntity, { suaId: actor.suaId, sha256: file.sha256 });
        if (before !== null) return before.id;
        const id = randomUUID();
        await tx.insert(CommunityImportEntity, {
          ...{ id, suaId: actor.suaId, sha256: file.sha256, fileName, bytes: file.bytes, storageKey },
          ...{ signerName: known.name, fingerprint: signer.fingerprint, manifest: bundle.manifest, checks },
          ...{ receivedAt: this.clock.now(), receivedBy: actor.person },
        });
        await this.audit.record(tx, actor, {
          ...{ enteId: actor.suaId, action: 'community.imported', role },
          summary: `Ricevuto un pacchetto di modelli firmato da ${known.name}: ${bundle.manifest.entries.length} voci`,
          details: { importId: id, sha256: file.sha256, fingerprint: signer.fingerprint },
        });
        return id;
      });
    } finally {
      await file.discard();
    }
  }

  /** @throws AppError community.not_found */
  async require(reader: Reader, suaId: string, importId: string): Promise<CommunityImportEntity> {
    const row = await reader.findOneBy(CommunityImportEntity, { id: importId, suaId });
    if (row === null) throw new AppError('community.not_found');
    return row;
  }

  /** The bundle as it came, checked again: the store is not trusted more than whoever sent it. @throws AppError community.refused */
  async open({ storageKey }: CommunityImportEntity): Promise<Opened> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.storage.get(storageKey)) chunks.push(chunk as Buffer);
    const bundle = readBundle(Buffer.concat(chunks));
    if (!bundle.ok) throw refused(bundle.fault);
    return bundle;
  }
}

const refused = ({ path, message }: BundleFault): AppError =>
  new AppError('community.refused', {
    detail: `${path === '' ? '' : `${path}: `}${message} La libreria è rimasta com’era.`,
    issues: [{ path, message }],
  });

const unknownSigner = ({ name, fingerprint }: { name: string; fingerprint: string }): AppError =>
  new AppError('community.unknown_signer', {
    detail: `Il pacchetto dice di venire da «${name}», con una chiave che la SUA non conosce (impronta ${fingerprint.slice(0, 16)}…). La libreria è rimasta com’era.`,
    issues: [{ path: 'firma.json', message: `Impronta della chiave: ${fingerprint}` }],
  });
