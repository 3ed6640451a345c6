import { Injectable } from '@nestjs/common';
import { type BoardCard } from '@gare/contracts/desk';
import { type Seat } from '@gare/domain/calendar/holidays';
import { workingDays, workingTimeBetween } from '@gare/domain/calendar/working-time';
import { actingOn, roleTitle, type Absence } from '@gare/domain/turn/whose-turn';
import { KindLibrary } from '@gare/dossiers';
import { type BoardRow } from './board.query.js';

/** What cards are told with. */
export interface Telling {
  readonly now: Date;
  readonly asOf: string;
  readonly seat: Seat;
  readonly sua: string;
  readonly absences: readonly Absence[];
}

/** Cards of the board in the words of their kind. */
@Injectable()
export class CardWords {
  constructor(private readonly kinds: KindLibrary) {}

  /** Columns in the order of the process, those of other kinds after them. */
  inOrder(phases: readonly string[]): string[] {
    const known = [...this.kinds.list()].flatMap(({ process }) => process.states.map(({ phase, label, code }) => phase ?? label ?? code));
    const place = (phase: string): number => (known.includes(phase) ? known.indexOf(phase) : known.length);
    return [...phases].sort((one, other) => place(one) - place(other) || one.localeCompare(other, 'it'));
  }

  card(row: BoardRow, { now, asOf, seat, sua, absences }: Telling): BoardCard {
    const kind = this.kinds.require(row.kindCode, row.kindVersion);
    const state = kind.process.states.find(({ code }) => code === row.state);
    const acting = actingOn(row, absences, asOf);
    const since = new Date(row.since).toISOString();
    const role = row.role === null ? null : { code: row.role, label: roleTitle(kind, row.role) };
    const bodies = {
      COMUNE: { id: row.enteId, denominazione: row.ente },
      SUA: { id: row.suaId, denominazione: sua },
      ALTRO: null,
      NESSUNO: null,
    };
    return {
      ...{ id: row.id, codiceAppalto: row.codiceAppalto, oggetto: row.oggetto, blocks: row.blocks, firstBlock: row.firstBlock },
      kind: { code: kind.code, version: kind.version, title: kind.title },
      state: { code: row.state, label: state?.label ?? row.state, phase: state?.phase ?? '' },
      ente: { id: row.enteId, denominazione: row.ente },
      turn: {
        ...{ party: row.party, since, role, ente: bodies[row.party], clockStopped: row.clockStopped },
        label: row.party === 'COMUNE' ? row.ente : row.party === 'SUA' ? 'SUA' : (role?.label ?? 'Altri'),
        person: acting.personId === null ? null : { id: acting.personId, name: acting.person ?? '', insteadOf: acting.insteadOf },
        reason: [row.reason, acting.note].filter(Boolean).join(' '),
      },
      waitedDays: Math.floor(workingDays(workingTimeBetween(since, now.toISOString(), seat))),
      onMe: row.onMe,
      term: row.termDue === null ? null : { title: row.termTitle ?? '', due: row.termDue, over: row.termDue < asOf },
    };
  }
}
