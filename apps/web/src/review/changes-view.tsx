import { type KeyboardEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { announce } from '../announcements';
import { Button } from '../ui/button';
import { Muted, Row, Stack } from '../ui/layout';
import { type ReviewedText } from './queries';

type Block = ReviewedText['blocks'][number];
type Change = Exclude<Block, { kind: 'equal' }>;
export type Mode = 'IN_LINEA' | 'AFFIANCATI';

interface ChangesViewProps {
  readonly text: ReviewedText;
  readonly mode: Mode;
  /** Absent: the caller makes no remarks. */
  readonly onRemark?: ((paragraphId: string | null) => void) | undefined;
}

/** Steps that a key asks for; active only while the list has the focus, so that they never get in the way of typing. */
const stepOf: Readonly<Record<string, 1 | -1>> = { j: 1, J: 1, F8: 1, k: -1, K: -1 };

/** Only what changed, paragraph by paragraph, in one column or in two; J and K, F8 or the buttons lead from change to change. */
export function ChangesView({ text, mode, onRemark }: ChangesViewProps): ReactElement {
  const { t } = useTranslation();
  const changes = useMemo(() => text.blocks.filter((block): block is Change => block.kind !== 'equal'), [text]);
  const [current, setCurrent] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const step = (by: 1 | -1): void => {
    if (changes.length === 0) return;
    const next = current === null ? (by === 1 ? 0 : changes.length - 1) : (current + by + changes.length) % changes.length;
    setCurrent(next);
    const place = list.current?.children[next];
    if (place instanceof HTMLElement) {
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: 'center' });
    }
    announce(t('revisione.modificaNumero', { numero: next + 1, totale: changes.length }));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = stepOf[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(event.key === 'F8' && event.shiftKey ? -1 : by);
  };
  return (
    <Stack gap="sm">
      <Row align="between">
        <span role="status">
          {t('revisione.modifiche', { count: changes.length })}
          {current !== null && ` · ${t('revisione.modificaNumero', { numero: current + 1, totale: changes.length })}`}
        </span>
        <Row>
          <Button
            small
            icon="it-chevron-left"
            aria-keyshortcuts="K"
            onClick={() => {
              step(-1);
            }}
          >
            {t('revisione.precedente')}
          </Button>
          <Button
            small
            icon="it-chevron-right"
            aria-keyshortcuts="J"
            onClick={() => {
              step(1);
            }}
          >
            {t('revisione.successiva')}
          </Button>
        </Row>
      </Row>
      <Muted>{t('revisione.tasti')}</Muted>
      {/* The keys belong to the list and to what is in it. */}
      <ol className="gi-changes" ref={list} aria-label={t('revisione.modificheElenco')} onKeyDown={onKey}>
        {changes.map((change, index) => (
          <OneChange key={keyOf(change)} change={change} text={text} mode={mode} number={index + 1} onRemark={onRemark} />
        ))}
      </ol>
    </Stack>
  );
}

const keyOf = (change: Change): string => (change.kind === 'deleted' ? `-${change.before}` : `+${change.after}`);

interface OneChangeProps extends ChangesViewProps {
  readonly change: Change;
  readonly number: number;
}

function OneChange({ change, text, mode, number, onRemark }: OneChangeProps): ReactElement {
  const { t } = useTranslation();
  const paragraph = change.kind === 'deleted' ? undefined : text.paragraphs.find(({ line }) => line === change.after);
  return (
    <li className="gi-change" tabIndex={-1} data-change={number}>
      <Row align="between">
        <Muted>
          {t(`revisione.cambiamento.${change.kind}`)}
          {paragraph?.heading != null && ` · ${firstWords(paragraph.heading)}`}
        </Muted>
        {onRemark && (
          <Button
            small
            look="quiet"
            onClick={() => {
              onRemark(paragraph?.id ?? null);
            }}
          >
            {t('revisione.rilievoQui')}
          </Button>
        )}
      </Row>
      {mode === 'IN_LINEA' ? (
        <p className="gi-redline-text">
          <Pieces change={change} shown="all" />
        </p>
      ) : (
        <div className="gi-change-sides">
          <div>
            <Muted>{t('revisione.prima')}</Muted>
            <p className="gi-redline-text">
              <Pieces change={change} shown="before" />
            </p>
          </div>
          <div>
            <Muted>{t('revisione.adesso')}</Muted>
            <p className="gi-redline-text">
              <Pieces change={change} shown="after" />
            </p>
          </div>
        </div>
      )}
    </li>
  );
}

/** What went struck through, what came underlined, both told in words to screen readers. */
function Pieces({ change, shown }: { change: Change; shown: 'all' | 'before' | 'after' }): ReactElement {
  const { t } = useTranslation();
  const pieces = change.kind === 'changed' ? change.pieces : [{ kind: change.kind, text: change.text }];
  const left = pieces.filter(({ kind }) => shown === 'all' || kind === 'equal' || kind === (shown === 'before' ? 'deleted' : 'inserted'));
  if (left.length === 0) return <Muted>{t(shown === 'before' ? 'revisione.nonCera' : 'revisione.nonCePiu')}</Muted>;
  return (
    <>
      {left.map(({ kind, text }, index) => {
        if (kind === 'equal') return text;
        const Tag = kind === 'inserted' ? 'ins' : 'del';
        return (
          <Tag key={index} className={kind === 'inserted' ? 'gi-ins' : 'gi-del'}>
            <span className="visually-hidden">{t(kind === 'inserted' ? 'revisione.inizioAggiunto' : 'revisione.inizioTolto')} </span>
            {text}
            <span className="visually-hidden"> {t(kind === 'inserted' ? 'revisione.fineAggiunto' : 'revisione.fineTolto')} </span>
          </Tag>
        );
      })}
    </>
  );
}
