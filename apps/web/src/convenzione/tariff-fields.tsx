import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { StatusText } from '../ui/feedback';
import { FieldGrid, FieldGroup } from '../ui/field-group';
import { SelectField, TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { TariffBands } from './tariff-bands';
import { tariffControl, type TariffProblem, type TypedTariff } from './tariff-values';

export interface TariffFieldsProps {
  readonly tariff: TypedTariff;
  readonly index: number;
  readonly writable: boolean;
  readonly problems: readonly TariffProblem[];
  readonly onChange: (part: Partial<TypedTariff>) => void;
  readonly onRemove: () => void;
}

const moments = ['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE'] as const;
const bases = ['BASE_GARA', 'VALORE_STIMATO', 'ABITANTI'] as const;

function Extras({ tariff, index, writable, problems, onChange }: Omit<TariffFieldsProps, 'onRemove'>): ReactElement {
  const { t } = useTranslation();
  const errorOf = (control: string): string | undefined =>
    problems.find((problem) => problem.control === control && problem.bands.length === 0)?.message;
  const amount = (key: 'minimo' | 'massimo' | 'quotaIncentivoPct', control: string, unit: string): ReactElement => (
    <TextField
      id={tariffControl(index, control)}
      numeric
      inputMode="decimal"
      label={t(`tariffa.${key}`)}
      hint={key === 'quotaIncentivoPct' ? t('tariffa.quotaAiuto') : t('tariffa.limiteAiuto')}
      unit={unit}
      error={errorOf(control)}
      readOnly={!writable}
      value={tariff[key]}
      onChange={(event) => {
        onChange({ [key]: event.target.value });
      }}
    />
  );
  const yesNo = (key: 'soloOnline' | 'rimborsiSpeseVive'): ReactElement => (
    <ChoiceField
      inline
      label={t(`tariffa.${key}`)}
      disabled={!writable}
      options={[
        { value: 'si', label: t('modulo.si') },
        { value: 'no', label: t('modulo.no') },
      ]}
      value={[tariff[key] ? 'si' : 'no']}
      onChange={([chosen]) => {
        onChange({ [key]: chosen === 'si' });
      }}
    />
  );
  return (
    <FieldGrid>
      {amount('minimo', 'minimo', '€')}
      {amount('massimo', 'massimo', '€')}
      {amount('quotaIncentivoPct', 'quota', '%')}
      <span />
      {yesNo('soloOnline')}
      {yesNo('rimborsiSpeseVive')}
    </FieldGrid>
  );
}

/** One price list: when, on what, from which day, in which bands. */
export function TariffFields(props: TariffFieldsProps): ReactElement {
  const { tariff, index, writable, problems, onChange, onRemove } = props;
  const { t } = useTranslation();
  const name = t('tariffa.voce', { n: index + 1, momento: t(`tariffa.momenti.${tariff.momento}`) });
  const whole = problems.filter((problem) => problem.bands.length === 0);
  return (
    <FieldGroup
      level="item"
      id={tariffControl(index, 'gruppo')}
      legend={name}
      action={
        writable ? (
          <Button small look="danger" icon="it-delete" aria-label={t('modulo.togliVoce', { nome: name })} onClick={onRemove}>
            {t('azioni.togli')}
          </Button>
        ) : undefined
      }
    >
      <Stack>
        <FieldGrid>
          <SelectField
            label={t('tariffa.momento')}
            empty={t('modulo.scegli')}
            disabled={!writable}
            options={moments.map((value) => ({ value, label: t(`tariffa.momenti.${value}`) }))}
            value={tariff.momento}
            onChange={(event) => {
              const momento = moments.find((value) => value === event.target.value) ?? 'PUBBLICAZIONE';
              onChange({ momento, base: momento === 'ANNUALE' ? 'ABITANTI' : tariff.base === 'ABITANTI' ? 'BASE_GARA' : tariff.base });
            }}
          />
          <SelectField
            label={t('tariffa.base')}
            empty={t('modulo.scegli')}
            disabled={!writable}
            options={bases.map((value) => ({ value, label: t(`tariffa.basi.${value}`) }))}
            value={tariff.base}
            onChange={(event) => {
              onChange({ base: bases.find((value) => value === event.target.value) ?? 'BASE_GARA' });
            }}
          />
          <DayField
            id={tariffControl(index, 'dal')}
            label={t('enti.qualifica.dal')}
            error={whole.find(({ control }) => control === 'dal')?.message}
            readOnly={!writable}
            value={tariff.dal}
            onChange={(dal) => {
              onChange({ dal });
            }}
          />
          <DayField
            id={tariffControl(index, 'al')}
            label={t('enti.qualifica.al')}
            readOnly={!writable}
            value={tariff.al}
            onChange={(al) => {
              onChange({ al });
            }}
          />
        </FieldGrid>
        <TariffBands {...props} />
        {problems.length === 0 && tariff.scaglioni.length > 0 && (
          <StatusText tone="success" icon="it-check-circle">
            {t('tariffa.continua')}
          </StatusText>
        )}
        <Extras {...props} />
      </Stack>
    </FieldGroup>
  );
}
