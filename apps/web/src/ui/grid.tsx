import { type ReactElement, type ReactNode } from 'react';
import { Icon } from './icon';

interface GridProps {
  readonly label: string;
  /** Title of the column of the row names. */
  readonly corner: string;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly { readonly key: string; readonly title: string; readonly note: string; readonly problems: readonly string[] }[];
  readonly cell: (row: string, column: string) => ReactNode;
}

/** A table with names on both sides that stay in view while it scrolls in its own frame. */
export function Grid({ label, corner, columns, rows, cell }: GridProps): ReactElement {
  return (
    <div className="gi-grid" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ key, title }) => (
              <th scope="col" key={key}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.problems.length > 0 ? 'gi-grid-wrong' : undefined}>
              <th scope="row">
                <span className="gi-muted">{row.note}</span> {row.title}
                {row.problems.map((problem) => (
                  <span className="gi-field-error" key={problem}>
                    <Icon name="it-error" size="xs" colour="danger" />
                    <span>{problem}</span>
                  </span>
                ))}
              </th>
              {columns.map((column) => (
                <td key={column.key}>{cell(row.key, column.key)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface BoxProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly changed: boolean;
  readonly onChange: (value: string) => void;
  readonly onMove: (by: 1 | -1) => void;
}

/** A small box in a cell; the arrows up and down go to the cells of the same column. */
Grid.Box = function GridBox({ id, label, value, wrong, changed, onChange, onMove }: BoxProps): ReactElement {
  return (
    <input
      id={id}
      className={changed ? 'gi-grid-box gi-grid-changed' : 'gi-grid-box'}
      aria-label={label}
      aria-invalid={wrong || undefined}
      value={value}
      maxLength={6}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        onMove(event.key === 'ArrowDown' ? 1 : -1);
      }}
    />
  );
};
