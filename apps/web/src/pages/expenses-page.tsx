import { formatEuro } from '@gare/domain/money/money';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { type Expense, expensesQuery, readStatementsAgain } from '../api/register-queries';
import { troubleOf } from '../api/trouble';
import { Button } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Facts, Muted, Paragraph, Section, Stack, Strong } from '../ui/layout';
import { Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { useDossier } from './dossier-frame';
import { ExpenseDialog } from './expense-dialog';
import { entryColumns, EntryName } from './ledger-entry';
import { ReversalDialog } from './reversal-dialog';
import { useRequest } from './use-request';

function ExpensesTable({ rows, onReverse }: { rows: readonly Expense[]; onReverse: ((row: Expense) => void) | null }): ReactElement {
  const { t } = useTranslation();
  const { day, amount, rest } = entryColumns<Expense>(t, { rows, nameOf: (row) => t(`spese.voce.${row.voce}`), onReverse });
  return (
    <Table
      caption={t('spese.titolo')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'voce',
          title: t('spese.voceScelta'),
          main: true,
          cell: (row) => (
            <>
              <EntryName entry={row} name={t(`spese.voce.${row.voce}`)} />
              {row.descrizione !== '' && (
                <>
                  <br />
                  <Muted>{row.descrizione}</Muted>
                </>
              )}
            </>
          ),
        },
        day,
        amount,
        { key: 'carico', title: t('spese.aCarico'), cell: (row) => t(`spese.caricoBreve.${row.aCaricoDi}`) },
        ...rest,
      ]}
    />
  );
}

/** Takes an expense of the dossier back. */
function ExpenseReversal({ dossierId, entry, onClose }: { dossierId: string; entry: Expense; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  return (
    <ReversalDialog
      entry={entry}
      name={t(`spese.voce.${entry.voce}`)}
      effect={t(`spese.stornoEffetto.${entry.aCaricoDi}`)}
      request={request}
      onClose={onClose}
      onConfirm={async (body) => {
        const outcome = await request.send(() =>
          client.POST('/api/dossiers/{dossierId}/expenses/{entryId}/reversals', {
            params: { path: { dossierId, entryId: entry.id } },
            body,
          }),
        );
        if (!outcome.ok) return;
        queryClient.setQueryData(expensesQuery(dossierId).queryKey, outcome.data);
        void readStatementsAgain();
        announce(t('spese.stornataDetto'));
        onClose();
      }}
    />
  );
}

/** What the SUA has paid for the dossier: a register that only grows. */
export function ExpensesPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const expenses = useQuery(expensesQuery(dossier.id));
  const [adding, setAdding] = useState(false);
  const [reversing, setReversing] = useState<Expense | null>(null);
  const { data } = expenses;
  const mayWrite = data?.whyNot === null;
  return (
    <Section
      id="spese"
      title={t('spese.titolo')}
      aside={
        mayWrite && (
          <Button
            look="primary"
            icon="it-plus"
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('spese.registra')}
          </Button>
        )
      }
    >
      <Stack>
        <Paragraph>{t('spese.testo')}</Paragraph>
        {data && <WhyNot id="spese-perche" summary={t('spese.perche')} reason={data.whyNot} />}
        {expenses.isPending && <Skeleton rows={4} />}
        {expenses.error && (
          <TroubleNotice trouble={troubleOf(expenses.error)} retrying={expenses.isFetching} onRetry={() => void expenses.refetch()} />
        )}
        {data?.items.length === 0 && <EmptyState title={t('spese.nessuna')} />}
        {data && data.items.length > 0 && (
          <>
            <ExpensesTable rows={data.items} onReverse={mayWrite ? setReversing : null} />
            <Facts items={[[t('spese.totale'), <Strong key="totale">{formatEuro(data.totale)}</Strong>]]} />
          </>
        )}
      </Stack>
      {adding && (
        <ExpenseDialog
          dossier={dossier}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {reversing && (
        <ExpenseReversal
          dossierId={dossier.id}
          entry={reversing}
          onClose={() => {
            setReversing(null);
          }}
        />
      )}
    </Section>
  );
}
