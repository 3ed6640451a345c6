export { ChangeFeed, announce, announceAccess, changesChannel, type Change } from './changes.js';
export { Listeners } from './listeners.js';
