export { ChangeFeed, announce, announceAccess, announceKinds, changesChannel, type Change } from './changes.js';
export { Listeners } from './listeners.js';
