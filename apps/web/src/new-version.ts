import { observable } from './observable';

/** True when the server has a newer version of these pages than the one in this tab. */
export const newVersionWaiting = observable(false);
