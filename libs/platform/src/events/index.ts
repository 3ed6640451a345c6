export { ChangeFeed, announce, changesChannel, type Change } from './changes.js';
export { Listeners } from './listeners.js';
