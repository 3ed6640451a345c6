import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import {
  type correctDraftMessage,
  type DraftThreadsView,
  type listMentionable,
  type openDraftThread,
  type replyToDraftThread,
  type settleDraftThread,
  type withdrawDraftMessage,
} from '@gare/contracts/draft-threads';
import { type Actor } from '@gare/domain/access/actor';
import { type ThreadVisibility } from '@gare/domain/drafting/threads';
import { type ActorOnDossier, DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader, type Tx, withEyes } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from '../draft-reader.js';
import { type DraftEntity } from '../draft.entity.js';
import { requireAnchor } from './anchor.js';
import { DraftMentions } from './draft-mentions.js';
import { type Mention } from './draft-thread-act.entity.js';
import { standingThreads, type ThreadAuthor } from './draft-thread-rows.js';
import { DraftThreadWriter, type NewAct } from './draft-thread-writer.js';
import { DraftThreadEntity } from './draft-thread.entity.js';
import { threadsView } from './draft-threads.view.js';
import { internalBody, whyNotSettle } from './thread-rules.js';

type BodyOf<Route extends { readonly body?: z.ZodType }> = z.output<NonNullable<Route['body']>>;
type People = z.output<NonNullable<typeof listMentionable.response>>;

/** A draft as the path names it. */
interface Place {
  readonly dossierId: string;
  readonly code: string;
}
interface ThreadPlace extends Place {
  readonly threadId: string;
}
interface MessagePlace extends ThreadPlace {
  readonly messageId: string;
}

/** What one person has in hand while they write in a thread. */
interface Writing {
  readonly one: ActorOnDossier;
  readonly by: ThreadAuthor;
}

