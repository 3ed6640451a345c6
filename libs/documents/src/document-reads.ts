import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { type DocumentEntity } from './document.entity.js';

/** Stands for the text that is being drafted: versions are counted from 1. */
export const draftVersion = 0;

export interface DocumentRead {
  readonly dossier: DossierEntity;
  readonly document: Pick<DocumentEntity, 'id' | 'code'>;
  readonly choice: { readonly version: number; readonly format: string; readonly inline: boolean };
}

/** Who read which version of a document that is not public yet. */
@Injectable()
export class DocumentReads {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * One entry for a person, a version and a day in Italy, however often it is opened on that day: the pages of a preview ask for a
   * file again and again. The trace is written before the file is given out; without it nobody reads.
   */
  async record(tx: Tx, actor: Actor, { dossier, document, choice }: DocumentRead): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const day = toRomeDate(this.clock.now().toISOString());
    const fresh = await tx.query<unknown[]>(
      `insert into confidential_reads (document_id, version, person_id, day, sua_id, ente_id, dossier_id) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning version`,
      [document.id, choice.version, actor.personId, day, suaId, enteId, dossierId],
    );
    if (fresh.length === 0) return;
    await this.audit.record(tx, actor, {
      dossierId,
      suaId,
      enteId,
      action: 'document.read',
      summary:
        choice.version === draftVersion
          ? `${document.code}: consultata la bozza`
          : `${document.code}, versione ${choice.version}: ${choice.inline ? 'consultato' : 'scaricato'}`,
      details: { document: document.code, version: choice.version, format: choice.format, inline: choice.inline },
    });
  }
}
