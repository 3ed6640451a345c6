import { type ReactElement, type ReactNode } from 'react';

/** Fields side by side where they are short. */
export function FieldGrid({ children }: { children: ReactNode }): ReactElement {
  return <div className="gi-field-grid">{children}</div>;
}

const groupLooks = {
  section: 'gi-group gi-group-section',
  group: 'gi-group',
  inner: 'gi-group gi-group-inner',
  item: 'gi-group gi-group-item',
  row: 'gi-group gi-group-row',
} as const;

interface FrameProps {
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly id: string;
  readonly children: ReactNode;
}

/** A fieldset that can be jumped to, with its name and its hint tied to it. */
function Frame({ legend, hint, id, look, children, action }: FrameProps & { look: string; action?: ReactNode }): ReactElement {
  return (
    <fieldset className={look} id={id} tabIndex={-1} aria-describedby={hint === undefined ? undefined : `${id}-aiuto`}>
      <legend>{legend}</legend>
      {action}
      {hint !== undefined && (
        <p className="gi-field-hint" id={`${id}-aiuto`}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}

/** A group of fields with its name. */
export function FieldGroup({ level, ...frame }: FrameProps & { level: keyof typeof groupLooks; action?: ReactNode }): ReactElement {
  return <Frame look={groupLooks[level]} {...frame} />;
}

const listLooks = { box: 'gi-group gi-list', inner: 'gi-group gi-group-inner gi-list', bare: 'gi-group gi-group-bare gi-list' } as const;

/** A list of groups with its name and what adds to it. */
export function ListFrame({ look, ...frame }: FrameProps & { look: keyof typeof listLooks }): ReactElement {
  return <Frame look={listLooks[look]} {...frame} />;
}

export function UndoLine({ text, action, onUndo }: { text: string; action: string; onUndo: () => void }): ReactElement {
  return (
    <div className="gi-undo">
      <span>{text}</span>
      <button type="button" className="btn btn-sm btn-outline-primary" onClick={onUndo}>
        {action}
      </button>
    </div>
  );
}
