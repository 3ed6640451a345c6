import type { ParameterLine } from './parameters.data.js';
import { legalParameters, type LegalParameter } from './parameters.js';

const code = '2023-07-01';

/**
 * Figures that govern bodies, convenzioni and fees, in the form of `parameters.data.ts`. Figures that a convenzione agrees
 * for itself (notice of withdrawal, terms of payment) are data of the convenzione, not rows here.
 */
const lines: readonly ParameterLine[] = [
  ['qual.ppp.min.lavori', 'L2', 'text', code, null, 'C. 62 c. 18', 'unconfirmed'],
  ['qual.ppp.min.servForn', 'SF2', 'text', code, null, 'C. 62 c. 18', 'unconfirmed'],
  ['incentivi.quotaCentrale.max', '25', 'percent', code, null, 'C. 45 c. 8', 'unconfirmed'],
  ['incentivi.fondo', '2', 'percent', code, null, 'C. 45 c. 2'],
  ['delibera.esecutivita', '10', 'days', '2000-10-13', null, 'TUEL 134 c. 3'],
  ['convenzione.varianti.termine', '30', 'days', '2011-08-29', null, 'DPCM 30/06/2011 art. 4', 'unconfirmed'],
  ['commissione.incarichiPolitici', '2', 'years', code, null, 'C. 93 c. 5 lett. a'],
  ['commissione.componenti.max', '5', 'count', code, null, 'C. 93 c. 2'],
];

/** The rows of this version, those of the convenzioni included. */
export const parametersWithConvenzioni: readonly LegalParameter[] = [
  ...legalParameters,
  ...lines.map(([key, value, unit, from, to, cite, mark]) => ({ key, value, unit, from, to, cite, confirmed: mark !== 'unconfirmed' })),
];
