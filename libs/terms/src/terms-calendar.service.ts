import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listTerms } from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { holidayName, holidaysOf } from '@gare/domain/calendar/holidays';
import { dbContext, EnteReader } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { TermLawReader } from './term-law.js';
import { calendarTermView } from './term.view.js';

type Query = z.output<NonNullable<typeof listTerms.query>>;
type Answer = z.output<NonNullable<typeof listTerms.response>>;

/** An answer holds so many; a month of a Province with two thousand open tenders fits. */
const most = 2000;

/** Terms of all dossiers somebody may see, for the calendar. */
@Injectable()
export class TermsCalendar {
  constructor(
    private readonly database: Database,
    private readonly terms: DossierTermsReader,
    private readonly enti: EnteReader,
    private readonly law: TermLawReader,
  ) {}

  list(actor: Actor, { from, to, enteId, clock, open }: Query): Promise<Answer> {
    return this.database.read(dbContext(actor), async (reader) => {
      const found = await this.terms.inSight(reader, actor, { from, to, enteId, clock, open: open === 'true', most });
      const shown = found.slice(0, most);
      const names = await this.enti.names(
        reader,
        shown.map(({ dossier }) => dossier.enteId),
      );
      const { seat } = await this.law.of(reader, actor.suaId);
      const years = Array.from(
        { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
        (_, index) => Number(from.slice(0, 4)) + index,
      );
      const days = years.flatMap((year) => [
        ...holidaysOf(year, seat.feasts).keys(),
        ...(seat.patron == null ? [] : [`${year}-${seat.patron}`]),
      ]);
      return {
        items: shown.map(({ term, dossier }) => calendarTermView(term, dossier, names)),
        more: found.length > most,
        holidays: [...new Set(days)]
          .filter((day) => day >= from && day <= to)
          .sort()
          .map((day) => ({ day, name: holidayName(day, seat) ?? '' })),
      };
    });
  }
}
