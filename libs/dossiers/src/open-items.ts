import { Injectable } from '@nestjs/common';
import { type OpenItem } from '@gare/domain/turn/open-item';
import { type Reader } from '@gare/platform/database';
import { type DossierEntity } from './dossier.entity.js';

/** What one feature still waits for on a dossier: open requests, tasks, answers due. Closed ones are not told. */
export type OpenItemSource = (reader: Reader, dossier: DossierEntity) => Promise<readonly OpenItem[]>;

/**
 * Later features tell what is open on a dossier, without this one importing them. Whoever opens or closes an item that takes the
 * turn calls `DossierTurns.refresh` in the same transaction.
 */
@Injectable()
export class OpenItemSources {
  private readonly sources = new Map<string, OpenItemSource>();

  register(name: string, source: OpenItemSource): void {
    this.sources.set(name, source);
  }

  /** Everything open on the dossier, from one snapshot of the database, oldest first. */
  async gather(reader: Reader, dossier: DossierEntity): Promise<readonly OpenItem[]> {
    const told = await Promise.all([...this.sources.values()].map((source) => source(reader, dossier)));
    return told.flat().sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1));
  }
}
