import { createHash, type Hash } from 'node:crypto';
import { type Connection } from '@hocuspocus/server';
import { type DraftMessage, type DraftMode } from '@gare/contracts/drafts';
import { type Actor } from '@gare/domain/access/actor';
import { roleNames } from '@gare/domain/access/role-names';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import { presenceColour } from '@gare/domain/drafting/section-owner';
import { type DraftRight } from '../draft-rights.js';
import { type EditSource } from '../draft-store.js';
import { type DraftTicketEntity } from '../draft-ticket.entity.js';

const drafterRoles = { SCRIVE: 'owner', SUGGERISCE: 'suggester', LEGGE: 'reader' } as const satisfies Record<DraftMode, Drafter['role']>;

/** Who a person is to the others on the page. */
export interface Presence {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly ente: string;
  readonly color: string;
}

/** What a connection has written so far. */
export interface Written {
  readonly updates: number;
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
  readonly sha256: string;
}

/** One person at one connection to one draft. */
export class Editor {
  connection: Connection | null = null;
  /** The client of the shared document that is theirs: the first one they announce. */
  clientId: number | null = null;
  /** The history knows that they have begun to write. */
  isRecorded = false;
  private updates = 0;
  private bytes = 0;
  private from = 0;
  private to = 0;
  private readonly hash: Hash = createHash('sha256');

  constructor(
    readonly id: string,
    readonly ticket: Pick<
      DraftTicketEntity,
      'draftId' | 'dossierId' | 'suaId' | 'enteId' | 'sessionHash' | 'personId' | 'actingEnteId' | 'mode'
    >,
    readonly actor: Actor,
    public right: DraftRight,
  ) {}

  get drafter(): Drafter {
    const { mode, sides } = this.right;
    return { role: drafterRoles[mode], sides, authorId: this.actor.personId };
  }

  get presence(): Presence {
    const { personId: id, person: name, ente } = this.actor;
    return { id, name, role: roleNames[this.right.role], ente, color: presenceColour(id) };
  }

  get source(): EditSource {
    const { personId, person, enteId: actingEnteId } = this.actor;
    return { kind: 'PERSONA', personId, person, role: this.right.role, actingEnteId, connection: this.id };
  }

  /** What it has written; null where nothing. */
  get written(): Written | null {
    const { updates, bytes, from, to } = this;
    return updates === 0 ? null : { updates, bytes, from, to, sha256: this.hash.copy().digest('hex') };
  }

  noteWritten(update: Uint8Array, seq: number): void {
    if (this.updates === 0) this.from = seq;
    this.updates += 1;
    this.bytes += update.length;
    this.to = seq;
    this.hash.update(update);
  }

  say(message: DraftMessage): void {
    this.connection?.sendStateless(JSON.stringify(message));
  }

  /** What they may do from now on. */
  becomes(right: DraftRight): void {
    const { mode, whyNot, sides } = this.right;
    const isSame = mode === right.mode && whyNot === right.whyNot && sides.join() === right.sides.join();
    this.right = right;
    if (this.connection !== null) this.connection.readOnly = right.mode === 'LEGGE';
    if (!isSame) this.say({ kind: 'MODE', mode: right.mode, whyNot: right.whyNot, sides: [...right.sides] });
  }

  /** Nothing more is taken over this connection. */
  end(reason: string): void {
    if (this.connection === null) return;
    this.connection.readOnly = true;
    this.connection.close({ code: 4403, reason });
  }
}
