import type { RoleCode } from '../access/permissions.js';
import { rolesWithLetter, type ResponsibilityMatrix } from '../access/responsibility-matrix.js';
import type { Side } from './draft-schema.js';

const ofSua: readonly RoleCode[] = ['RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'];

const sideOf = (role: RoleCode): Side => (ofSua.includes(role) ? 'SUA' : 'ENTE');

/**
 * Which side the sections of a fresh draft belong to: the one the responsibility matrix of the convenzione has draft the document.
 * Where it has both draft, or nobody, the drafter the kind names decides; null belongs to both.
 */
export function firstSectionOwner(matrix: ResponsibilityMatrix, document: string, drafter: RoleCode | null): Side | null {
  const sides = new Set(rolesWithLetter(matrix, ['d'], document).map(sideOf));
  const [only] = sides;
  if (sides.size === 1 && only !== undefined) return only;
  return drafter === null ? null : sideOf(drafter);
}

/**
 * Whose sections somebody writes in directly: those of the side they act for, in the tender of the Province itself those of both.
 * @param suaIsEnte the Province conducts a tender of its own
 */
export function ownSides({ actsForSua, suaIsEnte }: { actsForSua: boolean; suaIsEnte: boolean }): readonly Side[] {
  if (actsForSua && suaIsEnte) return ['SUA', 'ENTE'];
  return actsForSua ? ['SUA'] : ['ENTE'];
}

/** Dark enough to be read on white and under white letters (contrast of at least 4.5). */
const palette = [
  '#0B5FA5',
  '#A3195B',
  '#1B6E3C',
  '#8A4B08',
  '#5B3DA8',
  '#006D77',
  '#B3261E',
  '#4A5A12',
  '#7A3E9D',
  '#2F5D8A',
  '#8C2F6B',
  '#3D6B35',
];

/** The colour of a person's cursor: the same everywhere and always. */
export function presenceColour(personId: string): string {
  let hash = 0;
  for (const character of personId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return palette[hash % palette.length] ?? '#0B5FA5';
}
