export { Clock, FixedClock } from './clock.js';
export { RegularLook } from './regular-look.js';
