import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble } from '../api/trouble';
import { TextLink } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Disclosure, Facts, PlainList, Stack } from '../ui/layout';

interface Refusal {
  readonly rule: string;
  readonly convenzioneId: string | null;
  readonly clausola: string;
  readonly motivo: string;
  readonly cosaFare: string;
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'clausola' in value && 'motivo' in value && 'cosaFare' in value;
}

/** The refusal for want of a convenzione, where the trouble is one. */
export function coverageRefusal({ code, details }: Trouble): (Refusal & { readonly others: readonly Refusal[] }) | null {
  if (code !== 'convenzione.not_covering' || !isRefusal(details)) return null;
  const others = 'others' in details && Array.isArray(details.others) ? details.others.filter(isRefusal) : [];
  return { ...details, others };
}

function What({ refusal }: { refusal: Refusal }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        items={[
          [t('copertura.clausola'), refusal.clausola],
          [t('copertura.motivo'), refusal.motivo],
          [t('copertura.cosaFare'), refusal.cosaFare],
        ]}
      />
      {refusal.convenzioneId !== null && (
        <p>
          <TextLink to="/convenzioni/$dossierId" params={{ dossierId: refusal.convenzioneId }}>
            {t('copertura.apriConvenzione')}
          </TextLink>
        </p>
      )}
    </>
  );
}

/** No convenzione covers what is to be tendered: which clause, why, and what to do. */
export function CoverageNotice({ trouble }: { trouble: Trouble }): ReactElement | null {
  const refusal = coverageRefusal(trouble);
  return refusal === null ? null : <RefusalNotice refusal={refusal} others={refusal.others} />;
}

/** The refusal itself, and those of the other convenzioni of the body. */
export function RefusalNotice({ refusal, others }: { refusal: Refusal; others: readonly Refusal[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Notice tone="danger" title={t('copertura.titolo')} live="alert">
      <Stack gap="sm">
        <What refusal={refusal} />
        {others.length > 0 && (
          <Disclosure summary={t('copertura.altre', { count: others.length })}>
            <PlainList>
              {others.map((other) => (
                <li key={`${other.convenzioneId ?? ''} ${other.rule}`}>
                  <What refusal={other} />
                </li>
              ))}
            </PlainList>
          </Disclosure>
        )}
        <p>{t('copertura.nienteAperto')}</p>
      </Stack>
    </Notice>
  );
}
