import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { type LoadedTemplate } from './composed-templates.js';
import { TemplatePinEntity } from './template-pin.entity.js';

interface Dossier {
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
}

/** What a dossier is pinned to. */
export type PinnedTemplate = Pick<LoadedTemplate, 'manifest' | 'sourceSha256' | 'versionId'>;

/** The templates dossiers keep. */
@Injectable()
export class TemplatePins {
  constructor(private readonly clock: Clock) {}

  /** The pin in force of each code. */
  async inForce(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, TemplatePinEntity>> {
    const pins = await reader.find(TemplatePinEntity, { where: { dossierId }, order: { position: 'ASC' } });
    return new Map(pins.map((pin) => [pin.code, pin]));
  }

  /** Newest first. */
  history(reader: Reader, dossierId: string, code: string): Promise<TemplatePinEntity[]> {
    return reader.find(TemplatePinEntity, { where: { dossierId, code }, order: { position: 'DESC' } });
  }

  /** The first formation of a document pins its template; a later one finds it pinned and writes nothing. */
  async pinFirst(tx: Tx, actor: Actor, dossier: Dossier, template: PinnedTemplate): Promise<void> {
    const row = this.row(actor, dossier, template, { position: 1, reason: null });
    await tx.createQueryBuilder().insert().into(TemplatePinEntity).values(row).orIgnore().execute();
  }

  /** Puts the next pin in force. @returns false, and writes nothing, when somebody else was quicker */
  async pinNext(
    tx: Tx,
    actor: Actor,
    dossier: Dossier,
    { template, after, reason }: { template: PinnedTemplate; after: number; reason: string },
  ): Promise<boolean> {
    const row = this.row(actor, dossier, template, { position: after + 1, reason });
    const written = await tx.createQueryBuilder().insert().into(TemplatePinEntity).values(row).orIgnore().returning('id').execute();
    return (written.raw as unknown[]).length === 1;
  }

  private row(
    actor: Actor,
    { dossierId, suaId, enteId }: Dossier,
    { manifest, sourceSha256, versionId }: PinnedTemplate,
    { position, reason }: { position: number; reason: string | null },
  ): TemplatePinEntity {
    const { code, version, title } = manifest;
    return {
      ...{ id: randomUUID(), suaId, enteId, dossierId, code, position, version, title, reason },
      ...{ templateVersionId: versionId, sha256: sourceSha256, pinnedByName: actor.person, pinnedAt: this.clock.now() },
    };
  }
}
