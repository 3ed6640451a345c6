export { ChangeFeed, announce, announceAccess, announceDraft, announceKinds, changesChannel, type Change } from './changes.js';
export { Listeners } from './listeners.js';
