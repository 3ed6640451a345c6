import { checkCodiceFiscalePersona } from '@gare/domain/codes/codice-fiscale';

type Claims = Readonly<Record<string, unknown>>;

/** The codice fiscale a provider vouches for, without the prefix by which SPID names the Italian register; null where there is none or it is wrong. */
export function codiceFiscaleIn(claims: Claims, names: readonly string[]): string | null {
  const value = names.map((name) => claims[name]).find((found) => found !== undefined && found !== null && found !== '');
  if (typeof value !== 'string') return null;
  const code = value
    .trim()
    .toUpperCase()
    .replace(/^TINIT-/, '');
  return checkCodiceFiscalePersona(code).ok ? code : null;
}

/** The values of a claim that may be one text or a list of them. */
export function valuesIn(claims: Claims, name: string): readonly string[] {
  const found = claims[name];
  const list: unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((value) => typeof value === 'string');
}
