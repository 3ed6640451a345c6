export { Clock, FixedClock } from './clock.js';
