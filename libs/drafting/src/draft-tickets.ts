import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { type DraftMode, type DraftTicketView } from '@gare/contracts/drafts';
import { type Actor } from '@gare/domain/access/actor';
import { roleNames } from '@gare/domain/access/role-names';
import { presenceColour } from '@gare/domain/drafting/section-owner';
import { DocumentReads, draftVersion } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { asSystem, Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from './draft-reader.js';
import { rightOn } from './draft-rights.js';
import { DraftTicketEntity } from './draft-ticket.entity.js';

const ticketMs = 60_000;
const keptMs = 24 * 60 * 60_000;

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

export interface TicketRequest {
  readonly dossierId: string;
  readonly code: string;
  readonly mode: DraftMode;
  /** Hash of the session that asks. */
  readonly sessionHash: string;
}

/** One-time tickets: the api gives them to whom it knows, the process in which people write takes them. */
@Injectable()
export class DraftTickets {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly reads: DocumentReads,
    private readonly clock: Clock,
  ) {}

  /** The trace of who read a confidential text is written before the ticket is given. @throws AppError access.denied, draft.not_found */
  give(actor: Actor, { dossierId, code, mode, sessionHash }: TicketRequest): Promise<DraftTicketView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('draft.read', code);
      const draft = await this.drafts.ofDocument(tx, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      const right = rightOn(one, draft, mode);
      if (!one.access.pubblicato) {
        const choice = { version: draftVersion, format: 'draft', inline: true };
        await this.reads.record(tx, actor, { dossier: one.dossier, document: { id: draft.documentId, code }, choice });
      }
      const ticket = randomBytes(32).toString('base64url');
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + ticketMs);
      const { suaId, enteId } = draft;
      await asSystem(tx, async () => {
        await tx.delete(DraftTicketEntity, { expiresAt: LessThan(new Date(now.getTime() - keptMs)) });
        await tx.insert(DraftTicketEntity, {
          ...{ id: randomUUID(), suaId, enteId, dossierId, draftId: draft.id, tokenHash: hashOf(ticket), sessionHash },
          ...{ personId: actor.personId, actingEnteId: actor.enteId, mode, createdAt: now, expiresAt, usedAt: null },
        });
      });
      const { mode: given, whyNot, sides, role } = right;
      return {
        ...{ ticket, expiresAt: expiresAt.toISOString(), draftId: draft.id, mode: given, whyNot, sides: [...sides] },
        person: {
          ...{ id: actor.personId, name: actor.person, role: roleNames[role], ente: actor.ente },
          colour: presenceColour(actor.personId),
        },
      };
    });
  }

  /** The ticket, used up by asking; null for one that is unknown, used or too old, or that is for another draft. */
  redeem(ticket: string, draftId: string): Promise<DraftTicketEntity | null> {
    const now = this.clock.now();
    return this.database.transaction(systemContext, async (tx) => {
      const result = await tx
        .createQueryBuilder()
        .update(DraftTicketEntity)
        .set({ usedAt: now })
        .where('token_hash = :hash and draft_id = :draftId and used_at is null and expires_at > :now', {
          hash: hashOf(ticket),
          draftId,
          now,
        })
        .returning('id')
        .execute();
      const [used] = result.raw as { id: string }[];
      return used === undefined ? null : tx.findOneByOrFail(DraftTicketEntity, { id: used.id });
    });
  }
}
