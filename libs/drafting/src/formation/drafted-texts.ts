import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { blockId, isBlock, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { brokenPlaces, type BrokenPlace } from '@gare/domain/drafting/broken-places';
import { mergeDraft, openConflicts, withValuesOfNow } from '@gare/domain/drafting/merge-draft';
import { rejectSuggestions } from '@gare/domain/drafting/suggestions';
import { valuesOfNow } from '@gare/domain/drafting/values-now';
import {
  FormationTexts,
  type DocumentEntity,
  type DraftedText,
  type FilledDocument,
  type FormationRun,
  type HandEdited,
} from '@gare/documents';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftReader, type CurrentDraft } from '../draft-reader.js';
import { DraftShells } from '../draft-shells.js';
import { DraftWriter } from '../draft-writer.js';
import { DraftEntity } from '../draft.entity.js';
import { contentHash, writeNode } from '../versions/draft-node.js';
import { DraftedValues } from './drafted-values.js';
import { followValues } from '../scheda/follow-values.js';
import { docxFromDraft } from '../word/docx-from-draft.js';
import { draftFromDocx } from '../word/draft-from-docx.js';

/** Documents that people draft are formed from what they wrote. */
@Injectable()
export class DraftedTexts implements OnModuleInit {
  constructor(
    private readonly texts: FormationTexts,
    private readonly database: Database,
    private readonly drafts: DraftReader,
    private readonly shells: DraftShells,
    private readonly writer: DraftWriter,
    private readonly clock: Clock,
    private readonly places: DraftedValues,
  ) {}

  onModuleInit(): void {
    this.texts.register({
      contents: (reader, dossierId) => this.contents(reader, dossierId),
      values: (reader, dossierId) => this.places.of(reader, dossierId),
      form: (run, asked) => this.form(run, asked),
    });
  }