/** Comments on drafts. */
@Injectable()
export class DraftThreadsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly writer: DraftThreadWriter,
    private readonly mentions: DraftMentions,
  ) {}

  /** @throws AppError dossier.not_found, access.denied, draft.not_found */
  list(actor: Actor, place: Place): Promise<DraftThreadsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { one, draft } = await this.opened(reader, actor, place);
      return this.view(reader, one, draft);
    });
  }

  /** @throws AppError as for `list`, comment.internal_denied */
  mentionable(actor: Actor, place: Place, visibility: ThreadVisibility): Promise<People> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { one } = await this.opened(tx, actor, place);
      one.require('document.comment', place.code);
      const question = { dossier: one.dossier, code: place.code, internalTo: audience(one, visibility) };
      const people = await withEyes(tx, { scope: 'sua', suaId: one.dossier.suaId }, () => this.mentions.possible(tx, actor, question));
      return { people: people.map(({ personId, person, ente }) => ({ personId, nome: person, ente })) };
    });
  }

  /** @throws AppError as for `list`, access.declare_first, comment.internal_denied, comment.weight_denied, comment.anchor_malformed, comment.mention_unknown */
  open(actor: Actor, place: Place, body: BodyOf<typeof openDraftThread>): Promise<DraftThreadsView> {
    return this.within(actor, place, async (tx, { one, by }) => {
      const internalTo = audience(one, body.visibilita);
      if (body.peso !== null && (internalTo !== null || !one.may('document.review', place.code)))
        throw new AppError('comment.weight_denied');
      const { clientId, peso: weight, bloccoId: blockId, citazione: quote } = body;
      const mentions = await this.named(tx, { one, code: place.code, internalTo }, body.menzioni);
      const thread = { clientId, internal: internalTo !== null, weight, blockId, quote, anchor: requireAnchor(body.ancora) };
      await this.writer.open(tx, by, thread, { text: body.testo, mentions });
    });
  }

  /** @throws AppError as for `list`, comment.not_found, comment.mention_unknown */
  reply(actor: Actor, place: ThreadPlace, body: BodyOf<typeof replyToDraftThread>): Promise<DraftThreadsView> {
    return this.say(actor, place, body, { kind: 'MESSAGGIO' });
  }

  /** @throws AppError as for `reply`, comment.not_yours, comment.withdrawn */
  correct(actor: Actor, place: MessagePlace, body: BodyOf<typeof correctDraftMessage>): Promise<DraftThreadsView> {
    return this.say(actor, place, body, { kind: 'CORREZIONE', messageId: place.messageId });
  }

  /** @throws AppError as for `correct` */
  withdraw(actor: Actor, place: MessagePlace, { clientId }: BodyOf<typeof withdrawDraftMessage>): Promise<DraftThreadsView> {
    return this.inThread(actor, place, (tx, { by }, thread) =>
      this.writer.act(tx, by, thread, { kind: 'RITIRO', messageId: place.messageId, clientId }),
    );
  }

  /** @throws AppError as for `list`, comment.not_found, comment.settled, comment.blocks */
  settle(actor: Actor, place: ThreadPlace, { clientId, risolto }: BodyOf<typeof settleDraftThread>): Promise<DraftThreadsView> {
    return this.inThread(actor, place, (tx, { one, by }, thread) => {
      if (whyNotSettle(one, place.code, thread) !== null) throw new AppError('comment.blocks');
      return this.writer.act(tx, by, thread, { kind: risolto ? 'RISOLTO' : 'RIAPERTO', clientId });
    });
  }

  private say(
    actor: Actor,
    place: ThreadPlace,
    { clientId, testo: text, menzioni }: BodyOf<typeof replyToDraftThread>,
    act: Pick<NewAct, 'kind' | 'messageId'>,
  ): Promise<DraftThreadsView> {
    return this.inThread(actor, place, async (tx, { one, by }, thread) => {
      const mentions = await this.named(tx, { one, code: place.code, internalTo: thread.internalTo }, menzioni);
      await this.writer.act(tx, by, thread, { ...act, clientId, text, mentions });
    });
  }

  private named(
    tx: Tx,
    { one, code, internalTo }: { one: ActorOnDossier; code: string; internalTo: string | null },
    ids: readonly string[],
  ): Promise<Mention[]> {
    const { actor, dossier } = one;
    return withEyes(tx, { scope: 'sua', suaId: dossier.suaId }, () => this.mentions.require(tx, actor, { dossier, code, internalTo, ids }));
  }

  private inThread(
    actor: Actor,
    place: ThreadPlace,
    act: (tx: Tx, writing: Writing, thread: DraftThreadEntity) => Promise<void>,
  ): Promise<DraftThreadsView> {
    return this.within(actor, place, async (tx, writing) => {
      const thread = await tx.findOneBy(DraftThreadEntity, { id: place.threadId, draftId: writing.by.draft.id });
      if (thread === null) throw new AppError('comment.not_found');
      await act(tx, writing, thread);
    });
  }

  private within(actor: Actor, place: Place, act: (tx: Tx, writing: Writing) => Promise<void>): Promise<DraftThreadsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { one, draft } = await this.opened(tx, actor, place);
      await act(tx, { one, by: { actor, role: one.require('document.comment', place.code), draft } });
      return this.view(tx, one, draft);
    });
  }

  private async opened(reader: Reader, actor: Actor, { dossierId, code }: Place): Promise<{ one: ActorOnDossier; draft: DraftEntity }> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('draft.read', code);
    const draft = await this.drafts.ofDocument(reader, dossierId, code);
    if (draft === null) throw new AppError('draft.not_found');
    return { one, draft };
  }

  private async view(reader: Reader, one: ActorOnDossier, draft: DraftEntity): Promise<DraftThreadsView> {
    return threadsView(one, draft.code, await standingThreads(reader, { draftId: draft.id }));
  }
}

/** Body that sees it alone; null for all. @throws AppError comment.internal_denied */
function audience(one: ActorOnDossier, visibility: ThreadVisibility): string | null {
  if (visibility === 'CONDIVISO') return null;
  const body = internalBody(one);
  if (body === null) throw new AppError('comment.internal_denied');
  return body;
}
