import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { csvText, saveAs } from '../format/text-file';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Facts, Muted, Row, Stack, TargetHeading } from '../ui/layout';
import { Table } from '../ui/table';

export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refusedRows: number;
  readonly refused: readonly { readonly line: number; readonly field: string | null; readonly reason: string }[];
}

const shownAtOnce = 100;

/** What an import did: counts, and every row left out with its line, its field and the reason. */
export function ImportResult({ outcome, fileName }: { outcome: ImportOutcome; fileName: string }): ReactElement {
  const { t, i18n } = useTranslation();
  const { refused, refusedRows } = outcome;
  const fieldName = (field: string | null): string =>
    field === null ? t('importazione.rigaIntera') : i18n.t(`enti.campo.${field}`, field);
  const save = (): void => {
    const head = [t('importazione.colonnaRiga'), t('importazione.colonnaCampo'), t('importazione.colonnaMotivo')];
    const rows = refused.map(({ line, field, reason }) => [String(line), fieldName(field), reason]);
    saveAs(`righe-scartate-${fileName.replace(/\.[^.]*$/, '')}.csv`, csvText([head, ...rows]));
  };
  return (
    <Stack>
      <Notice tone={refusedRows === 0 ? 'success' : 'warning'}>
        <TargetHeading id="esito-importazione">
          {t(refusedRows === 0 ? 'importazione.esitoPieno' : 'importazione.esitoParziale', { nome: fileName })}
        </TargetHeading>
        <Facts
          items={[
            [t('importazione.nuovi'), outcome.created],
            [t('importazione.aggiornati'), outcome.updated],
            [t('importazione.invariati'), outcome.unchanged],
            [t('importazione.scartate'), refusedRows],
          ]}
        />
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
            columns={[
              { key: 'riga', title: t('importazione.colonnaRiga'), main: true, cell: ({ line }) => line },
              { key: 'campo', title: t('importazione.colonnaCampo'), cell: ({ field }) => fieldName(field) },
              { key: 'motivo', title: t('importazione.colonnaMotivo'), cell: ({ reason }) => reason },
            ]}
          />
          {refused.length > shownAtOnce && <Muted>{t('importazione.altreScartate', { count: refused.length - shownAtOnce })}</Muted>}
        </>
      )}
    </Stack>
  );
}
