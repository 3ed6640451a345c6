import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { HiddenText, Muted, Row, Stack } from '../ui/layout';
import { StepButtons, useChangeSteps } from '../ui/steps';
import { RedlineBlockView } from './redline-block-view';
import { keyOf, partsOf, type ShownBlock, type ShownRedline } from './redline-blocks';
import { saidOf } from './said-change';

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
  const parts = useMemo(() => partsOf(redline), [redline]);
  const changes = redline.blocks.length - redline.counts.equal;
  const changed = useMemo(() => redline.blocks.filter(({ kind }) => kind !== 'equal'), [redline]);
  const { section, current, step } = useChangeSteps(changes);
  const side = columns !== undefined;
  const blocks = (
    <div className={side ? 'gi-redline gi-redline-side' : 'gi-redline'}>
      {columns && (
        <div className="gi-redline-pair gi-redline-heads" aria-hidden="true">
          <span>{columns[0]}</span>
          <span>{columns[1]}</span>
        </div>
      )}
      {parts.map((part) =>
        part.kind === 'folded' ? (
          <Folded key={part.key} blocks={part.blocks} side={side} />
        ) : (
          <RedlineBlockView key={part.key} block={part.block} change={part.change} side={side} />
        ),
      )}
    </div>
  );
  if (paragraph) return <section aria-label={label}>{blocks}</section>;
  return (
    <section aria-label={label} ref={section} data-changes="">
      <Stack gap="sm">
        <Row align="between">
          <span role="status">
            {changes === 0
              ? t(redline.same ? 'confronto.uguali' : 'confronto.senzaParole')
              : [
                  t('confronto.cambiati', { count: redline.counts.changed }),
                  t('confronto.aggiunti', { count: redline.counts.inserted }),
                  t('confronto.tolti', { count: redline.counts.deleted }),
                ].join(', ')}
            {current !== null && ` · ${t('confronto.posizione', { numero: current + 1, totale: changes })}`}
            <HiddenText>{saidOf(changed[current ?? -1], t)}</HiddenText>
          </span>
          {changes > 0 && (
            <Row>
              <StepButtons previous={t('confronto.precedente')} next={t('confronto.successiva')} onStep={step} />
            </Row>
          )}
        </Row>
        {changes > 0 && <Muted>{t('confronto.tasti')}</Muted>}
        {blocks}
      </Stack>
    </section>
  );
}

function Folded({ blocks, side }: { blocks: readonly ShownBlock[]; side: boolean }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (open)
    return (
      <>
        {blocks.map((block) => (
          <RedlineBlockView key={keyOf(block)} block={block} change={null} side={side} />
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
        {t('confronto.invariati', { count: blocks.length })}
      </Button>
    </div>
  );
}
