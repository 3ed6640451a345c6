import { type FocusEvent, type KeyboardEvent, type ReactElement, type ReactNode, type Ref, useRef } from 'react';

interface ToolbarProps {
  readonly label: string;
  readonly controls: string;
  readonly children: ReactNode;
  /** Escape leads back to what the toolbar works on. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLDivElement>;
}

const stops = 'button, select';

/** One stop of the Tab key; the arrows lead from tool to tool, Home and End to the ends (pattern "toolbar" of the ARIA guide). */
export function Toolbar({ label, controls, children, onLeave, ref }: ToolbarProps): ReactElement {
  const own = useRef<HTMLDivElement>(null);
  const tools = (bar: HTMLElement): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>(stops)];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape') {
      onLeave();
      return;
    }
    const all = tools(event.currentTarget);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    all[next % all.length]?.focus();
  };
  /** The tool reached last is the one Tab comes back to. */
  const onFocus = (event: FocusEvent<HTMLDivElement>): void => {
    for (const tool of tools(event.currentTarget)) tool.tabIndex = tool === event.target ? 0 : -1;
  };
  return (
    <div
      ref={(bar) => {
        own.current = bar;
        if (typeof ref === 'function') ref(bar);
        else if (ref) ref.current = bar;
        if (bar && bar.querySelector('[tabindex="0"]') === null) {
          tools(bar).forEach((tool, index) => (tool.tabIndex = index === 0 ? 0 : -1));
        }
      }}
      role="toolbar"
      aria-label={label}
      aria-controls={controls}
      className="gi-toolbar"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {children}
    </div>
  );
}

export function ToolGroup({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div role="group" aria-label={label} className="gi-tool-group">
      {children}
    </div>
  );
}

interface ToolProps {
  /** What is shown; `label` says it in full. */
  readonly children: ReactNode;
  readonly label: string;
  readonly keys?: string;
  /** Of a tool that is on or off. */
  readonly pressed?: boolean;
  readonly onUse: () => void;
}

export function Tool({ children, label, keys, pressed, onUse }: ToolProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="gi-tool"
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      title={keys === undefined ? label : `${label} (${keys.replace('Control', 'Ctrl')})`}
      onMouseDown={(event) => {
        // The selection in the text stays.
        event.preventDefault();
      }}
      onClick={onUse}
    >
      {children}
    </button>
  );
}
