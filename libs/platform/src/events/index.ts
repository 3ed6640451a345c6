export { ChangeFeed, announce, type Change } from './changes.js';
export { Listeners } from './listeners.js';
