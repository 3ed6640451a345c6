import { validityProblems, type DatedVersion } from './validity.js';

const dated = (version: string, validFrom: string, validTo: string | null): DatedVersion => ({ version, validFrom, validTo });

describe('validity of versions', () => {
  it.each<[string, DatedVersion[], string[]]>([
    ['one alone', [dated('1', '2026-01-01', null)], []],
    ['one after the other, in any order', [dated('2', '2027-01-01', null), dated('1', '2026-01-01', '2026-12-31')], []],
    [
      'an open end under the next',
      [dated('1', '2026-01-01', null), dated('2', '2027-01-01', null)],
      ['Le versioni 1 e 2 sarebbero in vigore insieme dal 01/01/2027 in poi.'],
    ],
    [
      'one inside another',
      [dated('1', '2026-01-01', '2026-12-31'), dated('2', '2026-03-01', '2026-03-31')],
      ['Le versioni 1 e 2 sarebbero in vigore insieme dal 01/03/2026 al 31/03/2026.'],
    ],
    [
      'a shared day',
      [dated('1', '2026-01-01', '2026-06-30'), dated('2', '2026-06-30', null)],
      ['Le versioni 1 e 2 sarebbero in vigore insieme dal 30/06/2026 al 30/06/2026.'],
    ],
    [
      'a gap of one day',
      [dated('1', '2026-01-01', '2026-12-30'), dated('2', '2027-01-01', null)],
      ['Fra le versioni 1 e 2 nessuna sarebbe in vigore il 31/12/2026.'],
    ],
    [
      'a longer gap',
      [dated('1', '2026-01-01', '2026-12-31'), dated('2', '2027-02-01', null)],
      ['Fra le versioni 1 e 2 nessuna sarebbe in vigore dal 01/01/2027 al 31/01/2027.'],
    ],
    [
      'an end before the beginning',
      [dated('1', '2026-02-01', '2026-01-31')],
      ['La versione 1 finirebbe il 31/01/2026, prima di cominciare.'],
    ],
  ])('%s', (_, versions, problems) => {
    expect(validityProblems(versions)).toEqual(problems);
  });
});
