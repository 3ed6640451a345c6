import { type TFunction } from 'i18next';
import { type Version } from './queries';

/** How a version is called in lists: its number and its name, or why it was kept. */
export function versionName(t: TFunction, { number, nome, tipo, ripristina }: Version): string {
  const kind = tipo === 'RIPRISTINO' ? t('versioni.ripristinoDi', { numero: ripristina ?? 0 }) : t(`versioni.tipo.${tipo}`);
  return t('versioni.numero', { numero: number, nome: nome ?? kind });
}
