import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndTime, shortDay } from '../format/dates';
import { Badge } from '../ui/feedback';
import { Muted } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { type TermAct } from './queries';

/** The acts that were recorded, the latest first; those taken back stay, and say so. */
export function ActsTable({ acts }: { acts: readonly TermAct[] }): ReactElement {
  const { t } = useTranslation();
  const named = (id: string | null): string => {
    const act = acts.find((one) => one.id === id);
    return act === undefined ? '' : t('termini.attoDel', { atto: act.label, giorno: shortDay(act.on) });
  };
  const columns: readonly Column<TermAct>[] = [
    {
      key: 'atto',
      title: t('termini.atto'),
      main: true,
      cell: (act) => (
        <>
          {act.label} {act.annulled && <Badge>{t('termini.annullato')}</Badge>}
          {act.refersTo !== null && (
            <>
              <br />
              <Muted>{named(act.refersTo)}</Muted>
            </>
          )}
        </>
      ),
    },
    { key: 'giorno', title: t('termini.attoGiorno'), cell: (act) => <time dateTime={act.on}>{shortDay(act.on)}</time> },
    {
      key: 'durata',
      title: t('termini.durata'),
      cell: (act) =>
        act.amount === null ? (
          <Muted>{t('termini.nessunaDurata')}</Muted>
        ) : (
          t(act.kind === 'PROROGA_RUP' ? 'termini.mesi' : 'termini.giorni', { count: act.amount })
        ),
    },
    { key: 'estremi', title: t('termini.estremi'), cell: (act) => act.reference },
    {
      key: 'chi',
      title: t('termini.registratoDa'),
      cell: (act) => (
        <>
          {act.recordedBy}
          <br />
          <Muted>{dayAndTime(act.recordedAt)}</Muted>
        </>
      ),
    },
  ];
  return <Table caption={t('termini.atti')} columns={columns} rows={acts} rowKey={(act) => act.id} />;
}
