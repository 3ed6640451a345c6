import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import {
  type DraftComparisonView,
  type DraftVersionsView,
  type DraftVersionView,
  type getDraftVersion,
} from '@gare/contracts/draft-versions';
import { type Actor } from '@gare/domain/access/actor';
import { textOf } from '@gare/domain/drafting/draft-content';
import { type DraftNode, draftSchema } from '@gare/domain/drafting/draft-schema';
import { foreignBlocksChanged, restoredContent } from '@gare/domain/drafting/restore';
import { rejectSuggestions } from '@gare/domain/drafting/suggestions';
import { redlineOfTexts } from '@gare/domain/redline/redline';
import { type ActorOnDossier, DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftReader } from '../draft-reader.js';
import { rightOn } from '../draft-rights.js';
import { DraftStore } from '../draft-store.js';
import { DraftWriter } from '../draft-writer.js';
import { type DraftEntity } from '../draft.entity.js';
import { contentHash, writeNode } from './draft-node.js';
import { DraftVersionKeeper } from './draft-version-keeper.js';
import { DraftVersionEntity } from './draft-version.entity.js';

interface Place {
  readonly dossierId: string;
  readonly code: string;
}
interface VersionPlace extends Place {
  readonly number: number;
}

interface Opened {
  readonly one: ActorOnDossier;
  readonly draft: DraftEntity;
}

