import { type BadgeTone } from '../ui/feedback';
import { type Group } from './queries';

/** Colour of a group of states; the words beside it carry the meaning. */
export const groupTones: Readonly<Record<Group, BadgeTone>> = {
  PREPARAZIONE: 'info',
  IN_VIGORE: 'success',
  IN_SCADENZA: 'warning',
  FERME: 'warning',
  CESSATE: 'neutral',
};
