import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from './layout';

interface WhyNotProps {
  /** The command that cannot be given names it with `aria-describedby`. */
  readonly id: string;
  readonly reason: string | null;
  /** Which command it is about, where it does not stand beside one. */
  readonly summary?: string;
}

/** Why something cannot be done, and who can do it; nothing where it can. */
export function WhyNot({ id, reason, summary }: WhyNotProps): ReactElement | null {
  const { t } = useTranslation();
  if (reason === null) return null;
  return (
    <Disclosure summary={summary ?? t('azioni.perche')}>
      <p className="gi-p" id={id}>
        {reason}
      </p>
    </Disclosure>
  );
}
