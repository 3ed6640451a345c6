import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { formatEuro, readMoney } from '@gare/domain/money/money';
import { type TFunction } from 'i18next';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndTime, shortDay } from '../format/dates';
import { i18n } from '../i18n';
import { Button } from '../ui/button';
import { Badge } from '../ui/feedback';
import { Muted, Strong } from '../ui/layout';
import { type Column } from '../ui/table';

/** What an expense and a payment have in common. */
export interface LedgerEntry {
  readonly id: string;
  readonly importo: string;
  readonly data: string;
  readonly storna: string | null;
  readonly stornata: boolean;
  readonly registrataDa: string;
  readonly registrataIl: string;
}

export const romeToday = (): string => toRomeDate(new Date().toISOString());

/** The amount a person typed, as the contracts want it, or what is wrong with it. */
export function readAmount(typed: string): { readonly value: string; readonly wrong: string | undefined } {
  if (typed.trim() === '') return { value: '', wrong: i18n.t('movimenti.importoManca') };
  const reading = readMoney(typed);
  if (!reading.ok) return { value: '', wrong: reading.message };
  return { value: reading.value, wrong: Number(reading.value) > 0 ? undefined : i18n.t('movimenti.importoZero') };
}

const isReversible = ({ storna, stornata }: LedgerEntry): boolean => storna === null && !stornata;

/** The entry by its name; what takes another back says so. */
export function EntryName({ entry, name }: { entry: LedgerEntry; name: string }): ReactElement {
  const { t } = useTranslation();
  return <Strong>{entry.storna === null ? name : t('movimenti.stornoDi', { che: name })}</Strong>;
}

interface EntryColumnsOptions<Row> {
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
  /** Null where the person may not. */
  readonly onReverse: ((row: Row) => void) | null;
}

/** The columns every register has: when, how much, and whether it still counts, who wrote it and the command that takes it back. */
export function entryColumns<Row extends LedgerEntry>(
  t: TFunction,
  { rows, nameOf, onReverse }: EntryColumnsOptions<Row>,
): { readonly day: Column<Row>; readonly amount: Column<Row>; readonly rest: readonly Column<Row>[] } {
  const actions: Column<Row> = {
    key: 'azioni',
    title: t('movimenti.azioni'),
    cell: (row) =>
      isReversible(row) ? (
        <Button
          small
          aria-label={t('movimenti.stornaDi', { che: nameOf(row) })}
          onClick={() => {
            onReverse?.(row);
          }}
        >
          {t('movimenti.storna')}
        </Button>
      ) : (
        <Muted>{t('movimenti.nessunaAzione')}</Muted>
      ),
  };
  return {
    day: { key: 'data', title: t('movimenti.data'), cell: (row) => <time dateTime={row.data}>{shortDay(row.data)}</time> },
    amount: { key: 'importo', title: t('movimenti.importo'), numeric: true, cell: (row) => formatEuro(row.importo) },
    rest: [
      { key: 'stato', title: t('movimenti.stato'), cell: (row) => <Standing entry={row} t={t} /> },
      {
        key: 'chi',
        title: t('movimenti.chi'),
        cell: (row) => (
          <>
            {row.registrataDa}
            <br />
            <Muted>
              <time dateTime={row.registrataIl}>{dayAndTime(row.registrataIl)}</time>
            </Muted>
          </>
        ),
      },
      ...(onReverse !== null && rows.some(isReversible) ? [actions] : []),
    ],
  };
}

function Standing({ entry, t }: { entry: LedgerEntry; t: TFunction }): ReactElement {
  if (entry.storna !== null) return <Badge tone="info">{t('movimenti.storno')}</Badge>;
  return entry.stornata ? <Badge tone="warning">{t('movimenti.stornata')}</Badge> : <Badge tone="success">{t('movimenti.vale')}</Badge>;
}
