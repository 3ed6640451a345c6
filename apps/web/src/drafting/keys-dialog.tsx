import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog';
import { Facts } from '../ui/layout';

const acts = [
  'barra',
  'testo',
  'trova',
  'forma',
  'titoli',
  'livello',
  'riga',
  'annulla',
  'proposte',
  'decidi',
  'commento',
  'valore',
] as const;

/** Every key of the open text, and what it does. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialog title={t('redazione.tasti.titolo')} onClose={onClose} wide>
      <Facts items={acts.map((act) => [t(`redazione.tasti.nomi.${act}`), t(`redazione.tasti.${act}`)])} />
    </Dialog>
  );
}
