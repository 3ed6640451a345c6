import { sameText } from './readable-text.js';

/** Shortest reason that says something. */
export const minReason = 10;

/** A text of a clause changed for one dossier. */
export interface ProposedDeviation {
  readonly protected: boolean;
  /** What the dossier would have by itself, in force on its reference date. */
  readonly standard: string;
  readonly changed: string;
  readonly reason: string;
}

/** Why a change of a clause in a dossier is refused, by field; none when it can be kept (brief §3.4; issue of step 4). */
export function deviationFaults({ protected: guarded, standard, changed, reason }: ProposedDeviation): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  if (changed.trim() === '')
    faults.push({ path: 'text', message: 'Il testo è vuoto: per togliere una clausola si cambia la scheda da cui dipende.' });
  else if (sameText(standard, changed))
    faults.push({ path: 'text', message: 'Il testo è uguale allo standard: non c’è nulla da registrare.' });
  if (guarded && reason.trim().length < minReason)
    faults.push({ path: 'reason', message: 'La clausola è protetta: scrivi perché in questo fascicolo serve un testo diverso.' });
  return faults;
}
