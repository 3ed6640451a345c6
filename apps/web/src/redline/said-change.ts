import { type TFunction } from 'i18next';
import { changeOf, type ShownBlock, type ShownRedline } from './redline-blocks';

/** A change as the end of a sentence for screen readers; nothing where none is in hand. */
export function saidOf(block: ShownBlock | undefined, t: TFunction): string {
  return block === undefined ? '' : saidOfAll([block], t);
}

/** The same of paragraphs that changed as one: the cells of a row that came or went. */
export function saidOfAll(blocks: readonly ShownBlock[], t: TFunction): string {
  const [first] = blocks;
  if (first === undefined) return '';
  const changes = blocks.map(changeOf);
  const all = (which: 'gone' | 'come'): string =>
    changes
      .map((change) => change[which])
      .filter((text) => text !== '')
      .join(' | ');
  const [gone, come] = [all('gone'), all('come')];
  const parts = [
    first.place === undefined ? '' : t(`confronto.posto.${first.place}`),
    gone === '' ? '' : t('confronto.eliminato', { testo: gone }),
    come === '' ? '' : t('confronto.inserito', { testo: come }),
    gone === '' && come === '' && first.kind !== 'changed' ? t(`confronto.senzaTesto.${first.kind}`) : '',
    blocks.some(({ look }) => look === true) ? t('confronto.cambiaAspetto') : '',
  ];
  return `. ${parts.filter((part) => part !== '').join('; ')}`;
}

/** How many paragraphs changed, came and went. */
export function saidCounts({ same, counts }: Pick<ShownRedline, 'same' | 'counts'>, t: TFunction): string {
  if (counts.changed + counts.inserted + counts.deleted === 0) return t(same ? 'confronto.uguali' : 'confronto.senzaParole');
  return [
    t('confronto.cambiati', { count: counts.changed }),
    t('confronto.aggiunti', { count: counts.inserted }),
    t('confronto.tolti', { count: counts.deleted }),
  ].join(', ');
}