  private contents(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, string>> {
    return this.drafts.contents(reader, dossierId);
  }

  private async form(
    run: FormationRun,
    { document, filled, handEdited }: { document: DocumentEntity; filled: FilledDocument; handEdited: HandEdited | null },
  ): Promise<DraftedText | null> {
    const before = await this.open(run, document.id);
    if (before === null) return null;
    if (handEdited !== null && handEdited.createdAt > before.draft.openedAt) throw new AppError('draft.changed_outside');
    if (before.draft.shellSha256 !== filled.sha256) await this.bringUpToDate(run, before.draft, filled);
    else await this.renewValues(run, before.draft, filled);
    const current = await this.open(run, document.id);
    if (current === null) return null;
    const { draft, node, seq } = current;
    const conflicts = openConflicts(node);
    if (conflicts > 0) throw inConflict(conflicts);
    const broken = brokenPlaces(rejectSuggestions(node));
    if (broken.length > 0) throw leadingNowhere(broken);
    const { docx, printed, missing } = docxFromDraft(filled, node, { suggestions: 'rejected' });
    if (missing.length > 0) throw gone(missing);
    return { docx, printed, draftId: draft.id, seq, contentSha256: contentHash(node) };
  }

  private open({ context }: FormationRun, documentId: string): Promise<CurrentDraft | null> {
    return this.database.read(context, async (reader) => {
      const draft = await reader.findOneBy(DraftEntity, { documentId, state: 'APERTA' });
      return draft === null ? null : this.drafts.current(reader, draft.id);
    });
  }

  /** The scheda says what it said when the shell was formed; a value may have followed it elsewhere meanwhile. */
  private async renewValues(run: FormationRun, { id, code }: DraftEntity, { printed, inputHash }: FilledDocument): Promise<void> {
    await this.database.transaction(run.context, (tx) =>
      this.writer.write(tx, run.actor, id, {
        ...{ action: 'draft.followed', kind: 'SCHEDA', details: { inputHash } },
        summary: `${code}: la bozza riprende i dati di oggi`,
        change: (doc) => {
          followValues(doc, valuesOfNow(printed, printed));
        },
      }),
    );
  }

  /** Takes over what template and scheda changed since; where a person changed the same block, both texts stay until one is chosen. */
  private async bringUpToDate(run: FormationRun, draft: DraftEntity, filled: FilledDocument): Promise<void> {
    const [base, { key }] = await Promise.all([this.shells.base(draft), this.shells.keep(draft.dossierId, draft.code, filled)]);
    const [then, now] = [draftFromDocx(base), draftFromDocx(filled)];
    const author = { authorId: 'sistema', author: 'Aggiornamento del modello', at: this.clock.now().toISOString() };
    const textNow = valuesOfNow(base.printed, filled.printed);
    await this.database.transaction(run.context, async (tx) => {
      const held = await tx.findOneByOrFail(DraftEntity, { id: draft.id });
      // Another formation was faster: what it wrote is what the next run compares with.
      if (held.shellSha256 !== draft.shellSha256) return;
      await this.writer.write(tx, run.actor, draft.id, {
        action: 'draft.updated',
        summary: `${draft.code}: la bozza riprende il testo del modello e i dati di oggi`,
        details: { docxSha256: filled.sha256, inputHash: filled.inputHash },
        isFormation: true,
        change: (doc) => {
          const merged = mergeDraft(then, draftNodeOf(doc), now, author);
          writeNode(doc, withIds(withValuesOfNow(merged.draft, textNow)));
        },
      });
      await tx.update(DraftEntity, { id: draft.id }, { shellKey: key, shellSha256: filled.sha256, inputHash: filled.inputHash });
    });
  }
}

function inConflict(count: number): AppError {
  const where = count === 1 ? 'in un paragrafo' : `in ${count} paragrafi`;
  return new AppError('draft.conflicts', {
    detail: `Il testo della bozza e quello del modello sono cambiati ${where}: i due testi stanno uno accanto all’altro nella redazione. La versione di prima resta in vigore.`,
    details: { conflicts: count },
  });
}

/** Places told in one sentence; the page of the draft shows them all. */
const toldPlaces = 5;

function leadingNowhere(places: readonly BrokenPlace[]): AppError {
  const named = places.slice(0, toldPlaces).map(({ kind, heading, text }) => {
    const what = {
      reference: 'un rimando il cui articolo non c’è più',
      value: `il dato «${text}», che la scheda non ha più`,
      missing: `un dato che la scheda non ha ancora, ${text}`,
    }[kind];
    return heading === null ? what : `in «${heading}» ${what}`;
  });
  const more = places.length > toldPlaces ? ` e altri ${places.length - toldPlaces} punti` : '';
  return new AppError('draft.broken_places', {
    detail: `La bozza ha punti che non portano a niente: ${named.join('; ')}${more}. La versione di prima resta in vigore.`,
    details: { places: places.length },
  });
}

function gone(missing: readonly string[]): AppError {
  const names = [...new Set(missing)].map((label) => `«${label}»`).join(', ');
  return new AppError('draft.pieces_missing', {
    detail: `La bozza contiene parti che il modello di oggi non ha più: ${names}. La versione di prima resta in vigore.`,
    details: { pieces: missing.length },
  });
}

/** Blocks that came in without an id, or with one that is taken, get a fresh one. */
function withIds(draft: DraftNode): DraftNode {
  const known = new Set<string>();
  const named = (node: DraftNode): DraftNode => {
    let { attrs } = node;
    if (isBlock(node)) {
      let id = attrs['id'] as string | null;
      while (id === null || known.has(id)) id = blockId(randomInt(0x7fffffff));
      known.add(id);
      if (id !== attrs['id']) attrs = { ...attrs, id };
    }
    if (node.isTextblock || node.isLeaf) return attrs === node.attrs ? node : node.type.create(attrs, node.content);
    return node.type.create(attrs, node.children.map(named));
  };
  return named(draft);
}
