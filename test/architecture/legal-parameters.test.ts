import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feastKeyPrefix } from '@gare/domain/law/feast-rows';
import { legalParameters } from '@gare/domain/law/parameters';
import { waitingKeys } from '@gare/domain/law/waiting-parameters';

/** Where a key is named without being read: the rows themselves, their names, and the list of those that wait. */
const register = [
  'parameters.data.ts',
  'reporting-parameters.data.ts',
  'assumptions.data.ts',
  'parameter-names.ts',
  'waiting-parameters.ts',
];

function textsUnder(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return textsUnder(path, wanted);
    return wanted.test(entry.name) && !register.includes(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const sources = [...textsUnder('libs', /(?<!\.spec)\.ts$/), ...textsUnder('templates/kinds', /\.json$/)];

/** Keys that are put together where they are read: `gara.durataMax.${criterion}.${family}`. */
const composed = sources
  .flatMap((text) => [...text.matchAll(/`((?:[a-zA-Z0-9]+\.)+\$\{[^`}]+\}(?:\.\$\{[^`}]+\})*)`/g)].map(([, key = '']) => key))
  .map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[a-zA-Z0-9.]+')}$`));
const named = new Set(
  sources.flatMap((text) => [...text.matchAll(/['"`]([a-zA-Z0-9]+(?:\.[a-zA-Z0-9]+)*)['"`\\]/g)].map(([, key]) => key)),
);
const isRead = (key: string): boolean => named.has(key) || key.startsWith(feastKeyPrefix) || composed.some((pattern) => pattern.test(key));

describe('a row of the register of legal parameters', () => {
  const keys = [...new Set(legalParameters.map(({ key }) => key))];

  it('is read by a rule, or stands on the list of those that wait for one', () => {
    expect(keys.filter((key) => !isRead(key) && !waitingKeys.includes(key))).toEqual([]);
  });

  it('leaves that list when a rule reads it, and the list names none that is not there', () => {
    expect(waitingKeys.filter((key) => isRead(key) || !keys.includes(key))).toEqual([]);
  });

  it('counts as read only where it is', () => {
    expect(isRead('ue.lavori')).toBe(true);
    expect(isRead('gara.durataMax.oepv.aperta')).toBe(true);
    expect(isRead('penali.max')).toBe(false);
  });
});
