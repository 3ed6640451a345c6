import { type TFunction } from 'i18next';
import { changeOf, type ShownBlock } from './redline-blocks';

/** A change as the end of a sentence for screen readers; nothing where none is in hand. */
export function saidOf(block: ShownBlock | undefined, t: TFunction): string {
  if (block === undefined) return '';
  const { gone, come } = changeOf(block);
  const parts = [
    block.place === undefined ? '' : t(`confronto.posto.${block.place}`),
    gone === '' ? '' : t('confronto.eliminato', { testo: gone }),
    come === '' ? '' : t('confronto.inserito', { testo: come }),
    block.look === true ? t('confronto.cambiaAspetto') : '',
  ];
  return `. ${parts.filter((part) => part !== '').join('; ')}`;
}
