import type { SchedaChange } from '../scheda/changes.js';
import { bindingStates, endedStates, type ConvenzioneState } from './states.js';

export interface GuardIssue {
  readonly path: string;
  readonly message: string;
}

const drafting: readonly ConvenzioneState[] = ['BOZZA', 'RICHIESTA_ADESIONE', 'ISTRUTTORIA'];
const working: readonly ConvenzioneState[] = ['ATTIVA', 'IN_SCADENZA'];

/** Parts of the sheet and the states in which people write them; the rest is written by the acts of the platform. */
const parts: readonly (readonly [part: string, states: readonly ConvenzioneState[]])[] = [
  ['numero', [...drafting, 'DELIBERA_COMUNE', 'DELIBERA_PROVINCIA', 'IN_FIRMA']],
  ['contenuto', drafting],
  ['testo/versioneModello', drafting],
  ['atti/richiesta', ['BOZZA', 'RICHIESTA_ADESIONE']],
  ['atti/istruttoria', ['RICHIESTA_ADESIONE', 'ISTRUTTORIA']],
  ['atti/deliberaComune', ['ISTRUTTORIA', 'DELIBERA_COMUNE']],
  ['atti/deliberaProvincia', ['DELIBERA_COMUNE', 'DELIBERA_PROVINCIA']],
  ['atti/attivazione', ['IN_FIRMA', ...bindingStates]],
  ['atti/sospensione', working],
  ['atti/recesso', working],
  ['atti/risoluzione', [...working, 'SOSPESA']],
  ['atti/rinnovo', ['IN_SCADENZA']],
  ['atti/chiusura', endedStates.filter((state) => state !== 'ARCHIVIATA')],
];

/** What the platform works out itself, wherever it stands. */
const computed = /^(?:testo\/(?:hash|fissatoIl)|precedenteId|esistente|periodi|atti\/(?:rinnovo\/)?firme|atti\/.*hashTesto)(?:\/|$)/;
const identity = /^contenuto(?:\/parti(?:\/[^/]+(?:\/(?:id|enteId|ruolo))?)?)?$/;

/** Matrix and price lists have operations of their own, which look at the whole and, once in force, ask for an act. */
const ownDoors = ['contenuto/compiti', 'contenuto/rapporti/tariffe'];

const within = (path: string, part: string): boolean => path === part || path.startsWith(`${part}/`);

function refusal(path: string, state: ConvenzioneState, fixed: boolean): string | null {
  if (computed.test(path)) return 'Questo dato lo scrive la piattaforma dai file caricati e dagli atti: non si inserisce a mano.';
  if (identity.test(path)) return 'Le parti sono quelle con cui la convenzione è stata aperta.';
  if (ownDoors.some((door) => within(path, door) || within(door, path))) return 'Matrice e tariffario si modificano dalla loro pagina.';
  if (fixed && within(path, 'contenuto') && drafting.includes(state))
    return 'Il testo è stato fissato: il contenuto non si cambia più. Per cambiarlo riapri il testo.';
  const place = parts.find(([part]) => within(path, part));
  // A whole group is written where each of its parts may be.
  if (place === undefined) return 'Questa parte della scheda non si scrive così: apri il campo che vuoi cambiare.';
  return place[1].includes(state) ? null : 'In questa fase della convenzione questo dato non si cambia.';
}

/** Acts that carry the hash of a file: written as a whole they would carry a hash typed by hand. */
const carriesHash = (value: unknown): boolean => JSON.stringify(value).includes('"hashTesto":');

/** Why people may not write these fields of a convenzione now; nothing where they may. `fixed`: the text has been fixed. */
export function guardIssues(
  changes: readonly SchedaChange[],
  { state, fixed }: { readonly state: ConvenzioneState; readonly fixed: boolean },
): readonly GuardIssue[] {
  return changes.flatMap(({ path, value }) => {
    const message =
      refusal(path, state, fixed) ?? (carriesHash(value) ? 'L’impronta si calcola dal file caricato: non si inserisce a mano.' : null);
    return message === null ? [] : [{ path, message }];
  });
}
