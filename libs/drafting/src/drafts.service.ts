import { Injectable } from '@nestjs/common';
import { type DraftView } from '@gare/contracts/drafts';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftOpening } from './draft-opening.js';
import { DraftReader } from './draft-reader.js';
import { rightOn } from './draft-rights.js';
import { type DraftEntity } from './draft.entity.js';

/** The drafts of a dossier as people find them. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly opening: DraftOpening,
  ) {}

  /** Those the actor may read. @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<DraftView[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const drafts = await this.drafts.ofDossier(reader, dossierId);
      return drafts.filter(({ code }) => one.may('draft.read', code)).map((draft) => viewOf(one, draft));
    });
  }

  /** @throws AppError draft.not_found, access.denied */
  get(actor: Actor, dossierId: string, code: string): Promise<DraftView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('draft.read', code);
      const draft = await this.drafts.ofDocument(reader, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      return viewOf(one, draft);
    });
  }

  /** @throws AppError as `DraftOpening.open` */
  async open(actor: Actor, dossierId: string, code: string): Promise<DraftView> {
    await this.opening.open(actor, dossierId, code);
    return this.get(actor, dossierId, code);
  }
}

function viewOf(one: ActorOnDossier, draft: DraftEntity): DraftView {
  const { mode, whyNot, sides } = rightOn(one, draft);
  const { id, code, state, openedAt, openedByName } = draft;
  const title = one.kind.documents.find((document) => document.code === code)?.title ?? code;
  return { ...{ id, code, title, state, openedAt: openedAt.toISOString(), openedBy: openedByName, mode, whyNot }, sides: [...sides] };
}
