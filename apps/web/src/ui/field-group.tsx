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

/** A group of fields with its name. */
export function FieldGroup({
  legend,
  hint,
  id,
  level,
  children,
  action,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  id: string;
  level: keyof typeof groupLooks;
  children: ReactNode;
  action?: ReactNode;
}): ReactElement {
  return (
    <fieldset className={groupLooks[level]} id={id} tabIndex={-1} aria-describedby={hint === undefined ? undefined : `${id}-aiuto`}>
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

const listLooks = { box: 'gi-group gi-list', inner: 'gi-group gi-group-inner gi-list', bare: 'gi-group gi-group-bare gi-list' } as const;

/** A list of groups with its name and what adds to it. */
export function ListFrame({
  legend,
  hint,
  id,
  look,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  id: string;
  look: keyof typeof listLooks;
  children: ReactNode;
}): ReactElement {
  return (
    <fieldset className={listLooks[look]} id={id} tabIndex={-1} aria-describedby={hint === undefined ? undefined : `${id}-aiuto`}>
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p className="gi-field-hint" id={`${id}-aiuto`}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
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
