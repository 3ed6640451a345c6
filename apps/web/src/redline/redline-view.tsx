import { type ReactElement, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { HiddenText, Muted, Row, Stack } from '../ui/layout';
import { RedlineBlockView } from './redline-block-view';
import { changeOf, keyOf, partsOf, type ShownBlock, type ShownRedline } from './redline-blocks';

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
  const [current, setCurrent] = useState<number | null>(null);
  const text = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const goTo = (change: number): void => {
    const place = text.current?.querySelector<HTMLElement>(`[data-change="${change}"]`);
    if (!place) return;
    setCurrent(change);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'center' });
  };
  const step = (by: 1 | -1): void => {
    if (changes > 0) goTo(current === null ? (by === 1 ? 0 : changes - 1) : (current + by + changes) % changes);
  };
  useChangeKeys((by) => {
    if (section.current !== null && section.current === inHand()) step(by);
  });
  const side = columns !== undefined;
  const blocks = (
    <div className={side ? 'gi-redline gi-redline-side' : 'gi-redline'} ref={text}>
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
    <section aria-label={label} ref={section} data-redline="">
      <Stack gap="sm">
        <Row align="between">
          <span role="status">
            {redline.same
              ? t('confronto.uguali')
              : [
                  t('confronto.cambiati', { count: redline.counts.changed }),
                  t('confronto.aggiunti', { count: redline.counts.inserted }),
                  t('confronto.tolti', { count: redline.counts.deleted }),
                ].join(', ')}
            {current !== null && ` · ${t('confronto.posizione', { numero: current + 1, totale: changes })}`}
            <HiddenText>{said(changed[current ?? -1], t)}</HiddenText>
          </span>
          {changes > 0 && (
            <Row>
              <Button
                small
                icon="it-chevron-left"
                aria-keyshortcuts="Shift+F8"
                onClick={() => {
                  step(-1);
                }}
              >
                {t('confronto.precedente')}
              </Button>
              <Button
                small
                icon="it-chevron-right"
                aria-keyshortcuts="F8"
                onClick={() => {
                  step(1);
                }}
              >
                {t('confronto.successiva')}
              </Button>
            </Row>
          )}
        </Row>
        {changes > 0 && <Muted>{t('confronto.tasti')}</Muted>}
        {blocks}
      </Stack>
    </section>
  );
}

/** Of several redlines on a page the keys lead through the one that has the focus, else through the first. */
function inHand(): Element | null {
  return document.activeElement?.closest('[data-redline]') ?? document.querySelector('[data-redline]');
}

/** F8 as in word processors; not a character key, so it never gets in the way of typing or speech input. */
function useChangeKeys(step: (by: 1 | -1) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      onKey(event);
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
    };
  }, []);
}

/** The change in hand as a sentence for screen readers. */
function said(block: ShownBlock | undefined, t: TFunction): string {
  if (block === undefined) return '';
  const { gone, come } = changeOf(block);
  const parts = [
    block.place === undefined ? '' : t(`confronto.posto.${block.place}`),
    gone === '' ? '' : t('confronto.eliminato', { testo: gone }),
    come === '' ? '' : t('confronto.inserito', { testo: come }),
    block.look === true ? t('confronto.cambiaAspetto') : '',
  ];
  return `. ${parts.filter((part) => part !== '').join('; ')}`;
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
