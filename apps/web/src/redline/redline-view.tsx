import './redline.scss';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { HiddenText, Muted, Row, Stack } from '../ui/layout';
import { StepButtons, useChangeSteps } from '../ui/steps';
import { RedlineUnitView } from './redline-block-view';
import { partsOf, type RedlineUnit, type ShownRedline } from './redline-blocks';
import { saidCounts, saidOfAll } from './said-change';

interface RedlineViewProps {
  readonly redline: ShownRedline;
  /** Says what is compared with what, e.g. `Versione 2 e versione 3 a confronto`. */
  readonly label: string;
  /** One paragraph: without the count and the ways from change to change. */
  readonly paragraph?: true;
  /** Headings of two columns: the texts then stand side by side. */
  readonly columns?: readonly [string, string] | undefined;
}

/**
 * Two texts laid over each other: what went struck through, what came underlined, both told in words to screen readers.
 * Unchanged stretches are folded; F8 and Shift+F8, or the buttons, lead from change to change.
 */
export function RedlineView({ redline, label, paragraph, columns }: RedlineViewProps): ReactElement {
  const { t } = useTranslation();
  const { parts, changes } = useMemo(() => partsOf(redline), [redline]);
  const { section, current, step, goTo } = useChangeSteps(changes.length);
  const blocks = (
    <div className={columns === undefined ? 'gi-redline' : 'gi-redline gi-redline-side'}>
      {columns && (
        <div className="gi-redline-pair gi-redline-heads" aria-hidden="true">
          <span>{columns[0]}</span>
          <span>{columns[1]}</span>
        </div>
      )}
      {parts.map((part) =>
        part.kind === 'folded' ? (
          <Folded key={part.key} units={part.units} columns={columns} onGo={goTo} />
        ) : (
          <RedlineUnitView key={part.key} unit={part} columns={columns} onGo={goTo} />
        ),
      )}
    </div>
  );
  if (paragraph) return <section aria-label={label}>{blocks}</section>;
  return (
    <section aria-label={label} ref={section} data-changes="">
      <Stack gap="sm">
        <div className="gi-redline-bar">
          <Row align="between">
            <span>
              {saidCounts(redline, t)}
              {/* Apart from the count: a step tells its change, not all of them again. */}
              <span role="status">
                {current !== null && ` · ${t('confronto.posizione', { numero: current + 1, totale: changes.length })}`}
                <HiddenText>{saidOfAll(changes[current ?? -1] ?? [], t)}</HiddenText>
              </span>
            </span>
            {changes.length > 0 && (
              <Row>
                <StepButtons previous={t('confronto.precedente')} next={t('confronto.successiva')} onStep={step} />
              </Row>
            )}
          </Row>
        </div>
        {changes.length > 0 && <Muted>{t('confronto.tasti')}</Muted>}
        {blocks}
      </Stack>
    </section>
  );
}

interface FoldedProps {
  readonly units: readonly RedlineUnit[];
  readonly columns: readonly [string, string] | undefined;
  readonly onGo: (change: number) => void;
}

function Folded({ units, columns, onGo }: FoldedProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (open)
    return (
      <>
        {units.map((unit) => (
          <RedlineUnitView key={unit.key} unit={unit} columns={columns} onGo={onGo} />
        ))}
      </>
    );
  return (
    <div className="gi-redline-folded">
      <Button
        small
        look="quiet"
        icon="it-expand"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('confronto.invariati', { count: units.length })}
      </Button>
    </div>
  );
}
