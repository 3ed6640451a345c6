import { getAt, setAt } from '../scheda/path.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';

/** Documents whose bytes are the text of an act, with the act they belong to. */
export const textCopies = [
  { code: 'TESTO_ALLEGATO_COMUNE', act: 'atti/deliberaComune', nome: 'la delibera del comune' },
  { code: 'TESTO_ALLEGATO_PROVINCIA', act: 'atti/deliberaProvincia', nome: 'la delibera della Provincia' },
  { code: 'TESTO_RINNOVO', act: 'atti/rinnovo', nome: 'il rinnovo' },
  { code: 'RINNOVO_TESTO_COMUNE', act: 'atti/rinnovo/deliberaComune', nome: 'la delibera di rinnovo del comune' },
  { code: 'RINNOVO_TESTO_PROVINCIA', act: 'atti/rinnovo/deliberaProvincia', nome: 'la delibera di rinnovo della Provincia' },
] as const;

/**
 * The sheet with the hash of each uploaded text in its act, where the act is there and no step has fixed a hash yet: the hash is
 * always that of a file, never typed by hand.
 */
export function withFileHashes(sheet: ConvenzioneSheet, hashOf: (code: string) => string | undefined): ConvenzioneSheet {
  return textCopies.reduce((values, { code, act }) => {
    const hash = hashOf(code);
    const path = `${act}/hashTesto`;
    if (hash === undefined || getAt(values, act) === undefined || getAt(values, path) !== undefined) return values;
    return setAt(values, path, hash);
  }, sheet);
}
