import { type Measurement } from '../figure.js';
import { board, boardBesideSql } from './board.js';
import { nextAction, nextActionBesideSql } from './next-action.js';

/** The figures of `npm run bench -- process`. */
export const processFigures: readonly Measurement[] = [nextAction, nextActionBesideSql, board, boardBesideSql];
