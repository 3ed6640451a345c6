import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { romeToday } from '../pages/ledger-entry';
import { type TermsSearch } from '../search-params';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { FieldGrid } from '../ui/field-group';
import { Row, Stack, TargetHeading } from '../ui/layout';
import { useNarrow } from '../ui/use-narrow';
import { DayLists } from './calendar-day-list';
import { CalendarMonth } from './calendar-month';
import { lastDay, monthInWords, monthOf, shiftedMonth } from './month';
import { calendarQuery } from './queries';

export type ChangeTerms = (part: { [K in keyof TermsSearch]?: TermsSearch[K] | undefined }) => void;

const clocks = ['LEGAL', 'SLA', 'PLATFORM'] as const;

function Filters({ search, change }: { search: TermsSearch; change: ChangeTerms }): ReactElement {
  const { t } = useTranslation();
  const { data } = useQuery(entiQuery());
  const enti = (data?.items ?? []).filter(({ tipo }) => tipo !== 'ALTRO');
  return (
    <FieldGrid>
      {enti.length > 1 && (
        <SelectField
          id="termini-ente"
          label={t('termini.ente')}
          empty={t('termini.tuttiGliEnti')}
          options={enti.map(({ id, denominazione }) => ({ value: id, label: denominazione }))}
          value={search.ente ?? ''}
          onChange={(event) => {
            change({ ente: event.target.value === '' ? undefined : event.target.value });
          }}
        />
      )}
      <SelectField
        id="termini-orologio"
        label={t('termini.tipo')}
        empty={t('termini.tuttiITipi')}
        options={clocks.map((clock) => ({ value: clock, label: t(`termini.orologio.${clock}`) }))}
        value={search.orologio ?? ''}
        onChange={(event) => {
          change({ orologio: clocks.find((clock) => clock === event.target.value) });
        }}
      />
      <SelectField
        id="termini-mostra"
        label={t('termini.mostra')}
        empty={t('termini.tuttiGliStati')}
        options={[{ value: 'aperti', label: t('termini.soloAperti') }]}
        value={search.mostra ?? ''}
        onChange={(event) => {
          change({ mostra: event.target.value === 'aperti' ? 'aperti' : undefined });
        }}
      />
    </FieldGrid>
  );
}

function MonthSwitch({ month, change }: { month: string; change: ChangeTerms }): ReactElement {
  const { t } = useTranslation();
  const go = (to: string): void => {
    change({ mese: to === monthOf(romeToday()) ? undefined : to, giorno: undefined });
  };
  return (
    <Row align="between">
      <TargetHeading id="mese">{monthInWords(month)}</TargetHeading>
      <Row>
        <Button
          small
          icon="it-chevron-left"
          onClick={() => {
            go(shiftedMonth(month, -1));
          }}
        >
          {monthInWords(shiftedMonth(month, -1))}
        </Button>
        {month !== monthOf(romeToday()) && (
          <Button
            small
            onClick={() => {
              go(monthOf(romeToday()));
            }}
          >
            {t('termini.oggi')}
          </Button>
        )}
        <Button
          small
          icon="it-chevron-right"
          onClick={() => {
            go(shiftedMonth(month, 1));
          }}
        >
          {monthInWords(shiftedMonth(month, 1))}
        </Button>
      </Row>
    </Row>
  );
}

/** Moves the cursor to the day a key has led to, once it is in the page. */
function useFollowedDay(day: string): () => void {
  const moving = useRef(false);
  useEffect(() => {
    if (!moving.current) return;
    moving.current = false;
    document.getElementById(`giorno-${day}`)?.focus();
  }, [day]);
  return () => {
    moving.current = true;
  };
}

/** What falls due in a month on all dossiers one may see: as a calendar or as a list; on a phone always as a list. */
export function TermsCalendar({ search, change }: { search: TermsSearch; change: ChangeTerms }): ReactElement {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const month = search.mese ?? monthOf(romeToday());
  const chosen = search.giorno ?? (month === monthOf(romeToday()) ? romeToday() : `${month}-01`);
  const follow = useFollowedDay(chosen);
  const filters = { enteId: search.ente, clock: search.orologio, open: search.mostra === 'aperti' ? ('true' as const) : undefined };
  const terms = useQuery(calendarQuery({ from: `${month}-01`, to: lastDay(month), ...filters }));
  const { data } = terms;
  const asList = narrow || search.vista === 'elenco';
  const days = [...new Set(data?.items.map(({ due }) => due))];
  return (
    <Stack>
      <Row>
        <ButtonLink to="/termini/piattaforma">{t('termini.piattaforma')}</ButtonLink>
        <ButtonLink to="/profilo" hash="calendario">
          {t('termini.abbonati')}
        </ButtonLink>
        {!narrow && (
          <Button
            icon={asList ? 'it-expand' : 'it-list'}
            aria-pressed={asList}
            onClick={() => {
              change({ vista: asList ? undefined : 'elenco' });
            }}
          >
            {t('termini.comeElenco')}
          </Button>
        )}
      </Row>
      <Filters search={search} change={change} />
      <MonthSwitch month={month} change={change} />
      <p role="status">{data === undefined ? '\u00a0' : t('termini.trovati', { count: data.items.length })}</p>
      {terms.error && <TroubleNotice trouble={troubleOf(terms.error)} retrying={terms.isFetching} onRetry={() => void terms.refetch()} />}
      {data?.more === true && <Notice tone="warning" title={t('termini.altriNonMostrati')} />}
      {terms.isPending && asList && <Skeleton rows={6} />}
      {asList && data?.items.length === 0 && <EmptyState title={t('termini.nessunoNelMese')} />}
      {asList && data && <DayLists days={days} terms={data.items} />}
      {!asList && (
        <>
          <CalendarMonth
            month={month}
            chosen={chosen}
            data={data}
            onChoose={(giorno) => {
              follow();
              change({ giorno, mese: monthOf(giorno) === monthOf(romeToday()) ? undefined : monthOf(giorno) });
            }}
          />
          {data && <DayLists days={[chosen]} terms={data.items} />}
        </>
      )}
    </Stack>
  );
}
