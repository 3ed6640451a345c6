import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { Dialog } from '../ui/dialog';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Code, Muted } from '../ui/layout';
import { Table } from '../ui/table';

const shownHashLetters = 12;

/** The register of the dossier: who did what and when, each entry sealed with the hash of the one before. */
export function AuditHistory({ dossierId, onClose }: { dossierId: string; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const audit = useQuery(auditQuery(dossierId));
  return (
    <Dialog wide title={t('registro.titolo')} onClose={onClose}>
      {audit.isPending && <Skeleton />}
      {audit.error && <TroubleNotice trouble={troubleOf(audit.error)} onRetry={() => void audit.refetch()} />}
      {audit.data && (
        <>
          <p>{t('registro.conteggio', { mostrati: audit.data.items.length, totale: audit.data.total })}</p>
          <Table
            caption={t('registro.titolo')}
            rows={audit.data.items}
            rowKey={(entry) => String(entry.sequence)}
            columns={[
              { key: 'n', title: t('registro.numero'), numeric: true, cell: (entry) => entry.sequence },
              { key: 'cosa', title: t('registro.cosa'), main: true, cell: (entry) => entry.summary },
              {
                key: 'chi',
                title: t('registro.chi'),
                cell: (entry) => (
                  <>
                    {entry.person}
                    <br />
                    <Muted>{entry.ente}</Muted>
                  </>
                ),
              },
              { key: 'quando', title: t('registro.quando'), cell: (entry) => <time dateTime={entry.at}>{dayAndTime(entry.at)}</time> },
              {
                key: 'impronta',
                title: t('registro.impronta'),
                cell: (entry) => <Code short>{entry.hash.slice(0, shownHashLetters)}</Code>,
              },
            ]}
          />
        </>
      )}
    </Dialog>
  );
}
