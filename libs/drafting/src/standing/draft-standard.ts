import { Injectable } from '@nestjs/common';
import { readableText } from '@gare/documents';
import { clauseDeviations, type ClauseDeviation } from '@gare/domain/drafting/clause-deviations';
import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type Reader } from '@gare/platform/database';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftShells } from '../draft-shells.js';
import { DraftStore } from '../draft-store.js';
import { DraftEntity } from '../draft.entity.js';
import { draftFromDocx } from '../word/draft-from-docx.js';

/** A draft as a version was formed from it. */
export interface FormedDraft {
  readonly draft: DraftEntity;
  readonly node: DraftNode;
}

/** What models and clauses say in the place of a draft. */
export interface DraftStandard {
  /** The document as generated, one paragraph a line; null where it cannot be read. */
  readonly text: string | null;
  /** Blocks of clauses that read otherwise. */
  readonly deviations: readonly ClauseDeviation[];
}

/** Holds a draft against what was generated for it. */
@Injectable()
export class DraftStandards {
  constructor(
    private readonly store: DraftStore,
    private readonly shells: DraftShells,
  ) {}

  /** Null where there is no such draft in sight. */
  async read(reader: Reader, { draftId, seq }: { draftId: string; seq: number }): Promise<FormedDraft | null> {
    const draft = await reader.findOneBy(DraftEntity, { id: draftId });
    if (draft === null) return null;
    return { draft, node: draftNodeOf((await this.store.loadUpTo(reader, draftId, seq)).doc) };
  }

  /** Reads the storage: not inside a transaction. */
  async compare({ draft, node }: FormedDraft): Promise<DraftStandard> {
    const generated = await this.shells.base(draft);
    return { text: readableText(generated.docx)?.text ?? null, deviations: clauseDeviations(node, draftFromDocx(generated)) };
  }
}
