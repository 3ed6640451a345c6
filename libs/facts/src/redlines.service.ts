import { Injectable } from '@nestjs/common';
import { type DocumentRedlineView } from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { redlineOfTexts } from '@gare/domain/redline/redline';
import { DocumentReads, DocumentSets, type DocumentVersionEntity } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { traceRead, versionsOf } from './readable-version.js';

interface Asked {
  readonly dossierId: string;
  readonly code: string;
  readonly version: number;
  readonly against: number | undefined;
}

/** Versions of a document laid over each other, from their texts: body, headers, footers and notes. */
@Injectable()
export class RedlinesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly reads: DocumentReads,
  ) {}

  /** @throws AppError document.not_found, document.no_text */
  of(actor: Actor, { dossierId, code, version, against }: Asked): Promise<DocumentRedlineView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      one.require('document.read', code);
      const { document, versions } = await versionsOf(tx, { dossierId, code }, [against ?? version - 1, version]);
      const [before, after] = versions;
      if (before?.text == null || after?.text == null) throw new AppError('document.no_text');
      for (const number of [before.version, after.version])
        await traceRead(tx, actor, { reads: this.reads, one, document, version: number });
      const { blocks, counts, same } = redlineOfTexts(before.text, after.text);
      const title = this.sets.kindOf(one.dossier).documents.find((candidate) => candidate.code === code)?.title ?? code;
      const shown = blocks.map((block) => (block.kind === 'changed' ? { ...block, pieces: [...block.pieces] } : block));
      return { code, title, before: versionOf(before), after: versionOf(after), blocks: shown, counts, same };
    });
  }
}

function versionOf({ version, origin, createdAt, createdByName }: DocumentVersionEntity): DocumentRedlineView['before'] {
  return { version, origin, createdAt: createdAt.toISOString(), createdBy: createdByName };
}
