import type { TransitionOption } from '../kinds/engine.js';
import type { Reason } from '../kinds/gate-reasons.js';
import type { KindTransition, LoadedKind } from '../kinds/kind.js';
import { forwardStep } from './leading-step.js';
import type { OpenItem } from './open-item.js';

/** What to do first on a dossier, and where. */
export interface NextAction {
  readonly title: string;
  readonly explanation: string;
  /** The step it is about; null where there is none. */
  readonly event: string | null;
  /** Screen of the dossier where it is done, and the place on it. */
  readonly screen: string;
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly checkId: string | null;
  /** The open item it is about. */
  readonly itemId: string | null;
}

/** The steps from the present state, what stands before the one that carries on, and what is open: all the page needs. */
export interface Outlook {
  readonly kind: LoadedKind;
  readonly state: string;
  readonly options: readonly TransitionOption[];
  /** Oldest first. */
  readonly items: readonly OpenItem[];
}

const nowhere = { event: null, screen: 'dossier', path: null, documentCode: null, checkId: null, itemId: null } as const;

/** The steps the dossier has from its state: the options are made of them. */
export const stepsOf = ({ kind, state, options }: Outlook): readonly KindTransition[] =>
  kind.process.transitions.filter(({ from, event }) => from.includes(state) && options.some((option) => option.event === event));

/** The step that carries on, as an option of whoever looks. */
export const forwardOption = (outlook: Outlook): TransitionOption | undefined =>
  outlook.options.find(({ event }) => event === forwardStep(outlook.kind, outlook.state, stepsOf(outlook))?.event);

/** Everything that stands before the step that carries on, whoever takes it: each thing once, in the order of the gates. */
export function obstaclesOf(outlook: Outlook): readonly Reason[] {
  const reasons = forwardOption(outlook)?.gates.flatMap((gate) => (gate.truth === true ? [] : gate.reasons)) ?? [];
  const seen = new Map(reasons.map((reason) => [`${reason.checkId} ${reason.documentCode} ${reason.path} ${reason.message}`, reason]));
  return [...seen.values()];
}

/** What to do first: what is open and takes the turn, else mend what stands before the step that carries on, else take that. */
export function nextAction(outlook: Outlook): NextAction {
  const { kind, state } = outlook;
  const standing = kind.process.states.find(({ code }) => code === state);
  if (standing === undefined || standing.kind === 'final')
    return { ...nowhere, title: 'Niente da fare', explanation: 'Il fascicolo è concluso.' };
  const forward = forwardOption(outlook);
  const [item] = standing.kind === 'side' ? [] : outlook.items.filter(({ takesTurn }) => takesTurn);
  if (item !== undefined) {
    const due = item.due === null ? '' : ` entro il ${dayOf(item.due)}`;
    const explanation = `È aperto${due}: finché non è chiuso il fascicolo aspetta.`;
    return { ...nowhere, title: item.title, explanation, screen: item.screen, path: item.path, itemId: item.id };
  }
  if (!forward) return { ...nowhere, title: 'Niente da fare', explanation: 'In questo momento non si aspetta niente da nessuno.' };
  const [obstacle] = obstaclesOf(outlook);
  if (obstacle) {
    const { message, screen, path, documentCode, checkId } = obstacle;
    return {
      ...nowhere,
      event: forward.event,
      title: `Prima di «${forward.label}»`,
      explanation: message,
      screen,
      path,
      documentCode,
      checkId,
    };
  }
  const [reason] = forward.reasons;
  return { ...nowhere, event: forward.event, title: forward.label, explanation: reason?.message ?? 'È tutto pronto: puoi fare il passo.' };
}

const dayOf = (date: string): string => date.split('-').reverse().join('/');
