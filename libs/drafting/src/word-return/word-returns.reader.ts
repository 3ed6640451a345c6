import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type WordReturnSummary, type WordReturnView } from '@gare/contracts/word-return';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { DraftReader } from '../draft-reader.js';
import { rightOn } from '../draft-rights.js';
import { type DraftEntity } from '../draft.entity.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { DraftReturnDiscardEntity } from './draft-return-discard.entity.js';
import { DraftReturnMergeEntity } from './draft-return-merge.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { wordType } from './word-exports.js';
import { mayDiscard } from './word-returns.js';

/** What came back from Word, as people find it. */
@Injectable()
export class WordReturnsReader {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws AppError draft.not_found, access.denied */
  list(actor: Actor, dossierId: string, code: string): Promise<{ items: WordReturnSummary[]; canUpload: boolean; whyNot: string | null }> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { one, draft } = await this.draft(reader, actor, { dossierId, code });
      const { mode, whyNot } = rightOn(one, draft);
      const rows = await reader.find(DraftReturnEntity, { where: { draftId: draft.id }, order: { at: 'DESC', id: 'ASC' } });
      const canUpload = mode !== 'LEGGE';
      return {
        items: (await viewsOf(reader, rows, { one, draft })).map(({ report: _report, ...summary }) => summary),
        canUpload,
        whyNot: canUpload ? null : whyNot,
      };
    });
  }

  /** @throws AppError draft.not_found, word.return_not_found, access.denied */
  one(actor: Actor, key: ReturnKey): Promise<WordReturnView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { row, ...opened } = await this.row(reader, actor, key);
      const [view] = await viewsOf(reader, [row], opened);
      if (view === undefined) throw new AppError('word.return_not_found');
      return view;
    });
  }

  /** The file as it was received. @throws AppError draft.not_found, word.return_not_found, access.denied */
  async file(actor: Actor, key: ReturnKey): Promise<Download> {
    const { row } = await this.database.read(dbContext(actor), (reader) => this.row(reader, actor, key));
    const { storageKey, fileName, bytes } = row;
    return { stream: await this.storage.get(storageKey), fileName, mime: wordType, bytes };
  }

  private async row(reader: Reader, actor: Actor, { returnId, ...key }: ReturnKey): Promise<Opened & { row: DraftReturnEntity }> {
    const opened = await this.draft(reader, actor, key);
    const row = await reader.findOneBy(DraftReturnEntity, { id: returnId, draftId: opened.draft.id });
    if (!row) throw new AppError('word.return_not_found');
    return { ...opened, row };
  }

  private async draft(reader: Reader, actor: Actor, { dossierId, code }: { dossierId: string; code: string }): Promise<Opened> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('draft.read', code);
    const draft = await this.drafts.ofDocument(reader, dossierId, code);
    if (!draft) throw new AppError('draft.not_found');
    return { one, draft };
  }
}

interface Opened {
  readonly one: ActorOnDossier;
  readonly draft: DraftEntity;
}

export interface ReturnKey {
  readonly dossierId: string;
  readonly code: string;
  readonly returnId: string;
}

async function viewsOf(reader: Reader, rows: readonly DraftReturnEntity[], { one, draft }: Opened): Promise<WordReturnView[]> {
  if (rows.length === 0) return [];
  const merges = await reader.findBy(DraftReturnMergeEntity, { returnId: In(rows.map(({ id }) => id)) });
  const exports = await reader.findBy(DraftExportEntity, { id: In(rows.map(({ exportId }) => exportId)) });
  const discards = await standingDiscards(reader, rows);
  return rows.map((row) => {
    const discarded = discards.get(row.id) ?? null;
    const merge = merges.find(({ returnId }) => returnId === row.id);
    const taken = exports.find(({ id }) => id === row.exportId);
    const report = merge?.report ?? row.report;
    return {
      ...{ id: row.id, fileName: row.fileName, bytes: row.bytes, sha256: row.sha256, uploadedBy: row.person },
      ...{ uploadedAt: row.at.toISOString(), exportedAt: (taken?.at ?? row.at).toISOString() },
      state: merge !== undefined ? 'UNITO' : discarded !== null ? 'SCARTATO' : 'DA_CONFERMARE',
      discarded,
      mayDiscard: merge === undefined && discarded === null && mayDiscard(one, draft, row),
      ...{ mergedBy: merge?.person ?? null, mergedAt: merge?.at.toISOString() ?? null, report },
      ...{
        proposals: report.proposals.length,
        comments: report.comments.length,
        notMerged: report.notMerged.length + report.values.length,
      },
    };
  });
}

/** Of the files that are set aside: by whom, when and why. */
async function standingDiscards(
  reader: Reader,
  rows: readonly DraftReturnEntity[],
): Promise<ReadonlyMap<string, WordReturnView['discarded']>> {
  const said = await reader.find(DraftReturnDiscardEntity, {
    where: { returnId: In(rows.map(({ id }) => id)) },
    order: { position: 'ASC' },
  });
  return new Map(
    said.map(({ returnId, reason, person: by, at }) => [returnId, reason === null ? null : { by, at: at.toISOString(), reason }] as const),
  );
}
