import { documentRequirements, type DocumentRequirement } from './document-requirements.js';
import { availableTransitions } from './engine.js';
import type { KindFacts } from './kind-facts.js';
import type { LoadedKind } from './kind.js';
import { validateSubject } from './subject-rules.js';

/** A running dossier as its passage to another version of its kind is judged. */
export interface MigratingDossier {
  readonly state: string;
  readonly previousState: string | null;
  readonly facts: KindFacts;
}

/** One thing that is asked in another way after the passage. */
export interface AskedDifference {
  readonly code: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What the passage of a dossier to another version means, before anybody decides it. */
export interface MigrationPlan {
  readonly state: { readonly from: string; readonly to: string | null };
  readonly previousState: string | null;
  /** Why it cannot be done; empty where it can. */
  readonly refusals: readonly string[];
  /** Documents asked in another way than before. */
  readonly documents: readonly AskedDifference[];
  /** Steps from the present state, with what stands before them. */
  readonly steps: readonly AskedDifference[];
  /** Values of the sheet that the new version does not admit: they stay, and are to be mended. */
  readonly sheet: readonly { readonly path: string; readonly message: string }[];
}

/** States of the old version by the state of the new one that takes their place; a state that exists in both needs none. */
export type StateMapping = Readonly<Record<string, string>>;

/** What migrating the dossier means. Nothing is decided here: the caller refuses what has refusals. */
export function planMigration(
  { from, to }: { readonly from: LoadedKind; readonly to: LoadedKind },
  dossier: MigratingDossier,
  mapping: StateMapping = {},
): MigrationPlan {
  const states = new Map(to.process.states.map((state) => [state.code, state.label ?? state.code]));
  const oldLabel = (code: string): string => from.process.states.find((state) => state.code === code)?.label ?? code;
  const target = (code: string): string | null => {
    const next = mapping[code] ?? code;
    return states.has(next) ? next : null;
  };
  const state = target(dossier.state);
  const previousState = dossier.previousState === null ? null : target(dossier.previousState);
  const refusals = [
    ...(from.code === to.code ? [] : ['La nuova versione è di un altro tipo di fascicolo.']),
    ...(from.version === to.version ? ['Il fascicolo è già su questa versione.'] : []),
    ...(state === null
      ? [`Lo stato «${oldLabel(dossier.state)}» non esiste nella nuova versione: indica quale stato ne prende il posto.`]
      : []),
    ...(previousState === null && dossier.previousState !== null && isSide(from, dossier.state)
      ? [
          `Lo stato «${oldLabel(dossier.previousState)}», a cui il fascicolo deve poter tornare, non esiste nella nuova versione: indica quale ne prende il posto.`,
        ]
      : []),
  ];
  const before = { kind: from, state: dossier.state };
  const after = state === null ? null : { kind: to, state };
  return {
    state: { from: dossier.state, to: state },
    previousState,
    refusals,
    documents: after === null ? [] : differences(documentsAsked(before, dossier.facts), documentsAsked(after, dossier.facts)),
    steps: after === null ? [] : differences(stepsFrom(before, dossier.facts), stepsFrom(after, dossier.facts)),
    sheet: validateSubject(to.subject, dossier.facts.subject)
      .filter((problem) => !problem.missing)
      .map(({ path, message }) => ({ path, message })),
  };
}

const isSide = (kind: LoadedKind, code: string): boolean => kind.process.states.find((state) => state.code === code)?.kind === 'side';

interface Asked {
  readonly label: string;
  readonly words: string;
}
interface Standing {
  readonly kind: LoadedKind;
  readonly state: string;
}

const requirementWords: Readonly<Record<DocumentRequirement['requirement'], string>> = {
  M: 'obbligatorio',
  O: 'facoltativo',
  NA: 'non serve',
  UNKNOWN: 'dipende da dati che mancano',
};

function documentsAsked({ kind, state }: Standing, facts: KindFacts): ReadonlyMap<string, Asked> {
  return new Map(
    documentRequirements(kind, state, facts).map(({ document, requirement }) => [
      document.code,
      { label: document.title ?? document.code, words: requirementWords[requirement] },
    ]),
  );
}

function stepsFrom({ kind, state }: Standing, facts: KindFacts): ReadonlyMap<string, Asked> {
  return new Map(
    availableTransitions(kind, state, facts, []).map(({ event, label, gates, actors }) => {
      const standing = gates.map(
        ({ code, truth }) => `${code} ${truth === true ? 'superato' : truth === false ? 'non superato' : 'da accertare'}`,
      );
      const who = actors.map((actor) => kind.roles.find((role) => role.code === actor)?.title ?? actor).join(', ');
      return [event, { label, words: `spetta a ${who}; ${standing.length === 0 ? 'nessun varco' : standing.join(', ')}` }];
    }),
  );
}

/** What is there on one side only is told as not foreseen on the other. */
function differences(before: ReadonlyMap<string, Asked>, after: ReadonlyMap<string, Asked>): readonly AskedDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((code) => {
    const [was, is] = [before.get(code), after.get(code)];
    const words = { before: was?.words ?? 'non previsto', after: is?.words ?? 'non previsto' };
    return words.before === words.after ? [] : [{ code, label: is?.label ?? was?.label ?? code, ...words }];
  });
}
