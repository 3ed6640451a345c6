import type { ResponsibilityMatrix } from '../access/responsibility-matrix.js';
import type { RoleCode } from '../access/permissions.js';
import { firstSectionOwner, ownSides, presenceColour } from './section-owner.js';

describe('the first owner of the sections of a draft', () => {
  it.each<[string, ResponsibilityMatrix[string], RoleCode | null, string | null]>([
    ['the Province drafts, the comune contributes', { FUNZ_SUA: 'd', RUP_COMUNE: 'c', DIR_SUA: 'S' }, 'FUNZ_SUA', 'SUA'],
    ['the comune drafts, against the kind', { RUP_COMUNE: 'd', FUNZ_SUA: 'c' }, 'FUNZ_SUA', 'ENTE'],
    ['the designer drafts', { PROGETTISTA: 'dS' }, null, 'ENTE'],
    ['both draft, the kind names the Province', { RUP_COMUNE: 'd', FUNZ_SUA: 'd' }, 'FUNZ_SUA', 'SUA'],
    ['both draft, the kind names the comune', { RUP_COMUNE: 'd', FUNZ_SUA: 'd' }, 'RUP_COMUNE', 'ENTE'],
    ['both draft, the kind names nobody', { RUP_COMUNE: 'd', FUNZ_SUA: 'd' }, null, null],
    ['nobody drafts, the kind names the comune', { DIR_COMUNE: 'S' }, 'RUP_COMUNE', 'ENTE'],
    ['nobody drafts', {}, null, null],
  ])('%s', (...[, row, drafter, owner]) => {
    expect(firstSectionOwner({ D33: row }, 'D33', drafter)).toBe(owner);
  });
});

it('a body writes in its own sections, the Province in both of a tender of its own', () => {
  expect(ownSides({ actsForSua: false, suaIsEnte: false })).toEqual(['ENTE']);
  expect(ownSides({ actsForSua: true, suaIsEnte: false })).toEqual(['SUA']);
  expect(ownSides({ actsForSua: true, suaIsEnte: true })).toEqual(['SUA', 'ENTE']);
});

describe('the colour of a person', () => {
  const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const contrastOnWhite = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16) / 255));
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
  };

  it('stays the same and is read on white, whoever it is', () => {
    const people = Array.from({ length: 200 }, (_, index) => `person-${index}`);
    for (const person of people) {
      expect(presenceColour(person)).toBe(presenceColour(person));
      expect(contrastOnWhite(presenceColour(person))).toBeGreaterThan(4.5);
    }
    expect(new Set(people.map(presenceColour)).size).toBe(12);
  });
});
