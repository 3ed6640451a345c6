import { type ReactElement, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Redline, type RedlineBlock, type RedlinePiece } from '@gare/domain/redline/redline';
import { Button } from '../ui/button';
import { Muted, Row, Stack } from '../ui/layout';
import { keyOf, partsOf } from './redline-blocks';

interface RedlineViewProps {
  readonly redline: Redline;
  /** Says what is compared with what, e.g. `Versione 2 e versione 3 a confronto`. */
  readonly label: string;
  /** One paragraph: without the count and the ways from change to change. */
  readonly paragraph?: true;
}

/**
 * Two texts laid over each other: what went struck through, what came underlined, both told in words to screen readers.
 * Unchanged stretches are folded; F8 and Shift+F8, or the buttons, lead from change to change.
 */
export function RedlineView({ redline, label, paragraph }: RedlineViewProps): ReactElement {
  const { t } = useTranslation();
  const parts = useMemo(() => partsOf(redline), [redline]);
  const changes = redline.blocks.length - redline.counts.equal;
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
  const blocks = (
    <div className="gi-redline" ref={text}>
      {parts.map((part) =>
        part.kind === 'folded' ? (
          <Folded key={part.key} blocks={part.blocks} />
        ) : (
          <Block key={part.key} block={part.block} change={part.change} />
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

function Block({ block, change }: { block: RedlineBlock; change: number | null }): ReactElement {
  if (block.kind === 'equal') return <p className="gi-redline-text">{block.text}</p>;
  const pieces: readonly RedlinePiece[] = block.kind === 'changed' ? block.pieces : [block];
  return (
    <p className="gi-redline-text gi-redline-change" tabIndex={-1} data-change={change}>
      {pieces.map((piece, index) => (
        <Piece key={index} {...piece} />
      ))}
    </p>
  );
}

function Piece({ kind, text }: RedlinePiece): ReactElement {
  const { t } = useTranslation();
  if (kind === 'equal') return <>{text}</>;
  const Tag = kind === 'inserted' ? 'ins' : 'del';
  return (
    <Tag className={kind === 'inserted' ? 'gi-ins' : 'gi-del'}>
      <span className="visually-hidden">{t(kind === 'inserted' ? 'confronto.inizioAggiunto' : 'confronto.inizioTolto')} </span>
      {text}
      <span className="visually-hidden"> {t(kind === 'inserted' ? 'confronto.fineAggiunto' : 'confronto.fineTolto')} </span>
    </Tag>
  );
}

function Folded({ blocks }: { blocks: readonly RedlineBlock[] }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (open) return <>{blocks.map((block) => block.kind === 'equal' && <Block key={keyOf(block)} block={block} change={null} />)}</>;
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
