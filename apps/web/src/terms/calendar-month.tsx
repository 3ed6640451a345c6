import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateInWords } from '../format/dates';
import { romeToday } from '../pages/ledger-entry';
import { TextLink } from '../ui/button';
import { MonthEntries, MonthEntry, MonthGrid } from '../ui/month-grid';
import { dayByKey, monthInWords, weeksOf } from './month';
import { type Calendar, type CalendarTerm } from './queries';
import { useStateName } from './term-state';

const shownInCell = 3;
const weekdays = ['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom'] as const;

const toneOf = ({ state }: CalendarTerm): 'plain' | 'danger' | 'done' =>
  state === 'SUPERATO' ? 'danger' : state === 'RISPETTATO' ? 'done' : 'plain';

/** The month: what ends on each day, in a few words; the whole is told below for the day that is chosen. */
export function CalendarMonth({
  month,
  chosen,
  data,
  onChoose,
}: {
  month: string;
  chosen: string;
  data: Calendar | undefined;
  onChoose: (day: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const stateName = useStateName();
  const today = romeToday();
  const holidays = new Map((data?.holidays ?? []).map(({ day, name }) => [day, name]));
  const weeks = weeksOf(month).map((week) =>
    week.map((day) => {
      const terms = (data?.items ?? []).filter(({ due }) => due === day);
      const holiday = holidays.get(day);
      const rest = terms.length - shownInCell;
      return {
        day,
        label: [dateInWords(day), ...(holiday === undefined ? [] : [holiday]), t('termini.nelGiorno', { count: terms.length })].join(', '),
        outside: !day.startsWith(month),
        today: day === today,
        chosen: day === chosen,
        holiday,
        content: terms.length > 0 && (
          <MonthEntries more={rest > 0 ? t('termini.altri', { count: rest }) : null}>
            {terms.slice(0, shownInCell).map((term) => (
              <MonthEntry key={`${term.dossier.id} ${term.code}`} tone={toneOf(term)}>
                <TextLink to="/fascicoli/$dossierId/termini" params={{ dossierId: term.dossier.id }}>
                  {term.title}
                </TextLink>{' '}
                {term.dossier.codiceAppalto}
                <span className="visually-hidden">, {stateName(term)}</span>
              </MonthEntry>
            ))}
          </MonthEntries>
        ),
      };
    }),
  );
  return (
    <MonthGrid
      caption={t('termini.calendarioDi', { mese: monthInWords(month) })}
      weekdays={weekdays.map((day) => ({ short: t(`termini.giorno.${day}.breve`), long: t(`termini.giorno.${day}.intero`) }))}
      weeks={weeks}
      onChoose={onChoose}
      onKey={(key, day) => {
        const next = dayByKey(key, day);
        if (next === undefined) return false;
        onChoose(next);
        return true;
      }}
    />
  );
}
