import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { UploadDoor, type AcceptedUpload } from '@gare/documents';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type IncomingFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { DraftReader } from '../draft-reader.js';
import { rightOn } from '../draft-rights.js';
import { type DraftEntity } from '../draft.entity.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { mergeReturn } from './merge-return.js';
import { readReturnedDocx } from './read-returned.js';
import { reportOf } from './return-report.js';
import { type ReturnedDocx } from './returned.js';
import { standingDraft } from './standing-draft.js';
import { addDiscard, holdReturns, lastDiscard } from './return-rows.js';
import { withSettlements } from './thread-settlements.js';
import { wordType } from './word-exports.js';

interface Target {
  readonly one: ActorOnDossier;
  readonly draft: DraftEntity;
  readonly role: string;
}

interface Descent {
  readonly taken: DraftExportEntity;
  readonly base: ReturnedDocx;
}

interface Brought extends Pick<AcceptedUpload, 'file'> {
  readonly incoming: IncomingFile;
  readonly bytes: Buffer;
  readonly returned: ReturnedDocx;
  readonly descent: Descent;
}

/** Files that come back from Word: examined like every upload, recognised, kept, and shown before anything of them is in the draft. */
@Injectable()
export class WordReturns {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly storage: ObjectStorage,
    private readonly door: UploadDoor,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the file and says what merging it would do. The same file again is the one that is kept already.
   * @returns id of the returned file
   * @throws AppError upload.refused, word.unreadable, word.not_descendant, draft.not_found, access.denied
   */
  async upload(actor: Actor, { dossierId, code }: { dossierId: string; code: string }, incoming: IncomingFile): Promise<string> {
    const target = await this.database.read(dbContext(actor), (reader) => this.target(reader, actor, { dossierId, code }));
    const { suaId, enteId } = target.draft;
    const told = { refused: `${code}: file di ritorno da Word rifiutato`, onlyWord: true };
    return this.door.take(actor, incoming, { dossierId, suaId, enteId, code, role: target.role, ...told }, async ({ file }) => {
      const bytes = await readFile(file.path);
      const returned = readable(bytes);
      const descent = await this.descent(actor, target.draft, returned);
      return this.keep(actor, target, { file, incoming, bytes, returned, descent });
    });
  }

  /** Who may propose. @throws AppError draft.not_found, access.denied */
  private async target(reader: Reader, actor: Actor, { dossierId, code }: { dossierId: string; code: string }): Promise<Target> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('draft.read', code);
    const draft = await this.drafts.ofDocument(reader, dossierId, code);
    if (!draft) throw new AppError('draft.not_found');
    return { one, draft, role: requireProposing(one, draft) };
  }

  /** The download the file comes from, read like the file. @throws AppError word.not_descendant */
  private async descent(actor: Actor, draft: DraftEntity, { lineage }: ReturnedDocx): Promise<Descent> {
    if (lineage === null || lineage.draftId !== draft.id) throw new AppError('word.not_descendant');
    const { exportId: id, hash: contentHash, seq } = lineage;
    const taken = await this.database.read(dbContext(actor), (reader) => reader.findOneBy(DraftExportEntity, { id, draftId: draft.id }));
    if (taken === null || taken.contentHash !== contentHash || taken.seq !== seq) throw new AppError('word.not_descendant');
    return { taken, base: readable(await buffer(await this.storage.get(taken.storageKey))) };
  }

  /** The same file once more: one that was set aside is to be decided again. */
  private async takeUp(
    tx: Tx,
    actor: Actor,
    { known, role, code }: { known: DraftReturnEntity; role: string; code: string },
  ): Promise<string> {
    const last = await lastDiscard(tx, known.id);
    if (last === null || last.reason === null) return known.id;
    await addDiscard(tx, known, last, { reason: null, personId: actor.personId, person: actor.person, at: this.clock.now() });
    const { id: returnId, dossierId, suaId, enteId, sha256, fileName } = known;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: 'draft.word_taken_up' },
      summary: `${code}: il file «${fileName.slice(0, 120)}» tornato da Word, che era scartato, è di nuovo da confermare`,
      details: { code, returnId, sha256, before: last.reason },
    });
    return returnId;
  }

  private async keep(actor: Actor, { one, draft, role }: Target, { file, incoming, bytes, returned, descent }: Brought): Promise<string> {
    const { sha256 } = file;
    const { id: draftId, dossierId, suaId, enteId, code } = draft;
    const storageKey = `dossier/${dossierId}/${code}/bozza/word/ritorni/${sha256}.docx`;
    await this.storage.put(storageKey, bytes, { contentType: wordType, sha256, ifAbsent: true });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await holdReturns(tx, draftId);
      const known = await tx.findOneBy(DraftReturnEntity, { draftId, sha256 });
      if (known !== null) return this.takeUp(tx, actor, { known, role, code });
      const current = await this.drafts.current(tx, draftId);
      if (current === null) throw new AppError('draft.not_found');
      const { base, taken } = descent;
      const laidOver = mergeReturn({ base, returned, current: standingDraft(current.node), uploader: actor.person });
      const merged = await withSettlements(tx, laidOver, { one, draft, comments: taken.comments, base: base.comments });
      const report = reportOf(merged, returned);
      const id = randomUUID();
      const fileName = incoming.fileName.slice(0, 255);
      await tx.insert(DraftReturnEntity, {
        ...{ id, suaId, enteId, dossierId, draftId, exportId: descent.taken.id, fileName, bytes: file.bytes, sha256, storageKey, report },
        ...{ personId: actor.personId, person: actor.person, at: this.clock.now() },
      });
      await this.audit.record(tx, actor, {
        ...{
          dossierId,
          suaId,
          enteId,
          role,
          action: 'draft.word_returned',
          summary: `${code}: tornato da Word il file «${fileName.slice(0, 120)}», da confermare`,
        },
        details: { code, returnId: id, exportId: descent.taken.id, sha256, bytes: file.bytes, ...counts(report) },
      });
      return id;
    });
  }
}

/** @throws AppError access.denied with the reason */
export function requireProposing(one: ActorOnDossier, draft: DraftEntity): string {
  const { mode, role, whyNot } = rightOn(one, draft);
  if (mode === 'LEGGE') throw new AppError('access.denied', { detail: whyNot ?? 'Questa bozza si può solo leggere.' });
  return role;
}

/** Whoever brought a file may set it aside, and who writes the draft; who only proposes leaves the files of others alone. */
export function mayDiscard(one: ActorOnDossier, draft: DraftEntity, { personId }: DraftReturnEntity): boolean {
  const { mode } = rightOn(one, draft);
  return mode === 'SCRIVE' || (mode !== 'LEGGE' && personId === one.actor.personId);
}

/** @throws AppError word.unreadable with the sentence */
export function readable(bytes: Buffer): ReturnedDocx {
  const reading = readReturnedDocx(bytes);
  if (!reading.ok) throw new AppError('word.unreadable', { detail: reading.message });
  return reading.docx;
}

/** Numbers of a report, for the history. */
export function counts(report: ReturnType<typeof reportOf>): Record<string, number> {
  const { proposals, comments, values, notMerged, parts } = report;
  return {
    proposals: proposals.length,
    comments: comments.length,
    values: values.length,
    notMerged: notMerged.length,
    parts: parts.length,
  };
}
