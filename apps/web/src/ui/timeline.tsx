import { type ReactElement } from 'react';

/** Ends in percent of the whole. */
export interface TimelineBar {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly tone: 'running' | 'stopped' | 'kept' | 'missed';
  /** The day at its end. */
  readonly text: string;
}

const tones = {
  running: 'gi-line-bar',
  stopped: 'gi-line-bar gi-line-stopped',
  kept: 'gi-line-bar gi-line-kept',
  missed: 'gi-line-bar gi-line-missed',
} as const;

const rowHeight = 30;
const barTop = 18;

/**
 * Bars over one line of time, drawn: a picture of what a list beside it says in words, so that it is one image for readers of the
 * screen. Widths are attributes and not styles: the policy of the pages takes no inline style.
 */
export function Timeline({
  label,
  bars,
  now,
  ends,
}: {
  label: string;
  bars: readonly TimelineBar[];
  now: { readonly at: number; readonly label: string };
  ends: readonly [string, string];
}): ReactElement {
  const height = bars.length * rowHeight + 24;
  return (
    <figure className="gi-line" aria-label={label} role="img">
      <svg className="gi-line-picture" width="100%" height={height} aria-hidden="true">
        <line className="gi-line-now" x1={`${now.at}%`} x2={`${now.at}%`} y1={0} y2={height} />
        <text className="gi-line-text" x={`${now.at}%`} y={height - 6} dx={now.at > 80 ? -4 : 4} textAnchor={now.at > 80 ? 'end' : 'start'}>
          {now.label}
        </text>
        {bars.map((bar, row) => (
          <g key={bar.key}>
            <text
              className="gi-line-text"
              x={`${bar.from > 60 ? bar.to : bar.from}%`}
              y={row * rowHeight + 14}
              textAnchor={bar.from > 60 ? 'end' : 'start'}
            >
              {bar.label}, {bar.text}
            </text>
            <rect
              className={tones[bar.tone]}
              x={`${bar.from}%`}
              width={`${Math.max(bar.to - bar.from, 0.8)}%`}
              y={row * rowHeight + barTop}
              height={7}
              rx={2}
            />
          </g>
        ))}
      </svg>
      <figcaption className="gi-row gi-row-between gi-small" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </figcaption>
    </figure>
  );
}
