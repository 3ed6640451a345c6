import { type KeyboardEvent, type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { Pieces } from '../redline/redline-block-view';
import { keyOf } from '../redline/redline-blocks';
import { saidOf } from '../redline/said-change';
import { Button } from '../ui/button';
import { Badge } from '../ui/feedback';
import { HiddenText, Muted, Row, Stack } from '../ui/layout';
import { type Step } from '../ui/stepped-to';
import { StepButtons, useChangeSteps } from '../ui/steps';
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

/** Letters do as F8 only while the list has the focus, so that they never get in the way of typing. */
const letters: Readonly<Record<string, Step>> = { j: 1, J: 1, k: -1, K: -1 };

/** Only what changed, paragraph by paragraph, in one column or in two; F8, J and K, or the buttons lead from change to change. */
export function ChangesView({ text, mode, onRemark }: ChangesViewProps): ReactElement {
  const { t } = useTranslation();
  const changes = useMemo(() => text.blocks.filter((block): block is Change => block.kind !== 'equal'), [text]);
  const { section, current, step } = useChangeSteps(changes.length);
  const onKey = (event: KeyboardEvent): void => {
    const by = letters[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(by);
  };
  return (
    <section ref={section} data-changes="" aria-label={t('revisione.modificheElenco')}>
      <Stack gap="sm">
        <Row align="between">
          <span role="status">
            {t('revisione.modifiche', { count: changes.length })}
            {current !== null && ` · ${t('revisione.modificaNumero', { numero: current + 1, totale: changes.length })}`}
            <HiddenText>{saidOf(changes[current ?? -1], t)}</HiddenText>
          </span>
          <Row>
            <StepButtons previous={t('revisione.precedente')} next={t('revisione.successiva')} onStep={step} />
          </Row>
        </Row>
        <Muted>{t('revisione.tasti')}</Muted>
        {/* The letters belong to the list and to what is in it. */}
        <ol className="gi-changes" aria-label={t('revisione.modificheElenco')} onKeyDown={onKey}>
          {changes.map((change, index) => (
            <OneChange key={keyOf(change)} change={change} text={text} mode={mode} number={index} onRemark={onRemark} />
          ))}
        </ol>
      </Stack>
    </section>
  );
}

/** The paragraph of now that a change stands in; none where it was taken out. */
const paragraphOf = (text: ReviewedText, change: Change): ReviewedText['paragraphs'][number] | undefined =>
  change.kind === 'deleted' ? undefined : text.paragraphs.find(({ line }) => line === change.after);

interface OneChangeProps extends ChangesViewProps {
  readonly change: Change;
  readonly number: number;
}

function OneChange({ change, text, mode, number, onRemark }: OneChangeProps): ReactElement {
  const { t } = useTranslation();
  const paragraph = paragraphOf(text, change);
  const clause = text.clauseChanges.find(
    ({ before, after }) =>
      (change.kind === 'inserted' || before === change.before) && (change.kind === 'deleted' || after === change.after),
  );
  return (
    <li className="gi-change" tabIndex={-1} data-change={number}>
      <Row align="between">
        <Muted>
          {t(`revisione.cambiamento.${change.kind}`)}
          {paragraph?.heading != null && ` · ${firstWords(paragraph.heading)}`}
        </Muted>
        {clause !== undefined && (
          <Badge tone={clause.registered ? 'info' : 'warning'}>
            {t(clause.registered ? 'revisione.dallaClausola' : 'revisione.dallaClausolaSenzaMotivo', { clausola: clause.clause })}
          </Badge>
        )}
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
          <Column change={change} shown="all" />
        </p>
      ) : (
        <div className="gi-change-sides">
          <div>
            <Muted>{t('revisione.prima')}</Muted>
            <p className="gi-redline-text">
              <Column change={change} shown="before" />
            </p>
          </div>
          <div>
            <Muted>{t('revisione.adesso')}</Muted>
            <p className="gi-redline-text">
              <Column change={change} shown="after" />
            </p>
          </div>
        </div>
      )}
    </li>
  );
}

/** One column of a change, or both in one; a column that has nothing says so. */
function Column({ change, shown }: { change: Change; shown: 'all' | 'before' | 'after' }): ReactElement {
  const { t } = useTranslation();
  const pieces = change.kind === 'changed' ? change.pieces : [change];
  const without = shown === 'all' ? undefined : shown === 'before' ? 'inserted' : 'deleted';
  if (pieces.every(({ kind }) => kind === without))
    return <Muted>{t(shown === 'before' ? 'revisione.nonCera' : 'revisione.nonCePiu')}</Muted>;
  return <Pieces pieces={pieces} without={without} />;
}
