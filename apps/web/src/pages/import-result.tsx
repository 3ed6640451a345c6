import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { csvText, saveAs } from '../format/text-file';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Facts, Muted, Row, Stack, TargetHeading } from '../ui/layout';
import { Table } from '../ui/table';

interface RefusedRow {
  readonly line: number;
  readonly field: string | null;
  readonly reason: string;
}

export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refusedRows: number;
  readonly refused: readonly RefusedRow[];
}

const shownAtOnce = 100;

interface ImportReportProps {
  /** Element that is shown first after the import. */
  readonly id: string;
  readonly fileName: string;
  readonly counts: readonly (readonly [label: string, count: number])[];
  readonly refused: readonly RefusedRow[];
  /** Rows left out, also beyond those told one by one. */
  readonly refusedRows: number;
  /** The name of a field; absent where rows are refused as a whole. */
  readonly fieldName?: (field: string | null) => string;
}

/** What an import did: counts, and every row left out with its line, its field and the reason. */
export function ImportReport({ id, fileName, counts, refused, refusedRows, fieldName }: ImportReportProps): ReactElement {
  const { t } = useTranslation();
  const columns = [
    { key: 'riga', title: t('importazione.colonnaRiga'), main: true, cell: ({ line }: RefusedRow) => String(line) },
    ...(fieldName ? [{ key: 'campo', title: t('importazione.colonnaCampo'), cell: ({ field }: RefusedRow) => fieldName(field) }] : []),
    { key: 'motivo', title: t('importazione.colonnaMotivo'), cell: ({ reason }: RefusedRow) => reason },
  ];
  const save = (): void => {
    const rows = refused.map((row) => columns.map(({ cell }) => cell(row)));
    saveAs(`righe-scartate-${fileName.replace(/\.[^.]*$/, '')}.csv`, csvText([columns.map(({ title }) => title), ...rows]));
  };
  return (
    <Stack>
      <Notice tone={refusedRows === 0 ? 'success' : 'warning'}>
        <TargetHeading id={id}>
          {t(refusedRows === 0 ? 'importazione.esitoPieno' : 'importazione.esitoParziale', { nome: fileName })}
        </TargetHeading>
        <Facts items={[...counts, [t('importazione.scartate'), refusedRows]]} />
      </Notice>
      {refused.length > 0 && (
        <>
          <Row align="between">
            <Muted>{t('importazione.scartateTesto')}</Muted>
            <Button small icon="it-download" onClick={save}>
              {t('importazione.scaricaScartate')}
            </Button>
          </Row>
          <Table
            caption={t('importazione.scartate')}
            rows={refused.slice(0, shownAtOnce)}
            rowKey={({ line, field, reason }) => `${line} ${field ?? ''} ${reason}`}
            columns={columns}
          />
          {refused.length > shownAtOnce && <Muted>{t('importazione.altreScartate', { count: refused.length - shownAtOnce })}</Muted>}
        </>
      )}
    </Stack>
  );
}

/** What an import of bodies or people did. */
export function ImportResult({ outcome, fileName }: { outcome: ImportOutcome; fileName: string }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <ImportReport
      {...{ id: 'esito-importazione', fileName, refused: outcome.refused, refusedRows: outcome.refusedRows }}
      counts={[
        [t('importazione.nuovi'), outcome.created],
        [t('importazione.aggiornati'), outcome.updated],
        [t('importazione.invariati'), outcome.unchanged],
      ]}
      fieldName={(field) => (field === null ? t('importazione.rigaIntera') : i18n.t(`enti.campo.${field}`, field))}
    />
  );
}
