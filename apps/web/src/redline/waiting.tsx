import './redline.scss';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../ui/feedback';
import { Paragraph } from '../ui/layout';

/** A comparison takes less than this, unless the document is very long. */
const usualMs = 3_000;

/** While a comparison is made: what is being done and, where it takes long, how long it can take at most. */
export function Waiting(): ReactElement {
  const { t } = useTranslation();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, usualMs);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <Paragraph>{t(isLong ? 'confronto.preparoLungo' : 'confronto.preparo')}</Paragraph>
      <progress className="gi-redline-progress" aria-label={t('confronto.inCorso')} />
      <Skeleton rows={8} />
    </>
  );
}
