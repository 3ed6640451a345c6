import { Injectable } from '@nestjs/common';
import type * as Y from 'yjs';
import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { type Reader } from '@gare/platform/database';
import { draftNodeOf } from './draft-nodes.js';
import { DraftStore } from './draft-store.js';
import { DraftEntity } from './draft.entity.js';
import { DraftStandings } from './standing/draft-standings.js';

/** A draft and its text as they stand. */
export interface CurrentDraft {
  readonly draft: DraftEntity;
  readonly doc: Y.Doc;
  /** The same as a document of ProseMirror, suggestions included. */
  readonly node: DraftNode;
  /** The last update in it. */
  readonly seq: number;
}

/** Reads drafts for the features that work on them; who may is asked before. */
@Injectable()
export class DraftReader {
  constructor(
    private readonly store: DraftStore,
    private readonly standings: DraftStandings,
  ) {}

  /** What the drafts of a dossier that people write in are worth as they stand, by document code. */
  async contents(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, string>> {
    const standings = await this.standings.ofDossier(reader, dossierId);
    return new Map([...standings].map(([code, { contentSha256 }]) => [code, contentSha256]));
  }

  /** The draft of a document of a dossier; null where none was opened. */
  ofDocument(reader: Reader, dossierId: string, code: string): Promise<DraftEntity | null> {
    return reader.findOneBy(DraftEntity, { dossierId, code });
  }

  ofDossier(reader: Reader, dossierId: string): Promise<DraftEntity[]> {
    return reader.find(DraftEntity, { where: { dossierId }, order: { code: 'ASC' } });
  }

  /** The text as it stands; null where there is no such draft in sight. */
  async current(reader: Reader, draftId: string): Promise<CurrentDraft | null> {
    const draft = await reader.findOneBy(DraftEntity, { id: draftId });
    if (!draft) return null;
    const { doc, seq } = await this.store.load(reader, draftId);
    return { draft, doc, node: draftNodeOf(doc), seq };
  }
}
