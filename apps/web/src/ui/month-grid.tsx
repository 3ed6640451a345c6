import { type KeyboardEvent, type ReactElement, type ReactNode } from 'react';

export interface MonthDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** The day in words, for its button. */
  readonly label: string;
  /** Of another month: only there to fill the week. */
  readonly outside: boolean;
  readonly today: boolean;
  readonly chosen: boolean;
  /** Why nobody works on it. */
  readonly holiday: string | undefined;
  readonly content: ReactNode;
}

interface MonthGridProps {
  readonly caption: string;
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
  readonly weeks: readonly (readonly MonthDay[])[];
  readonly onChoose: (day: string) => void;
  /** @returns true where the key was one of the calendar */
  readonly onKey: (key: string, day: string) => boolean;
}

function cellClass({ outside, today, holiday }: MonthDay): string {
  if (outside) return 'gi-month-day gi-month-outside';
  if (today) return 'gi-month-day gi-month-today';
  return holiday === undefined ? 'gi-month-day' : 'gi-month-day gi-month-holiday';
}

/** A month as a table; the days are one stop of the Tab key, the arrows go from day to day. */
export function MonthGrid({ caption, weekdays, weeks, onChoose, onKey }: MonthGridProps): ReactElement {
  const pressed = (event: KeyboardEvent, day: string): void => {
    if (onKey(event.key, day)) event.preventDefault();
  };
  return (
    <table className="gi-month">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {weekdays.map(({ short, long }) => (
            <th scope="col" key={long} abbr={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => (
              <td key={day.day} className={cellClass(day)}>
                <button
                  type="button"
                  id={`giorno-${day.day}`}
                  className="gi-month-number"
                  tabIndex={day.chosen ? 0 : -1}
                  aria-pressed={day.chosen}
                  aria-label={day.label}
                  onClick={() => {
                    onChoose(day.day);
                  }}
                  onKeyDown={(event) => {
                    pressed(event, day.day);
                  }}
                >
                  {Number(day.day.slice(8))}
                </button>
                {day.holiday !== undefined && <span className="gi-month-feast">{day.holiday}</span>}
                {day.content}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MonthEntries({ children, more }: { children: ReactNode; more: string | null }): ReactElement {
  return (
    <ul className="gi-month-entries">
      {children}
      {more !== null && <li className="gi-muted">{more}</li>}
    </ul>
  );
}
const entryTones = {
  plain: 'gi-month-entry',
  danger: 'gi-month-entry gi-month-entry-danger',
  done: 'gi-month-entry gi-month-entry-done',
} as const;
export function MonthEntry({ tone, children }: { tone: keyof typeof entryTones; children: ReactNode }): ReactElement {
  return <li className={entryTones[tone]}>{children}</li>;
}
