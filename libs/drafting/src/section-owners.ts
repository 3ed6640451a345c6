import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { type Actor } from '@gare/domain/access/actor';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from './draft-reader.js';
import { rightOn } from './draft-rights.js';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { DraftWriter } from './draft-writer.js';

export interface HandOver {
  readonly dossierId: string;
  readonly code: string;
  readonly blocks: readonly string[];
  /** Null: both sides write in them. */
  readonly to: Side | null;
  readonly note?: string | undefined;
}

interface Handed {
  readonly block: string;
  readonly before: Side | null;
}

const names: Record<Side, string> = { ENTE: 'al comune', SUA: 'alla SUA' };

/** Sections pass from one side to the other by an act with its record. */
@Injectable()
export class SectionOwners {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly writer: DraftWriter,
  ) {}

  /** @returns how many sections changed hands. @throws AppError draft.not_found, draft.not_yours, draft.block_not_found, access.denied */
  handOver(actor: Actor, { dossierId, code, blocks, to, note }: HandOver): Promise<number> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('draft.write', code);
      const draft = await this.drafts.ofDocument(tx, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      const { mode, sides, role, whyNot } = rightOn(one, draft);
      if (mode !== 'SCRIVE') throw new AppError('document.read_only', whyNot === null ? {} : { detail: whyNot });
      const handed: Handed[] = [];
      const details: Record<string, unknown> = { to, handed, ...(note === undefined ? {} : { note }) };
      await this.writer.write(tx, actor, draft.id, {
        ...{ action: 'draft.handed_over', role, details },
        summary: `${code}: ${to === null ? 'affidate a entrambi gli enti' : `passate ${names[to]}`} ${blocks.length} parti della bozza`,
        change: (doc) => {
          handed.push(...give(doc, { blocks, to, sides }));
        },
      });
      return handed.length;
    });
  }
}

function give(doc: Y.Doc, { blocks, to, sides }: Pick<HandOver, 'blocks' | 'to'> & { sides: readonly Side[] }): Handed[] {
  const top = doc.getXmlFragment(draftFragment).toArray();
  const byId = new Map(top.filter((node) => node instanceof Y.XmlElement).map((node) => [node.getAttribute('id'), node]));
  return [...new Set(blocks)].flatMap((id) => {
    const block = byId.get(id);
    if (block === undefined) throw new AppError('draft.block_not_found');
    const before = (block.getAttribute('owner') ?? null) as Side | null;
    if (before !== null && !sides.includes(before)) throw new AppError('draft.not_yours');
    if (before === to) return [];
    if (to === null) block.removeAttribute('owner');
    else block.setAttribute('owner', to);
    return [{ block: id, before }];
  });
}
