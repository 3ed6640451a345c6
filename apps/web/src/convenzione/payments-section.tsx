import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { type Payment, paymentsQuery, readStatementsAgain } from '../api/register-queries';
import { troubleOf } from '../api/trouble';
import { entryColumns, EntryName } from '../pages/ledger-entry';
import { ReversalDialog } from '../pages/reversal-dialog';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, Section, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { PaymentDialog } from './payment-dialog';
import { convenzioneQuery } from './queries';

interface PaymentsTableProps {
  readonly rows: readonly Payment[];
  readonly convenzioneId: string;
  readonly onReverse: ((row: Payment) => void) | null;
}

function PaymentsTable({ rows, convenzioneId, onReverse }: PaymentsTableProps): ReactElement {
  const { t } = useTranslation();
  const dossiers = useQuery(convenzioneQuery(convenzioneId)).data?.dossiers ?? [];
  const nameOf = ({ tipo, riferimento }: Payment): string => t(`pagamenti.nome.${tipo}`, { riferimento });
  const purposeOf = ({ dossierId, momento }: Payment): string =>
    [
      momento === null ? t('pagamenti.perAnno') : t(`pagamenti.momento.${momento}`),
      dossiers.find(({ id }) => id === dossierId)?.codiceAppalto,
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  const { day, amount, rest } = entryColumns<Payment>(t, { rows, nameOf, onReverse });
  return (
    <Table
      caption={t('pagamenti.titolo')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'movimento',
          title: t('movimenti.movimento'),
          main: true,
          cell: (row) => (
            <>
              <EntryName entry={row} name={nameOf(row)} />
              <br />
              <Muted>{purposeOf(row)}</Muted>
            </>
          ),
        },
        day,
        amount,
        ...rest,
      ]}
    />
  );
}

/** Takes an invoice or a payment back. */
function PaymentReversal({ enteId, entry, onClose }: { enteId: string; entry: Payment; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  return (
    <ReversalDialog
      entry={entry}
      name={t(`pagamenti.nome.${entry.tipo}`, { riferimento: entry.riferimento })}
      effect={t(`pagamenti.stornoEffetto.${entry.tipo}`)}
      request={request}
      onClose={onClose}
      onConfirm={async (body) => {
        const outcome = await request.send(() =>
          client.POST('/api/enti/{enteId}/payments/{entryId}/reversals', { params: { path: { enteId, entryId: entry.id } }, body }),
        );
        if (!outcome.ok) return;
        queryClient.setQueryData(paymentsQuery(enteId).queryKey, outcome.data);
        void readStatementsAgain();
        announce(t(`pagamenti.stornato.${entry.tipo}`));
        onClose();
      }}
    />
  );
}

/** Invoices to the comune and payments by it, of every year: a register that only grows. */
export function PaymentsSection({ convenzione }: { convenzione: DossierDetail }): ReactElement {
  const { t } = useTranslation();
  const enteId = convenzione.ente.id;
  const payments = useQuery(paymentsQuery(enteId));
  const [adding, setAdding] = useState(false);
  const [reversing, setReversing] = useState<Payment | null>(null);
  const { data } = payments;
  const mayWrite = data?.whyNot === null;
  return (
    <Section
      id="pagamenti"
      title={t('pagamenti.titolo')}
      aside={
        mayWrite && (
          <Button
            icon="it-plus"
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('pagamenti.registra')}
          </Button>
        )
      }
    >
      <Stack>
        <Paragraph>{t('pagamenti.testo')}</Paragraph>
        {data && <WhyNot id="pagamenti-perche" summary={t('pagamenti.perche')} reason={data.whyNot} />}
        {payments.isPending && <Skeleton rows={4} />}
        {payments.error && (
          <TroubleNotice trouble={troubleOf(payments.error)} retrying={payments.isFetching} onRetry={() => void payments.refetch()} />
        )}
        {data?.items.length === 0 && <EmptyState title={t('pagamenti.nessuno')} />}
        {data && data.items.length > 0 && (
          <PaymentsTable rows={data.items} convenzioneId={convenzione.id} onReverse={mayWrite ? setReversing : null} />
        )}
      </Stack>
      {adding && (
        <PaymentDialog
          convenzione={convenzione}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {reversing && (
        <PaymentReversal
          enteId={enteId}
          entry={reversing}
          onClose={() => {
            setReversing(null);
          }}
        />
      )}
    </Section>
  );
}
