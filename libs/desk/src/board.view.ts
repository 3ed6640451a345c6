import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type getBoard, type listMyTurn } from '@gare/contracts/desk';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { dbContext, EnteReader } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { BoardReader, type BoardAnswer, type BoardQuery, type BoardRow } from './board.query.js';
import { CardWords, type Telling } from './card-words.js';
import { CardWork } from './card-work.js';

type Board = z.output<NonNullable<typeof getBoard.response>>;
type MyTurn = z.output<NonNullable<typeof listMyTurn.response>>;

/** The Scrivania: open dossiers by phase, and those that wait on whoever asks. */
@Injectable()
export class BoardView {
  constructor(
    private readonly database: Database,
    private readonly board: BoardReader,
    private readonly enti: EnteReader,
    private readonly cards: CardWords,
    private readonly work: CardWork,
    private readonly law: ParameterRegister,
    private readonly clock: Clock,
  ) {}

  show(actor: Actor, query: BoardQuery): Promise<Board> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { answer, telling } = await this.read(reader, actor, query);
      const columns = new Map<string, BoardRow[]>();
      for (const row of answer.rows) columns.set(row.column, [...(columns.get(row.column) ?? []), row]);
      return {
        columns: this.cards.inOrder([...columns.keys()]).map((phase) => {
          const rows = columns.get(phase) ?? [];
          const [first] = rows;
          return {
            ...{ phase, count: first?.columnCount ?? 0, onMe: first?.columnOnMe ?? 0 },
            cards: rows.map((row) => this.cards.card(row, telling)),
          };
        }),
        counts: answer.counts,
      };
    });
  }

  /** Each with what to do next: the costly part is done for those that are shown alone. */
  myTurn(actor: Actor, most: number): Promise<MyTurn> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { answer, telling } = await this.read(reader, actor, { onMe: 'true', cards: most });
      const urgent = [...answer.rows].sort(mostUrgent).slice(0, most);
      const items: MyTurn['items'] = [];
      for (const row of urgent) items.push({ ...this.cards.card(row, telling), nextAction: await this.work.next(reader, actor, row.id) });
      return { total: answer.counts.onMe, items };
    });
  }

  private async read(reader: Reader, actor: Actor, query: BoardQuery): Promise<{ answer: BoardAnswer; telling: Telling }> {
    const now = this.clock.now();
    const asOf = toRomeDate(now.toISOString());
    const answer = await this.board.read(reader, actor, query, asOf);
    const sua = await this.enti.require(reader, actor.suaId);
    const absences = answer.absences.map(({ fromOn: from, toOn: to, ...absence }) => ({ ...absence, from, to }));
    const seat = await this.law.seat(reader, { suaId: actor.suaId, patrono: sua.patrono });
    return { answer, telling: { now, asOf, seat, sua: sua.denominazione, absences } };
  }
}

/** What falls due first comes first; then what has waited longest. */
function mostUrgent(one: BoardRow, other: BoardRow): number {
  const due = (one.termDue ?? '9999').localeCompare(other.termDue ?? '9999');
  return due === 0 ? Date.parse(one.since) - Date.parse(other.since) : due;
}
