import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone, EmptyState } from '../ui/feedback';
import { Muted, Strong } from '../ui/layout';
import { Table } from '../ui/table';
import { type KindDifference } from './queries';

const tones = { AGGIUNTO: 'success', TOLTO: 'danger', CAMBIATO: 'info' } as const satisfies Record<KindDifference['change'], BadgeTone>;

/** What differs between two versions, part by part, in the words of those who decide. */
export function Differences({ differences, caption }: { differences: readonly KindDifference[]; caption: string }): ReactElement {
  const { t } = useTranslation();
  if (differences.length === 0) return <EmptyState title={t('tipi.nessunaDifferenza')} />;
  return (
    <Table
      caption={caption}
      rows={differences}
      rowKey={({ part, code }) => `${part} ${code}`}
      columns={[
        {
          key: 'cosa',
          title: t('tipi.cosa'),
          main: true,
          cell: ({ part, label, code }) => (
            <>
              <Strong>{label}</Strong>
              <br />
              <Muted>
                {t(`tipi.parte.${part}`)} {label !== code && code}
              </Muted>
            </>
          ),
        },
        { key: 'come', title: t('tipi.come'), cell: ({ change }) => <Badge tone={tones[change]}>{t(`tipi.cambio.${change}`)}</Badge> },
        {
          key: 'dettagli',
          title: t('tipi.dettagli'),
          cell: ({ details, change }) =>
            details.length === 0 ? (
              <Muted>{t(`tipi.tuttoNuovo.${change}`)}</Muted>
            ) : (
              <ul>
                {details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
