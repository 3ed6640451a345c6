import { formatEuro, readMoney } from '@gare/domain/money/money';
import { computeFee } from '@gare/domain/tariff/fee';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, Notice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { SelectField, TextField } from '../ui/field';
import { Section, Stack, Strong } from '../ui/layout';

function Steps({ tariff, amount }: { tariff: Tariff; amount: string }): ReactElement {
  const { t } = useTranslation();
  const fee = computeFee(tariff, { baseGara: amount, valoreStimato: amount, abitanti: Math.round(Number(amount)), online: true });
  if (!fee.known) return <Notice tone="warning">{fee.manca}</Notice>;
  return (
    <Notice tone="info" live="status" title={t('tariffa.importo', { importo: formatEuro(fee.importo) })}>
      <ol>
        {fee.passi.map(({ testo, importo }) => (
          <li key={testo}>
            {testo} <Strong>{formatEuro(importo)}</Strong>
          </li>
        ))}
      </ol>
    </Notice>
  );
}

/** Tries a price list on an amount, with every step of the computation. */
export function FeeCalculator({ tariffs }: { tariffs: readonly (Tariff | null)[] }): ReactElement {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const [typed, setTyped] = useState('250.000');
  const tariff = tariffs[chosen] ?? null;
  const reading = readMoney(typed);
  return (
    <Section id="prova-tariffa" title={t('tariffa.prova')}>
      {tariffs.length === 0 ? (
        <EmptyState title={t('tariffa.provaVuota')} />
      ) : (
        <Stack gap="sm">
          <FieldGrid>
            <SelectField
              label={t('tariffa.provaTariffa')}
              empty={t('modulo.scegli')}
              options={tariffs.map((one, index) => ({
                value: String(index),
                label: t('tariffa.voce', { n: index + 1, momento: one === null ? '' : t(`tariffa.momenti.${one.momento}`) }),
              }))}
              value={String(chosen)}
              onChange={(event) => {
                setChosen(Number(event.target.value));
              }}
            />
            <TextField
              id="prova-importo"
              numeric
              inputMode="decimal"
              label={tariff?.base === 'ABITANTI' ? t('tariffa.basi.ABITANTI') : t('tariffa.provaImporto')}
              error={reading.ok ? undefined : reading.message}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          </FieldGrid>
          {tariff === null && <Notice tone="warning">{t('tariffa.provaPrima')}</Notice>}
          {tariff !== null && reading.ok && <Steps tariff={tariff} amount={reading.value} />}
        </Stack>
      )}
    </Section>
  );
}
