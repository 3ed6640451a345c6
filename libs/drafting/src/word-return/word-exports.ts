import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { draftContent } from '@gare/domain/drafting/draft-content';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit, sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { DraftReader } from '../draft-reader.js';
import { docxFromDraft } from '../word/docx-from-draft.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { sharedComments } from './shared-comments.js';
import { stampLineage } from './stamp-lineage.js';

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Drafts on their way to Word. */
@Injectable()
export class WordExports {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The draft as it stands, as a Word document that knows where it comes from: open suggestions as tracked changes, shared comments as
   * comments, values of the scheda as content controls. What leaves is kept: what comes back is laid over it.
   * @throws AppError draft.not_found, access.denied
   */
  async download(actor: Actor, dossierId: string, code: string): Promise<Download> {
    const { draft, node, seq, role, comments } = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      const reading = one.require('draft.read', code);
      const found = await this.drafts.ofDocument(reader, dossierId, code);
      const current = found === null ? null : await this.drafts.current(reader, found.id);
      if (current === null) throw new AppError('draft.not_found');
      return { ...current, role: reading, comments: await sharedComments(reader, current.draft.id) };
    });
    const shell = await buffer(await this.storage.get(draft.shellKey));
    const written = docxFromDraft({ docx: shell, printed: [] }, node, {
      suggestions: 'revisions',
      comments: comments.map(({ comment }) => comment),
      forReturn: true,
    });
    const exportId = randomUUID();
    const contentHash = sha256Hex(draftContent(node));
    const docx = stampLineage(written.docx, { draftId: draft.id, exportId, seq, hash: contentHash });
    const sha256 = sha256Hex(docx);
    const storageKey = `dossier/${dossierId}/${code}/bozza/word/${exportId}/${sha256}.docx`;
    await this.storage.put(storageKey, docx, { contentType: wordType, sha256, ifAbsent: true });
    const { suaId, enteId } = draft;
    await this.database.transaction(dbContext(actor), async (tx) => {
      await tx.insert(DraftExportEntity, {
        ...{ id: exportId, suaId, enteId, dossierId, draftId: draft.id, seq, contentHash, storageKey, sha256 },
        ...{ comments: comments.map(({ known }) => known), personId: actor.personId, person: actor.person, at: this.clock.now() },
      });
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'draft.taken_to_word', summary: `${code}: bozza scaricata per Word` },
        details: { code, exportId, seq, contentHash, sha256, bytes: docx.length, comments: comments.length, missing: written.missing },
      });
    });
    return { stream: Readable.from(docx), fileName: `${code}_bozza_${seq}.docx`, mime: wordType, bytes: docx.length };
  }
}
