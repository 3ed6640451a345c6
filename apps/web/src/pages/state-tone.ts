import { type BadgeTone } from '../ui/feedback';

const closedStates = ['ANNULLATA', 'ARCHIVIATA', 'DESERTA', 'NON_AGGIUDICATA', 'RESPINTA', 'REVOCATA'];

/** Colour of a state of the process; the words beside it carry the meaning. */
export function stateTone(state: { readonly code: string }): BadgeTone {
  if (state.code === 'BOZZA') return 'neutral';
  if (state.code === 'CONCLUSA') return 'done';
  if (state.code.startsWith('SOSPES') || state.code.startsWith('RESTITUIT')) return 'warning';
  return closedStates.includes(state.code) ? 'danger' : 'info';
}
