import { Injectable } from '@nestjs/common';
import { type DraftNode, draftSchema } from '@gare/domain/drafting/draft-schema';
import { rejectSuggestions } from '@gare/domain/drafting/suggestions';
import { type DraftVersionKind } from '@gare/domain/drafting/versions';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from '../draft-reader.js';
import { DraftShells } from '../draft-shells.js';
import { DraftUpdateEntity } from '../draft-update.entity.js';
import { type DraftEntity } from '../draft.entity.js';
import { docxFromDraft } from '../word/docx-from-draft.js';
import { DraftVersionEntity } from './draft-version.entity.js';

/** What a draft read at a moment, and who brought it there. */
export interface DraftMoment {
  readonly draft: DraftEntity;
  readonly node: DraftNode;
  /** Null: as it is now. */
  readonly version: { readonly number: number; readonly kind: DraftVersionKind; readonly name: string | null } | null;
  readonly by: string;
  readonly at: Date;
}

export interface DraftFile {
  readonly docx: Buffer;
  /** Names of parts the shell of today no longer has. */
  readonly missing: readonly string[];
  /** Proposals were open: the file holds the text that stands, without them. */
  readonly hasProposals: boolean;
}

/** Versions of drafts as Word files; who may read them is asked before. */
@Injectable()
export class DraftVersionFiles {
  constructor(
    private readonly drafts: DraftReader,
    private readonly shells: DraftShells,
  ) {}

  /**
   * @param number a kept version; null for the draft as it is now
   * @throws AppError draft.not_found, draft_version.not_found
   */
  async read(reader: Reader, dossierId: string, code: string, number: number | null): Promise<DraftMoment> {
    const draft = await this.drafts.ofDocument(reader, dossierId, code);
    if (draft === null) throw new AppError('draft.not_found');
    return number === null ? this.now(reader, draft) : kept(reader, draft, number);
  }

  /** The text that stands in the shell of today: its styles, headers and pages. Reads storage: not for a transaction. */
  async file({ draft, node }: Pick<DraftMoment, 'draft' | 'node'>): Promise<DraftFile> {
    const { docx, missing } = docxFromDraft(await this.shells.base(draft), node, { suggestions: 'rejected' });
    return { docx, missing: [...new Set(missing)], hasProposals: !rejectSuggestions(node).eq(node) };
  }

  private async now(reader: Reader, { id }: DraftEntity): Promise<DraftMoment> {
    const current = await this.drafts.current(reader, id);
    if (current === null) throw new AppError('draft.not_found');
    const { draft, node, seq } = current;
    const last = await reader.findOne(DraftUpdateEntity, {
      where: { draftId: id, seq },
      select: { draftId: true, seq: true, person: true, at: true },
    });
    return { draft, node, version: null, by: last?.person ?? draft.openedByName, at: last?.at ?? draft.openedAt };
  }
}

async function kept(reader: Reader, draft: DraftEntity, number: number): Promise<DraftMoment> {
  const found = await reader.findOneBy(DraftVersionEntity, { draftId: draft.id, number });
  if (found === null) throw new AppError('draft_version.not_found');
  const { kind, name, content, keptByName: by, keptAt: at } = found;
  return { draft, node: draftSchema.nodeFromJSON(content), version: { number, kind, name }, by, at };
}
