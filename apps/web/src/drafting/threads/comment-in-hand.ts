import { observable } from '../../observable';
import { type Passage } from './thread-places';

/** The passage a new comment is being written about; null while none is. It outlives the panel, which another part may replace. */
export const commentInHand = observable<Passage | null>(null);
