import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import shared from './it.json';
import confronto from './it-confronto.json';

const it = { ...shared, ...confronto };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof it };
    returnNull: false;
  }
}

/** Every sentence of the pages. English and German are added as further files, loaded when chosen. */
export const i18n = createInstance();

export async function startTranslations(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'it',
    fallbackLng: 'it',
    resources: { it: { translation: it } },
    interpolation: { escapeValue: false },
  });
}
