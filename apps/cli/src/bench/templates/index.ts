import { type Measurement } from '../figure.js';
import { strictRender } from '../package/strict-render.js';
import { besideCarbone } from './beside-carbone.js';
import { besideEasyTemplateX } from './beside-easy-template-x.js';
import { faultsBesidePeers, faultsFound } from './faults-found.js';
import { falseAlarms, seedsFound } from './contradictions.js';
import { lintTime } from './lint-time.js';
import { regenerateAll, regenerateAllBesideOffice, staleMarks, staleMarksBesideSql } from './one-fact-changed.js';

/** The same measure as in `package`, held to a tighter limit. */
const strictRenderHere: Measurement = { terms: { ...strictRender.terms, target: 1.2 }, measure: strictRender.measure };

/** The figures of `npm run bench -- templates`. */
export const templateFigures: readonly Measurement[] = [
  faultsFound,
  ...faultsBesidePeers,
  lintTime,
  strictRenderHere,
  besideEasyTemplateX,
  besideCarbone,
  staleMarks,
  staleMarksBesideSql,
  regenerateAll,
  regenerateAllBesideOffice,
  seedsFound,
  falseAlarms,
];
