import { type ReactElement, type ReactNode } from 'react';

interface Children {
  readonly children: ReactNode;
}

const gaps = { sm: 'gi-stack gi-gap-sm', md: 'gi-stack', lg: 'gi-stack gi-gap-lg' } as const;
export function Stack({ children, gap = 'md' }: Children & { gap?: keyof typeof gaps }): ReactElement {
  return <div className={gaps[gap]}>{children}</div>;
}

const rows = { start: 'gi-row', between: 'gi-row gi-row-between', baseline: 'gi-row gi-row-baseline' } as const;
export function Row({ children, align = 'start' }: Children & { align?: keyof typeof rows }): ReactElement {
  return <div className={rows[align]}>{children}</div>;
}

/** Main column and a narrower one beside it; one under the other on small screens. */
export function Split({ children, aside, asideLabel }: Children & { aside: ReactNode; asideLabel: string }): ReactElement {
  return (
    <div className="gi-split">
      <div className="gi-split-main">{children}</div>
      <aside aria-label={asideLabel}>{aside}</aside>
    </div>
  );
}

/** A side index and the long page it leads through. */
export function IndexedPage({ index, children }: Children & { index: ReactNode }): ReactElement {
  return (
    <div className="gi-indexed">
      <div className="gi-index">{index}</div>
      <div className="gi-split-main">{children}</div>
    </div>
  );
}

interface SectionProps extends Children {
  readonly title: ReactNode;
  readonly id: string;
  readonly aside?: ReactNode;
}
export function Section({ title, id, aside, children }: SectionProps): ReactElement {
  return (
    <section aria-labelledby={id} className="gi-section">
      <div className="gi-row gi-row-between">
        <h2 className="gi-h2" id={id} tabIndex={-1}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** The one box of a page that says what to do now. */
export function NextActionBox({ title, id, children }: SectionProps): ReactElement {
  return (
    <section aria-labelledby={id} className="gi-next">
      <h2 className="gi-h2" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

const boxes = {
  plain: 'gi-box',
  danger: 'gi-box gi-box-danger',
  warning: 'gi-box gi-box-warning',
  muted: 'gi-box gi-box-muted',
  success: 'gi-box gi-box-success',
} as const;
export type BoxTone = keyof typeof boxes;
export function Box({ children, tone = 'plain' }: Children & { tone?: BoxTone }): ReactElement {
  return <div className={boxes[tone]}>{children}</div>;
}

export function CardList({ children, label }: Children & { label: string }): ReactElement {
  return (
    <ul className="gi-cards" aria-label={label}>
      {children}
    </ul>
  );
}
export function CardItem({ children, tone = 'plain', id }: Children & { tone?: BoxTone; id?: string }): ReactElement {
  return (
    <li className={boxes[tone]} id={id} tabIndex={id === undefined ? undefined : -1}>
      {children}
    </li>
  );
}

export function PlainList({ children, label }: Children & { label?: string }): ReactElement {
  return (
    <ul className="gi-plain-list" aria-label={label}>
      {children}
    </ul>
  );
}

export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }): ReactElement {
  return (
    <dl className="gi-facts">
      {items.map(([term, value], position) => (
        <div key={`${term} ${position}`}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Muted({ children }: Children): ReactElement {
  return <span className="gi-muted">{children}</span>;
}
export function Strong({ children }: Children): ReactElement {
  return <strong className="gi-strong">{children}</strong>;
}
export function Lead({ children }: Children): ReactElement {
  return <p className="gi-lead">{children}</p>;
}
export function Paragraph({ children }: Children): ReactElement {
  return <p className="gi-p">{children}</p>;
}
/** The heading of a box that is one of the ways on a page. */
export function BoxHeading({ children }: Children): ReactElement {
  return <h2 className="gi-h3">{children}</h2>;
}
export function Subtitle({ children, id }: Children & { id?: string }): ReactElement {
  return (
    <h3 className="gi-h3" id={id}>
      {children}
    </h3>
  );
}
/** A heading that focus can be moved to, where something has come into the page. */
export function TargetHeading({ children, id }: Children & { id: string }): ReactElement {
  return (
    <h2 className="gi-h2" id={id} tabIndex={-1}>
      {children}
    </h2>
  );
}
export function HiddenText({ children }: Children): ReactElement {
  return <span className="visually-hidden">{children}</span>;
}
/** Codes and hashes: fixed width; long ones may break anywhere, short ones never. */
export function Code({ children, short = false }: Children & { short?: boolean }): ReactElement {
  return <code className={short ? 'gi-code gi-code-short' : 'gi-code'}>{children}</code>;
}
export function CodeBlock({ children, label }: Children & { label: string }): ReactElement {
  return (
    <pre className="gi-code-block" tabIndex={0} aria-label={label} role="region">
      {children}
    </pre>
  );
}
export function Disclosure({ summary, children, open }: Children & { summary: ReactNode; open?: boolean }): ReactElement {
  return (
    <details className="gi-details" open={open}>
      <summary>{summary}</summary>
      <div className="gi-details-body">{children}</div>
    </details>
  );
}

export function Ordered({ children, label }: Children & { label: string }): ReactElement {
  return (
    <ol className="gi-ordered" aria-label={label}>
      {children}
    </ol>
  );
}

/** A section of a long form; its heading can take focus when the section is opened. */
export function FormSection({ title, id, children }: { title: string; id: string; children: ReactNode }): ReactElement {
  return (
    <section aria-labelledby={id} className="gi-stack">
      <h2 className="gi-h2" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
