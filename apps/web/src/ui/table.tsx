import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Icon } from './icon';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The column that names the row; on small screens it is the title of the card. */
  readonly main?: boolean;
  readonly numeric?: boolean;
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Older rows shown while newer ones are on their way. */
  readonly waiting?: boolean;
}

function HeadCell<Row>({ column }: { column: Column<Row> }): ReactElement {
  const mark = { ascending: '▲', descending: '▼', none: '↕' } as const;
  return (
    <th scope="col" className={column.numeric === true ? 'gi-num' : undefined} aria-sort={column.sort?.direction}>
      {column.sort ? (
        <button type="button" onClick={column.sort.onSort}>
          {column.title}
          <span aria-hidden="true">{mark[column.sort.direction]}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** A real table; under 768 px each row is a card whose cells carry their column's name. */
export function Table<Row>({ caption, columns, rows, rowKey, waiting = false }: TableProps<Row>): ReactElement {
  return (
    <table className="gi-table" aria-busy={waiting || undefined}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.main === true ? (
                <th scope="row" key={column.key} className="gi-cell-main">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} data-label={column.title} className={column.numeric === true ? 'gi-num' : undefined}>
                  <div>{column.cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PaginationProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}
export function Pagination({ page, pages, onPage }: PaginationProps): ReactElement | null {
  const { t } = useTranslation();
  if (pages < 2) return null;
  return (
    <nav className="gi-row gi-pagination" aria-label={t('elenco.pagine')}>
      {page > 1 && (
        <Button
          small
          icon="it-chevron-left"
          onClick={() => {
            onPage(page - 1);
          }}
        >
          {t('elenco.precedente')}
        </Button>
      )}
      <span aria-current="page">{t('elenco.pagina', { page, pages })}</span>
      {page < pages && (
        <Button
          small
          icon="it-chevron-right"
          onClick={() => {
            onPage(page + 1);
          }}
        >
          {t('elenco.successiva')}
        </Button>
      )}
    </nav>
  );
}

export interface Counter {
  readonly key: string;
  readonly label: string;
  readonly count: number | undefined;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly tone?: 'danger' | 'warning';
}
/** Counters that are filters. */
export function Counters({ items, label }: { items: readonly Counter[]; label: string }): ReactElement {
  return (
    <div role="group" aria-label={label} className="gi-counters">
      {items.map((item) => (
        <button key={item.key} type="button" className="gi-counter" aria-pressed={item.pressed} onClick={item.onPress}>
          <span
            className={item.tone === undefined || item.count === 0 ? 'gi-counter-number' : `gi-counter-number ${counterTones[item.tone]}`}
          >
            {item.count ?? '–'}
          </span>
          <span>{item.label}</span>
          {item.pressed && <Icon name="it-check" size="sm" />}
        </button>
      ))}
    </div>
  );
}
const counterTones = { danger: 'gi-counter-danger', warning: 'gi-counter-warning' } as const;
