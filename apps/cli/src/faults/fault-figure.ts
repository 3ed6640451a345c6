import { type FigureTerms, type Tell } from '../bench/figure.js';

export interface FaultOptions {
  readonly kills: number;
  /** Acknowledged edits to reach before the end. */
  readonly edits: number;
  readonly seed: number;
  readonly tell: Tell;
}

/** One count of a run, held against its target. */
export interface FaultFigure {
  readonly terms: FigureTerms;
  readonly value: number;
}
