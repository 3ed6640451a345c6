import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/feedback';
import { Facts, PlainList, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { type KindMigrationPlan } from './queries';

function Asked({ caption, rows }: { caption: string; rows: KindMigrationPlan['documents'] }): ReactElement | null {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        { key: 'cosa', title: caption, main: true, cell: (row) => row.label },
        { key: 'prima', title: t('registro.prima'), cell: (row) => row.before },
        { key: 'dopo', title: t('registro.dopo'), cell: (row) => row.after },
      ]}
    />
  );
}

/** What the passage means for one dossier. */
export function Plan({ plan }: { plan: KindMigrationPlan }): ReactElement {
  const { t } = useTranslation();
  const { state, refusals, documents, steps, sheet } = plan;
  const nothing = documents.length === 0 && steps.length === 0 && sheet.length === 0;
  return (
    <Stack>
      {refusals.length > 0 && (
        <Notice tone="danger" live="alert" title={t('tipi.nonPuoPassare')}>
          <PlainList>
            {refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </PlainList>
        </Notice>
      )}
      <Facts
        items={[
          [t('fascicolo.statoOra'), state.fromLabel],
          [t('fascicolo.statoDopo'), state.toLabel ?? '–'],
        ]}
      />
      <Asked caption={t('tipi.documentiCambiano')} rows={documents} />
      <Asked caption={t('tipi.passaggiCambiano')} rows={steps} />
      {sheet.length > 0 && (
        <Notice tone="warning" title={t('tipi.datiDaSistemare')}>
          <PlainList>
            {sheet.map(({ path, message }) => (
              <li key={path}>
                {path}: {message}
              </li>
            ))}
          </PlainList>
        </Notice>
      )}
      {refusals.length === 0 && nothing && <Notice tone="success" title={t('tipi.nienteCambia')} />}
    </Stack>
  );
}
