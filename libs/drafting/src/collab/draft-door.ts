import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext, SessionsService } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { rightOn, type DraftRight } from '../draft-rights.js';
import { DraftTickets } from '../draft-tickets.js';
import { DraftEntity } from '../draft.entity.js';
import { Editor } from './editor.js';

/** Why somebody does not come in, or does not stay, in Italian; the server of the connection hands `reason` to the client. */
export class ClosedDoor extends Error {
  constructor(readonly reason: string) {
    // Without a message: it is an answer, not a failure to be logged.
    super('');
  }
}

const noTicket = 'Il biglietto di accesso alla bozza non vale più: ricarica la pagina.';
const noSession = 'La sessione è finita: entra di nuovo. Ciò che hai scritto e non è ancora salvato resta in questo browser.';

/** Who may come in, and whether they may stay: asked at every connection, and again when something changed. */
@Injectable()
export class DraftDoor {
  constructor(
    private readonly database: Database,
    private readonly tickets: DraftTickets,
    private readonly sessions: SessionsService,
    private readonly access: DossierAccessReader,
  ) {}

  /** @throws ClosedDoor */
  enter(token: string, draftId: string, connectionId: string): Promise<Editor> {
    return this.orReason(async () => {
      const ticket = /^[0-9a-f-]{36}$/.test(draftId) ? await this.tickets.redeem(token, draftId) : null;
      if (ticket === null) throw new ClosedDoor(noTicket);
      const actor = await this.actorOf(ticket, connectionId);
      return new Editor(connectionId, ticket, actor, await this.rightOf(actor, ticket));
    });
  }

  /** What the editor may do now. @throws ClosedDoor where they may not stay; an outage as it is, which says nothing about them */
  again({ id, ticket }: Editor): Promise<DraftRight> {
    return this.orReason(async () => this.rightOf(await this.actorOf(ticket, id), ticket));
  }

  private async actorOf({ sessionHash, personId, actingEnteId }: Editor['ticket'], correlationId: string): Promise<Actor> {
    const session = await this.sessions.ofHash(sessionHash);
    if (session?.actor.personId !== personId || session.actor.enteId !== actingEnteId) throw new ClosedDoor(noSession);
    return { ...session.actor, correlationId };
  }

  private rightOf(actor: Actor, { draftId, dossierId, mode }: Editor['ticket']): Promise<DraftRight> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      const draft = await reader.findOneBy(DraftEntity, { id: draftId });
      if (!draft) throw new AppError('draft.not_found');
      return rightOn(one, draft, mode);
    });
  }

  private async orReason<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof AppError ? new ClosedDoor(error.detail) : error;
    }
  }
}
