import { type Measurement } from '../figure.js';
import { opening } from './opening.js';
import { fifty, fiftyBesideBare, fiftyOverTwo, hundred } from './typing.js';

/** The figures of `npm run bench -- drafting`. */
export const draftingFigures: readonly Measurement[] = [fifty, fiftyBesideBare, fiftyOverTwo, hundred, opening];
