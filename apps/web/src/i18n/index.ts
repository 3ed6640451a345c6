import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Texts } from './texts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
    returnNull: false;
  }
}

export const i18n = createInstance();

/** Areas whose module came before the start. */
const texts: Partial<Texts> = {};

/**
 * Makes the sentences of one area known. Pages never call it: the build brings the file of an area (`it/<area>.json`) along with every
 * module that names a key `<area>.…` (apps/web/build/area-texts.ts), so a lazily loaded page comes with its texts.
 */
export function addTexts<Area extends keyof Texts>(area: Area, sentences: Texts[Area]): void {
  texts[area] = sentences;
  if (i18n.isInitialized) i18n.addResourceBundle('it', 'translation', { [area]: sentences });
}

/** English and German are further folders beside `it/`, chosen here. */
export async function startTranslations(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'it',
    fallbackLng: 'it',
    resources: { it: { translation: texts } },
    interpolation: { escapeValue: false },
  });
}
