import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { CellInput, CellSelect } from '../ui/cell-field';
import { StatusText } from '../ui/feedback';
import { Stack, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { type TariffFieldsProps } from './tariff-fields';
import { emptyBand, tariffControl, type TypedBand } from './tariff-values';

type Row = TypedBand & { readonly at: number };

/** The bands of a price list as a table; what is wrong stands at the band it is about. */
export function TariffBands({ tariff, index, writable, problems, onChange }: TariffFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { scaglioni } = tariff;
  const change = (at: number, part: Partial<TypedBand>): void => {
    onChange({ scaglioni: scaglioni.map((band, position) => (position === at ? { ...band, ...part } : band)) });
  };
  const problemsOf = (at: number): readonly string[] => [
    ...new Set(problems.filter(({ bands }) => bands.includes(at)).map(({ message }) => message)),
  ];
  const box = (field: 'min' | 'max' | 'valore', { at, ...band }: Row): ReactElement => (
    <CellInput
      id={tariffControl(index, `${field}-${at}`)}
      label={t(`tariffa.casella.${field}`, { n: at + 1 })}
      wrong={problems.some(({ control, bands }) => control === `${field}-${at}` && bands.includes(at))}
      inputMode="decimal"
      readOnly={!writable}
      placeholder={field === 'max' ? t('tariffa.senzaLimite') : undefined}
      value={band[field]}
      onChange={(event) => {
        change(at, { [field]: event.target.value });
      }}
    />
  );
  const columns: Column<Row>[] = [
    {
      key: 'n',
      title: t('tariffa.scaglione'),
      main: true,
      cell: ({ at }) => (
        <Stack gap="sm">
          <Strong>{at + 1}</Strong>
          {problemsOf(at).map((message) => (
            <StatusText key={message} tone="danger" icon="it-error">
              {message}
            </StatusText>
          ))}
        </Stack>
      ),
    },
    { key: 'min', title: t('tariffa.da'), cell: (row) => box('min', row) },
    { key: 'max', title: t('tariffa.aMenoDi'), cell: (row) => box('max', row) },
    {
      key: 'tipo',
      title: t('tariffa.tipo'),
      cell: ({ at, tipo }) => (
        <CellSelect
          label={t('tariffa.casella.tipo', { n: at + 1 })}
          disabled={!writable}
          options={(['percentuale', 'fisso'] as const).map((value) => ({ value, label: t(`tariffa.tipi.${value}`) }))}
          value={tipo}
          onChange={(event) => {
            change(at, { tipo: event.target.value === 'fisso' ? 'fisso' : 'percentuale' });
          }}
        />
      ),
    },
    { key: 'valore', title: t('tariffa.valore'), cell: (row) => box('valore', row) },
  ];
  if (writable) {
    columns.push({
      key: 'togli',
      title: t('incarichi.colonnaAzioni'),
      cell: ({ at }) => (
        <Button
          small
          look="quiet"
          icon="it-delete"
          aria-label={t('tariffa.togliScaglione', { n: at + 1 })}
          onClick={() => {
            onChange({ scaglioni: scaglioni.filter((_, position) => position !== at) });
          }}
        >
          {t('azioni.togli')}
        </Button>
      ),
    });
  }
  return (
    <Stack gap="sm">
      <Table
        caption={t('tariffa.scaglioni')}
        columns={columns}
        rows={scaglioni.map((band, at) => ({ ...band, at }))}
        rowKey={(row) => row.key}
      />
      {writable && (
        <div>
          <Button
            small
            icon="it-plus"
            onClick={() => {
              onChange({ scaglioni: [...scaglioni, emptyBand(scaglioni.at(-1)?.max ?? '')] });
            }}
          >
            {t('tariffa.aggiungiScaglione')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
