import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type DossierEntity } from '@gare/dossiers';
import { type PersonInOffice } from '@gare/identity';
import { DossierReaders, Notifier } from '@gare/notifications';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type DraftThreadActEntity, type Mention } from './draft-thread-act.entity.js';
import { type ThreadAuthor } from './draft-thread-rows.js';
import { type DraftThreadEntity } from './draft-thread.entity.js';

export interface MentionQuestion {
  readonly dossier: DossierEntity;
  readonly code: string;
  /** Body whose people alone see the thread; null for a shared one. */
  readonly internalTo: string | null;
}

/** Whom a comment may name, and telling them. */
@Injectable()
export class DraftMentions {
  constructor(
    private readonly readers: DossierReaders,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** People who would see the comment, by name; with the eyes of the Province. Not who asks. */
  async possible(reader: Reader, actor: Actor, { dossier, code, internalTo }: MentionQuestion): Promise<readonly PersonInOffice[]> {
    const asOf = toRomeDate(this.clock.now().toISOString());
    const people = await this.readers.of(reader, actor, { dossier, asOf, permission: 'draft.read', document: code });
    const seeing = people.filter(({ personId, enteId }) => personId !== actor.personId && (internalTo === null || enteId === internalTo));
    const once = new Map(seeing.map((person) => [person.personId, person]));
    return [...once.values()].sort((a, b) => a.person.localeCompare(b.person, 'it'));
  }

  /** The people named, as they are kept. @throws AppError comment.mention_unknown */
  async require(reader: Reader, actor: Actor, question: MentionQuestion & { readonly ids: readonly string[] }): Promise<Mention[]> {
    const ids = [...new Set(question.ids)];
    if (ids.length === 0) return [];
    const possible = await this.possible(reader, actor, question);
    return ids.map((id) => {
      const found = possible.find(({ personId }) => personId === id);
      if (found === undefined) throw new AppError('comment.mention_unknown');
      return { personId: id, nome: found.person };
    });
  }

  /** A notice to each, once; it says who wrote and where, never what. */
  async tell(
    tx: Tx,
    { actor, draft }: ThreadAuthor,
    { thread, act, people }: { thread: DraftThreadEntity; act: DraftThreadActEntity; people: readonly Mention[] },
  ): Promise<void> {
    if (people.length === 0) return;
    const { dossierId, suaId, enteId, internalTo } = thread;
    await this.notifier.tell(tx, actor, {
      ...{ code: 'RICHIESTA.menzione', dossierId, suaId, enteId },
      to: { people: people.map(({ personId }) => personId) },
      ...(internalTo === null ? {} : { onlyIn: internalTo }),
      title: `Sei in un commento alla bozza ${draft.code}`,
      text: `Ha scritto ${actor.person} (${actor.ente}).`,
      path: `/fascicoli/${dossierId}/redazione/${draft.code}?pannello=commenti&commento=${thread.id}`,
      dedupeKey: `draft-comment:${act.messageId ?? act.id}`,
    });
  }
}
