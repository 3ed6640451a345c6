import { type CodeCheck, refuse } from './code-check.js';

export type CigKind = 'SIMOG' | 'PCP' | 'SMART';

const SIMOG = /^\d{7}[0-9A-F]{3}$/;
const PCP = /^[A-U][0-9A-F]{9}$/;
const SMART = /^[XYZ][0-9A-F]{9}$/;

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, '0');
}

/** Check part of a SIMOG CIG (v1): three hex digits from its first seven decimal digits (ANAC algorithm). */
export function cigSimogCheckPart(sevenDigits: string): string {
  return hex((Number.parseInt(sevenDigits, 10) * 211) % 4091, 3);
}

/** Check part of a PCP CIG (v2): `letter` A–U counts 1–21 and is added to the six hex digits (ANAC algorithm). */
export function cigPcpCheckPart(letter: string, sixHexDigits: string): string {
  const ordinal = letter.charCodeAt(0) - 64;
  return hex(((Number.parseInt(sixHexDigits, 16) + ordinal) * 211) % 4091, 3);
}

/** Check part of an old SmartCIG: two hex digits from its last seven (ANAC algorithm). */
export function cigSmartCheckPart(sevenHexDigits: string): string {
  return hex((Number.parseInt(sevenHexDigits, 16) * 211) % 251, 2);
}

const wrongCheck = (value: string): CodeCheck<never> =>
  refuse('CIG_CONTROLLO', `Il CIG ${value} non supera il controllo ANAC sulle cifre finali: ricopiarlo dalla piattaforma.`);

/**
 * Checks a CIG in each of its three forms: SIMOG (v1), PCP (v2), SmartCIG.
 * Offline: it proves that the code is well formed, not that ANAC issued it.
 */
export function checkCig(value: string): CodeCheck<{ kind: CigKind }> {
  if (SIMOG.test(value)) {
    const body = value.slice(0, 7);
    if (body === '0000000') return refuse('CIG_NULLO', 'Il CIG non può cominciare con sette zeri.');
    return cigSimogCheckPart(body) === value.slice(7) ? { ok: true, kind: 'SIMOG' } : wrongCheck(value);
  }
  if (PCP.test(value)) {
    return cigPcpCheckPart(value.charAt(0), value.slice(1, 7)) === value.slice(7) ? { ok: true, kind: 'PCP' } : wrongCheck(value);
  }
  if (SMART.test(value)) {
    return cigSmartCheckPart(value.slice(3)) === value.slice(1, 3) ? { ok: true, kind: 'SMART' } : wrongCheck(value);
  }
  return refuse(
    'CIG_FORMA',
    'Il CIG ha 10 caratteri: una lettera da A a U (oppure X, Y, Z per lo SmartCIG) o una cifra, poi cifre e lettere da A a F, tutte maiuscole.',
  );
}
