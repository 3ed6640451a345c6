import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Transition } from '../api/client';
import { Disclosure, Muted, PlainList, Stack, Strong } from '../ui/layout';

interface StepItemProps {
  readonly step: Transition;
  /** What takes the step, shown where it can be taken. */
  readonly way: ReactNode;
  /** A reason why not, as a way to where it is mended. */
  readonly reason: (reason: Transition['reasons'][number]) => ReactNode;
}

/** A step of a dossier: what takes it and where it leads, or why it cannot be taken yet. */
export function StepItem({ step, way, reason }: StepItemProps): ReactElement {
  const { t } = useTranslation();
  const { label, to, allowed, reasons } = step;
  return (
    <Stack gap="sm">
      {allowed === 'yes' ? <div>{way}</div> : <Strong>{label}</Strong>}
      <Muted>{t('fascicolo.portaA', { stato: to.label })}</Muted>
      {allowed !== 'yes' && (
        <Disclosure summary={t(allowed === 'no' ? 'fascicolo.perche' : 'fascicolo.percheIncerto', { count: reasons.length })}>
          <PlainList>
            {reasons.map((one) => (
              <li key={`${one.path ?? ''} ${one.message}`}>{reason(one)}</li>
            ))}
          </PlainList>
        </Disclosure>
      )}
    </Stack>
  );
}
