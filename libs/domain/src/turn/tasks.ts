import { forwardOption, obstaclesOf, type Outlook, stepsOf } from './next-action.js';
import { leadingStep, partyOf } from './leading-step.js';
import type { WaitsOn } from './open-item.js';
import { actingOn, type Absence, type Assignment } from './whose-turn.js';

/** Something to do on a dossier. It is worked out anew each time: whoever does it, it is gone. */
export interface Task {
  /** Unlike that of any other task of the dossier, the same as long as it is the same thing. */
  readonly key: string;
  readonly sort: 'RICHIESTA' | 'DOCUMENTO' | 'VERIFICA' | 'CAMPO' | 'CONDIZIONE' | 'PASSO';
  readonly title: string;
  readonly waitsOn: Omit<WaitsOn, 'personId'>;
  /** Who acts on the day; null where it is the whole office. */
  readonly personId: string | null;
  readonly person: string | null;
  readonly insteadOf: string | null;
  readonly due: string | null;
  readonly screen: string;
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly checkId: string | null;
  /** False for the step while something stands before it. */
  readonly ready: boolean;
}

export interface TaskSituation {
  readonly own: boolean;
  readonly assignments: readonly Assignment[];
  readonly absences: readonly Absence[];
  readonly asOf: string;
  /** Day by which the state should be left; null where no term runs. */
  readonly due: string | null;
}

type Draft = Omit<Task, 'personId' | 'person' | 'insteadOf'> & { readonly personId: string | null };

/**
 * Everything to do, in the order to do it: what is open, then what stands before the step that carries on, then the step.
 * A document is its drafter's, anything else whoever's the step is; of a tender of the Province itself all is the SUA's.
 */
export function tasksOf(outlook: Outlook, situation: TaskSituation): readonly Task[] {
  const { kind, state } = outlook;
  const { actors } = leadingStep(kind, state, stepsOf(outlook));
  const holder = actors.find((actor) => situation.assignments.some(({ role }) => role === actor)) ?? actors[0] ?? '';
  const waitsOn = (role: string): Task['waitsOn'] => ({ party: situation.own ? 'SUA' : partyOf(kind, role), role });
  const drafterOf = (code: string): string => kind.documents.find((document) => document.code === code)?.drafter ?? holder;
  const items = outlook.items.map((item): Draft => {
    const { personId, party, role } = item.waitsOn;
    return {
      ...{ key: `richiesta:${item.id}`, sort: 'RICHIESTA', title: item.title, due: item.due, ready: true },
      waitsOn: { party: situation.own && party === 'COMUNE' ? 'SUA' : party, role },
      ...{ personId, screen: item.screen, path: item.path, documentCode: null, checkId: null },
    };
  });
  const obstacles = obstaclesOf(outlook).map((reason): Draft => {
    const { message, path, documentCode, checkId, screen } = reason;
    const sort = documentCode !== null ? 'DOCUMENTO' : checkId !== null ? 'VERIFICA' : path !== null ? 'CAMPO' : 'CONDIZIONE';
    const what = documentCode ?? checkId ?? path ?? screen;
    return {
      ...{ key: `${sort.toLowerCase()}:${what}:${message}`, sort, title: message, due: situation.due, ready: true, personId: null },
      waitsOn: waitsOn(documentCode === null ? holder : drafterOf(documentCode)),
      ...{ screen, path, documentCode, checkId },
    };
  });
  const option = forwardOption(outlook);
  const step: Draft[] =
    option === undefined
      ? []
      : [
          {
            ...{ key: `passo:${option.event}`, sort: 'PASSO', title: option.label, due: situation.due, personId: null },
            ...{ waitsOn: waitsOn(holder), ready: obstacles.length === 0 && !outlook.items.some(({ takesTurn }) => takesTurn) },
            ...{ screen: 'dossier', path: null, documentCode: null, checkId: null },
          },
        ];
  return [...items, ...obstacles, ...step].map((draft) => ({ ...draft, ...whoActs(draft, situation) }));
}

function whoActs(draft: Draft, { assignments, absences, asOf }: TaskSituation): Pick<Task, 'personId' | 'person' | 'insteadOf'> {
  const { role } = draft.waitsOn;
  const given = assignments.find((one) => (draft.personId === null ? one.role === role : one.personId === draft.personId));
  const { personId, person, insteadOf } = actingOn(
    { role, personId: draft.personId ?? given?.personId ?? null, person: given?.person ?? null },
    absences,
    asOf,
  );
  return { personId, person, insteadOf };
}
