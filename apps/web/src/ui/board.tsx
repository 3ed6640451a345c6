import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef } from 'react';
import { useNarrow } from './use-narrow';

export interface BoardColumn {
  readonly key: string;
  readonly title: string;
  /** How many there are, in words beside the title. */
  readonly count: ReactNode;
  /** Opened at once where columns are one under the other. */
  readonly open: boolean;
  readonly cards: readonly { readonly key: string; readonly content: ReactNode; readonly marked: boolean }[];
  /** After the cards: the way to those that are not shown. */
  readonly more?: ReactNode;
}

const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;

/** The first link of each card, by column. */
function gridOf(board: HTMLElement): HTMLElement[][] {
  return [...board.querySelectorAll<HTMLElement>('[data-board-column]')].map((column) =>
    [...column.querySelectorAll<HTMLElement>('[data-board-card]')].flatMap((card) => card.querySelector<HTMLElement>('a') ?? []),
  );
}

/** Up and down between the cards of a column, left and right to the same height of the next column that has any. */
function move(event: KeyboardEvent<HTMLElement>, board: HTMLElement | null): void {
  const step = arrows[event.key as keyof typeof arrows] as (typeof arrows)[keyof typeof arrows] | undefined;
  const card = (event.target as HTMLElement).closest('[data-board-card]');
  if (step === undefined || board === null || card === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const grid = gridOf(board);
  const at = grid.findIndex((column) => column.some((link) => card.contains(link)));
  const row = grid[at]?.findIndex((link) => card.contains(link)) ?? -1;
  const [across, down] = step;
  let next = at + across;
  while (across !== 0 && grid[next]?.length === 0) next += across;
  const column = grid[next];
  const target = across === 0 ? column?.[row + down] : column?.[Math.min(row, column.length - 1)];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Columns side by side, through which the arrow keys move; one under the other, each to open, in a narrow window. */
export function Board({ label, hint, columns }: { label: string; hint: string; columns: readonly BoardColumn[] }): ReactElement {
  const narrow = useNarrow();
  const board = useRef<HTMLDivElement>(null);
  const hintId = useId();
  return (
    <div>
      {!narrow && (
        <p className="gi-small gi-muted" id={hintId}>
          {hint}
        </p>
      )}
      <div
        ref={board}
        role="group"
        aria-label={label}
        aria-describedby={narrow ? undefined : hintId}
        className={narrow ? 'gi-stack' : 'gi-board'}
        onKeyDown={(event) => {
          move(event, board.current);
        }}
      >
        {columns.map((column) =>
          narrow ? (
            <details key={column.key} className="gi-details" open={column.open} data-board-column>
              <summary>
                {column.title} {column.count}
              </summary>
              <div className="gi-details-body">
                <Cards column={column} />
              </div>
            </details>
          ) : (
            <section key={column.key} className="gi-board-column" aria-label={column.title} data-board-column>
              <h3 className="gi-board-title">
                {column.title} {column.count}
              </h3>
              <Cards column={column} />
            </section>
          ),
        )}
      </div>
    </div>
  );
}

function Cards({ column }: { column: BoardColumn }): ReactElement {
  return (
    <>
      <ul className="gi-cards" aria-label={column.title}>
        {column.cards.map(({ key, content, marked }) => (
          <li key={key} className={marked ? 'gi-board-card gi-board-card-marked' : 'gi-board-card'} data-board-card>
            {content}
          </li>
        ))}
      </ul>
      {column.more}
    </>
  );
}

/** Ways to look at the same things: one is chosen. */
export function ViewSwitch<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { readonly value: T; readonly label: string }[];
  value: T;
  onChange: (value: T) => void;
}): ReactElement {
  return (
    <div role="group" aria-label={label} className="gi-switch">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="btn btn-sm btn-outline-primary gi-btn"
          aria-pressed={option.value === value}
          onClick={() => {
            onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
