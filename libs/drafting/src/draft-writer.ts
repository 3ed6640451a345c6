import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { type Actor } from '@gare/domain/access/actor';
import { Audit, sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce, announceDraft } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { DraftStore } from './draft-store.js';
import { type DraftUpdateKind } from './draft-update.entity.js';
import { DraftEntity } from './draft.entity.js';
import { askToFollow } from './scheda/follow-scheda.job.js';

/** An edit the platform makes for a person, and what the history says of it. */
export interface DraftEdit {
  readonly action: string;
  /** `SERVER` where absent. */
  readonly kind?: Exclude<DraftUpdateKind, 'PERSONA'>;
  /** One Italian sentence; a function where it tells what was changed, asked after the change. */
  readonly summary: string | (() => string);
  readonly role?: string;
  readonly details?: Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>);
  /** It may bring back values as they once were: they follow the scheda again after it. */
  readonly bringsValues?: boolean;
  /** Brings in what the document generated now says: that goes on while the words of people are fixed. */
  readonly isFormation?: boolean;
  /** Changes the text; what it throws undoes the transaction. */
  readonly change: (doc: Y.Doc) => void;
}

/** The door for edits the server makes: restore, Word return, accepting all, bringing up to date. */
@Injectable()
export class DraftWriter {
  constructor(
    private readonly store: DraftStore,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Changes the text inside the transaction of the act: what `change` alters becomes one update, with its record in
   * the history; at the commit the processes in which people write take it in. Who may is asked before.
   * @returns the number of the update; the last one where nothing changed.
   * @throws AppError draft.not_found, document.read_only where the dossier has fixed the words since
   */
  async write(tx: Tx, actor: Actor, draftId: string, edit: DraftEdit): Promise<number> {
    const draft = await tx.findOneBy(DraftEntity, { id: draftId });
    if (!draft) throw new AppError('draft.not_found');
    // Values follow the scheda also while words are fixed: what may be written there is a question of its own.
    if (edit.isFormation !== true && edit.kind !== 'SCHEDA') await this.store.gate.require(tx, draft);
    // Locked before it is read: nothing is written between what `change` sees and what it leaves.
    await this.store.append(tx, draft, []);
    const { doc, seq } = await this.store.load(tx, draftId);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.transact(() => {
      edit.change(doc);
    });
    return updates.length === 0 ? seq : this.append(tx, actor, { draft, edit, update: Y.mergeUpdates(updates) });
  }

  private async append(
    tx: Tx,
    actor: Actor,
    { draft, edit, update }: { draft: DraftEntity; edit: DraftEdit; update: Uint8Array },
  ): Promise<number> {
    const { action, kind = 'SERVER' } = edit;
    const [summary, told] = [edit.summary, edit.details].map((one) => (typeof one === 'function' ? one() : one)) as [string, object?];
    const { personId, person, enteId: actingEnteId, correlationId: connection } = actor;
    const role = edit.role ?? actor.roles[0] ?? null;
    const source = { kind, personId, person, role, actingEnteId, connection };
    const seq = await this.store.append(tx, draft, [{ update, source, at: this.clock.now() }]);
    const { dossierId, suaId, enteId, code } = draft;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action, summary },
      ...(edit.role === undefined ? {} : { role: edit.role }),
      details: { ...told, code, seq, sha256: sha256Hex(Buffer.from(update)) },
    });
    if (edit.bringsValues === true) await askToFollow(this.jobs, tx, actor, draft);
    await announceDraft(tx, draft.id);
    await announce(tx, { topic: 'drafts', dossierId, suaId, enteId });
    return seq;
  }
}