/** Kept versions of drafts. */
@Injectable()
export class DraftVersionsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly keeper: DraftVersionKeeper,
    private readonly store: DraftStore,
    private readonly writer: DraftWriter,
    private readonly audit: Audit,
  ) {}

  /** @throws AppError dossier.not_found, access.denied, draft.not_found */
  list(actor: Actor, place: Place): Promise<DraftVersionsView> {
    return this.database.read(dbContext(actor), async (reader) => this.view(reader, await this.opened(reader, actor, place)));
  }

  /** @throws AppError as for `list`, draft_version.not_found */
  show(actor: Actor, place: VersionPlace): Promise<z.output<NonNullable<typeof getDraftVersion.response>>> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { draft } = await this.opened(reader, actor, place);
      const version = await requireVersion(reader, draft, place.number);
      const blocks = rejectSuggestions(contentOf(version)).children.map((node, index) => ({
        id: typeof node.attrs['id'] === 'string' ? node.attrs['id'] : String(index),
        text: textOf(node),
        level: typeof node.attrs['level'] === 'number' && node.type.name === 'heading' ? node.attrs['level'] : null,
      }));
      return { version: versionView(version), blocks };
    });
  }

  /** @throws AppError as for `show` */
  compare(actor: Actor, place: VersionPlace, other: number | undefined): Promise<DraftComparisonView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { draft } = await this.opened(reader, actor, place);
      const before = await requireVersion(reader, draft, place.number);
      const after = other === undefined ? null : await requireVersion(reader, draft, other);
      const now = after === null ? await this.current(reader, draft) : null;
      const { blocks, counts, same } = redlineOfTexts(standingText(contentOf(before)), standingText(now?.node ?? contentOf(after)));
      const shown = blocks.map((block) => (block.kind === 'changed' ? { ...block, pieces: [...block.pieces] } : block));
      return { prima: versionView(before), dopo: after === null ? null : versionView(after), blocks: shown, counts, same };
    });
  }

  /** @throws AppError as for `list`, document.read_only, access.declare_first */
  name(actor: Actor, place: Place, name: string): Promise<DraftVersionsView> {
    return this.within(actor, place, async (tx, { one, draft }, role) => {
      const version = await this.keeper.keep(tx, { draft, kind: 'NOMINATA', by: keeper(actor), name });
      const { id: dossierId, suaId, enteId } = one.dossier;
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'draft.version_named' },
        summary: `${actor.person} ha tenuto la bozza ${draft.code} come versione ${version?.number ?? 0} «${name}»`,
        details: { code: draft.code, number: version?.number, name, seq: version?.seq, contentHash: version?.contentHash },
      });
    });
  }

  /**
   * Writes the content of a version anew, as one more edit: what is there now is kept before, what it becomes after.
   * @param seq edits the caller has seen
   * @throws AppError as for `name`, draft_version.not_found, draft_version.moved_on, draft_version.same, draft_version.foreign_sections
   */
  restore(actor: Actor, place: VersionPlace, seq: number): Promise<DraftVersionsView> {
    return this.within(actor, place, async (tx, { one, draft }, role) => {
      const version = await requireVersion(tx, draft, place.number);
      const by = keeper(actor);
      // Locked before it is read: nothing is written between the version before and what is written over it.
      await this.store.append(tx, draft, []);
      const before = await this.keeper.keep(tx, { draft, kind: 'PRIMA_DEL_RIPRISTINO', by, restores: version.number });
      await this.writer.write(tx, actor, draft.id, {
        ...{ action: 'draft.restored', role, bringsValues: true },
        summary: `${actor.person} ha ripristinato la versione ${version.number} della bozza ${draft.code}; il testo di prima è la versione ${before?.number ?? 0}`,
        details: { restored: version.number, contentHash: version.contentHash, before: before?.contentHash, beforeNumber: before?.number },
        change: (doc) => {
          if (before?.seq !== seq) throw new AppError('draft_version.moved_on');
          const now = draftNodeOf(doc);
          const next = restoredContent(contentOf(version), now);
          if (next.eq(now)) throw new AppError('draft_version.same');
          if (foreignBlocksChanged(now, next, rightOn(one, draft).sides).length > 0) throw new AppError('draft_version.foreign_sections');
          writeNode(doc, next);
        },
      });
      await this.keeper.keep(tx, { draft, kind: 'RIPRISTINO', by, restores: version.number });
    });
  }

  private within(actor: Actor, place: Place, act: (tx: Tx, opened: Opened, role: string) => Promise<void>): Promise<DraftVersionsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const opened = await this.opened(tx, actor, place);
      await act(tx, opened, opened.one.require('draft.write', place.code));
      return this.view(tx, opened);
    });
  }

  private async opened(reader: Reader, actor: Actor, { dossierId, code }: Place): Promise<Opened> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('draft.read', code);
    const draft = await this.drafts.ofDocument(reader, dossierId, code);
    if (draft === null) throw new AppError('draft.not_found');
    return { one, draft };
  }

  private async current(reader: Reader, draft: DraftEntity): Promise<{ node: DraftNode; seq: number }> {
    const current = await this.drafts.current(reader, draft.id);
    if (current === null) throw new AppError('draft.not_found');
    return { node: draftNodeOf(current.doc), seq: current.seq };
  }

  private async view(reader: Reader, { one, draft }: Opened): Promise<DraftVersionsView> {
    const rows = await reader
      .createQueryBuilder(DraftVersionEntity, 'v')
      .select(withoutContent)
      .where('v.draft_id = :id', draft)
      .orderBy('v.number', 'DESC')
      .getMany();
    const { node, seq } = await this.current(reader, draft);
    const hash = contentHash(node);
    return {
      title: one.kind.documents.find(({ code }) => code === draft.code)?.title ?? draft.code,
      versions: rows.map(versionView),
      adesso: { seq, contentHash: hash, numero: rows.find((row) => row.contentHash === hash)?.number ?? null },
      percheNo: one.whyNot('draft.write', draft.code),
    };
  }
}

/** Content is large, and a list does not show it. */
const withoutContent = [
  'draftId',
  'number',
  'kind',
  'name',
  'seq',
  'contentHash',
  'restores',
  'keptBy',
  'keptByName',
  'keptByEnte',
  'keptAt',
].map((column) => `v.${column}`);

const keeper = ({ personId, person, ente }: Actor): { personId: string; person: string; ente: string } => ({ personId, person, ente });
const standingText = (node: DraftNode): string => textOf(rejectSuggestions(node));

function contentOf(version: DraftVersionEntity | null): DraftNode {
  return draftSchema.nodeFromJSON(version?.content);
}

async function requireVersion(reader: Reader, draft: DraftEntity, number: number): Promise<DraftVersionEntity> {
  const version = await reader.findOneBy(DraftVersionEntity, { draftId: draft.id, number });
  if (version === null) throw new AppError('draft_version.not_found');
  return version;
}

function versionView(row: DraftVersionEntity): DraftVersionView {
  const { number, kind: tipo, name: nome, keptAt, keptByName: da, keptByEnte: ente, seq, contentHash: hash, restores: ripristina } = row;
  return { number, tipo, nome, at: keptAt.toISOString(), da, ente, seq, contentHash: hash.trim(), ripristina };
}
