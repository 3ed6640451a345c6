import { formatEuro } from '@gare/domain/money/money';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fee, type FeeEstimate } from '../api/client';
import { feeEstimateQuery } from '../api/queries';
import { dateInWords } from '../format/dates';
import { Skeleton } from '../ui/feedback';
import { Disclosure, Facts, Muted, Ordered, Paragraph, Section, Stack, Strong } from '../ui/layout';

function FeeSteps({ fee, label }: { fee: Fee; label: string }): ReactElement | null {
  const { t } = useTranslation();
  if (!fee.known || fee.passi.length === 0) return null;
  return (
    <Disclosure summary={t('costo.comeSiCalcola', { voce: label })}>
      <Ordered label={label}>
        {fee.passi.map((step) => (
          <li key={step.testo}>
            {step.testo} <Strong>{formatEuro(step.importo)}</Strong>
          </li>
        ))}
      </Ordered>
    </Disclosure>
  );
}

const amountOf = (fee: Fee): string => (fee.known ? formatEuro(fee.importo) : fee.manca);

function Estimate({ estimate }: { estimate: FeeEstimate }): ReactElement {
  const { t } = useTranslation();
  const { convenzione, asOf, nota, voci, totale, completo, quotaIncentivo } = estimate;
  const lines = voci.map(({ momento, compenso }) => ({ label: t(`costo.momento.${momento}`), fee: compenso }));
  const incentive = t('costo.incentivo');
  return (
    <Stack gap="sm">
      {nota !== null && <Paragraph>{nota}</Paragraph>}
      {lines.length > 0 && (
        <Facts
          items={[
            ...lines.map(({ label, fee }) => [label, amountOf(fee)] as const),
            [
              t('costo.totale'),
              <Strong key="totale">{t(completo ? 'costo.importo' : 'costo.almeno', { importo: formatEuro(totale) })}</Strong>,
            ],
            [incentive, amountOf(quotaIncentivo)],
          ]}
        />
      )}
      {lines.map(({ label, fee }) => (
        <FeeSteps key={label} fee={fee} label={label} />
      ))}
      {lines.length > 0 && <FeeSteps fee={quotaIncentivo} label={incentive} />}
      {convenzione !== null && <Muted>{t('costo.secondo', { numero: convenzione.numero, giorno: dateInWords(asOf) })}</Muted>}
    </Stack>
  );
}

/** What the tender will cost the comune by the price list of its convenzione, and how that is worked out. */
export function FeeCard({ dossierId }: { dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const { data, isError } = useQuery(feeEstimateQuery(dossierId));
  return (
    <Section id="costo" title={t('costo.titolo')}>
      {data === undefined ? isError ? <Paragraph>{t('costo.nonLetto')}</Paragraph> : <Skeleton rows={2} /> : <Estimate estimate={data} />}
    </Section>
  );
}
