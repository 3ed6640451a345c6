import { Injectable } from '@nestjs/common';
import { type HandEditsView } from '@gare/contracts/facts';
import { type Actor } from '@gare/domain/access/actor';
import { type HandEdit, type HandEditMerge } from '@gare/domain/facts/hand-edits';
import { DocumentReads, DocumentSets, Formation, HandEdits, templateOf, type DocumentEntry, type DossierInputs } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { traceRead } from './readable-version.js';

/** What the next formation would do with the hand edits of a document: nothing is written. */
@Injectable()
export class HandEditsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly formation: Formation,
    private readonly edits: HandEdits,
    private readonly reads: DocumentReads,
  ) {}

  /** Empty lists where there are none. @throws AppError document.not_found, template.missing_fields */
  async of(actor: Actor, dossierId: string, code: string): Promise<HandEditsView> {
    const { entry, inputs, current } = await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      one.require('document.read', code);
      const set = await this.sets.read(tx, one.dossier);
      const found = set.entries.find(({ document }) => document.code === code);
      const version = found?.current ?? null;
      if (!found?.row || version === null) throw new AppError('document.not_found');
      await traceRead(tx, actor, { reads: this.reads, one, document: found.row, version: version.version });
      return { entry: found, inputs: set.inputs, current: version };
    });
    const { kept, conflicts } = await this.merged(entry, inputs);
    return {
      code,
      title: entry.document.title ?? code,
      version: current.version,
      basedOn: current.basedOn,
      kept: kept.map(editView),
      conflicts: conflicts.map((conflict) => ({ ...editView(conflict), generated: conflict.generated })),
    };
  }

  private async merged({ document, current }: DocumentEntry, inputs: DossierInputs): Promise<HandEditMerge> {
    if (current?.baseDocxKey == null) return { kept: [], conflicts: [] };
    const filled = await this.formation.require(inputs, templateOf(document));
    return (await this.edits.merging(current, filled.docx))?.merge ?? { kept: [], conflicts: [] };
  }
}

function editView({ kind, base, before, mine }: HandEdit): HandEditsView['kept'][number] {
  return { kind, paragraph: base, before, mine };
}
