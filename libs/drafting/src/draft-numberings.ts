import { Injectable } from '@nestjs/common';
import { type DraftNumberingView } from '@gare/contracts/drafts';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from './draft-reader.js';
import { DraftShells } from './draft-shells.js';
import { numberingOf } from './word/shell-numbering.js';

/** Numberings that are kept; one takes some kB. */
const kept = 50;

/** How the documents of drafts count their paragraphs: read from the shell, once for each. */
@Injectable()
export class DraftNumberings {
  private readonly known = new Map<string, DraftNumberingView>();

  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly shells: DraftShells,
  ) {}

  /** @throws AppError dossier.not_found, access.denied, draft.not_found */
  async of(actor: Actor, dossierId: string, code: string): Promise<DraftNumberingView> {
    const draft = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('draft.read', code);
      const found = await this.drafts.ofDocument(reader, dossierId, code);
      if (!found) throw new AppError('draft.not_found');
      return found;
    });
    const known = this.known.get(draft.shellSha256);
    if (known !== undefined) return known;
    const { docx } = await this.shells.base(draft);
    const fresh = numberingOf(docx);
    this.known.set(draft.shellSha256, fresh);
    const [oldest] = this.known.keys();
    if (this.known.size > kept && oldest !== undefined) this.known.delete(oldest);
    return fresh;
  }
}
