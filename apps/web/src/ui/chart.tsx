import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Muted, Row } from './layout';

/** Drawings beside figures that are written out as well: nothing here is said by drawing or colour alone. */

interface SpreadBarProps {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly target?: number | null;
  readonly baseline?: number | null;
  /** The longest value of the column, so that its bars can be compared. */
  readonly scale: number;
}

/** Half of the cases as a bar, nine in ten as a line beyond it, target and starting point as marks. */
export function SpreadBar({ p50, p90, target = null, baseline = null, scale }: SpreadBarProps): ReactElement {
  const at = (value: number): number => (scale === 0 ? 0 : Math.min(100, (value / scale) * 100));
  return (
    <svg className="gi-chart-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      {p90 !== null && <line className="gi-chart-line" x1="0" y1="6" x2={at(p90)} y2="6" />}
      {p50 !== null && <rect className="gi-chart-fill" x="0" y="2" width={at(p50)} height="8" />}
      {baseline !== null && <line className="gi-chart-baseline" x1={at(baseline)} y1="0" x2={at(baseline)} y2="12" />}
      {target !== null && <line className="gi-chart-target" x1={at(target)} y1="0" x2={at(target)} y2="12" />}
    </svg>
  );
}

/** What the signs of `SpreadBar` mean. */
export function SpreadKey(): ReactElement {
  const { t } = useTranslation();
  const signs = [
    ['meta', <rect key="m" className="gi-chart-fill" x="0" y="2" width="100" height="8" />],
    ['nove', <line key="n" className="gi-chart-line" x1="0" y1="6" x2="100" y2="6" />],
    ['obiettivo', <line key="o" className="gi-chart-target" x1="50" y1="0" x2="50" y2="12" />],
    ['partenza', <line key="p" className="gi-chart-baseline" x1="50" y1="0" x2="50" y2="12" />],
  ] as const;
  return (
    <Row>
      {signs.map(([sign, drawing]) => (
        <Muted key={sign}>
          <svg className="gi-chart-key" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            {drawing}
          </svg>{' '}
          {t(`cruscotto.segno.${sign}`)}
        </Muted>
      ))}
    </Row>
  );
}

const slices = { COMUNE: 'gi-chart-comune', SUA: 'gi-chart-sua', ALTRO: 'gi-chart-other', NESSUNO: 'gi-chart-nobody' } as const;

export interface Slice {
  readonly party: keyof typeof slices;
  readonly share: number;
}

/** Parts of a whole, side by side. */
export function SharesBar({ parts }: { parts: readonly Slice[] }): ReactElement {
  let from = 0;
  return (
    <svg className="gi-chart-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      {parts.map(({ party, share }) => {
        const x = from;
        from += share * 100;
        return <rect key={party} className={slices[party]} x={x} y="1" width={share * 100} height="10" />;
      })}
    </svg>
  );
}

/** The colour of a party in `SharesBar`, beside its name. */
export function SliceMark({ party }: { party: Slice['party'] }): ReactElement {
  return <span className={`gi-chart-mark ${slices[party]}`} aria-hidden="true" />;
}

export interface ChartMonth {
  readonly month: string;
  readonly label: string;
  readonly opened: number;
  readonly concluded: number;
}

const height = 120;
const step = 48;

/** Two columns a month; the same figures stand in the table under it. */
export function MonthsChart({ months }: { months: readonly ChartMonth[] }): ReactElement {
  const { t } = useTranslation();
  const top = Math.max(1, ...months.flatMap(({ opened, concluded }) => [opened, concluded]));
  const column = (value: number): number => (value / top) * height;
  return (
    <figure className="gi-chart-figure">
      <svg viewBox={`0 0 ${months.length * step} ${height + 36}`} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
        <line className="gi-chart-axis" x1="0" y1={height + 14} x2={months.length * step} y2={height + 14} />
        {months.map(({ month, label, opened, concluded }, index) => (
          <g key={month} transform={`translate(${index * step} 14)`}>
            <rect className="gi-chart-comune" x="8" y={height - column(opened)} width="14" height={column(opened)} />
            <rect className="gi-chart-sua" x="24" y={height - column(concluded)} width="14" height={column(concluded)} />
            <text x="15" y={height - column(opened) - 3}>
              {opened === 0 ? '' : opened}
            </text>
            <text x="31" y={height - column(concluded) - 3}>
              {concluded === 0 ? '' : concluded}
            </text>
            <text x="23" y={height + 16}>
              {label}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        <SliceMark party="COMUNE" /> {t('cruscotto.aperti')} <SliceMark party="SUA" /> {t('cruscotto.conclusi')}
      </figcaption>
    </figure>
  );
}
