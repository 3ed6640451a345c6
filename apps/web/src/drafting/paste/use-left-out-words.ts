import { useTranslation } from 'react-i18next';
import { type LeftOut } from './left-out';

/** What did not come with the pasted text, in one sentence. */
export function useLeftOutWords(): (kinds: readonly LeftOut[]) => string {
  const { t } = useTranslation();
  return (kinds) => {
    const named = kinds.map((kind) => t(`redazione.incollato.${kind}`)).join(', ');
    return t(kinds.includes('file') ? 'redazione.incollato.soloFile' : 'redazione.incollato.senza', { cose: named });
  };
}
