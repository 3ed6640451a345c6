import './redline.scss';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type RedlinePiece } from '@gare/domain/redline/redline';
import { hasChange, type PlacedBlock, type RedlineUnit, type ShownBlock } from './redline-blocks';

type Column = 'inserted' | 'deleted' | undefined;

interface UnitProps {
  readonly unit: RedlineUnit;
  /** Names of two columns, old text to the left, new text to the right; without them it is one. */
  readonly columns: readonly [string, string] | undefined;
  /** Leads to a change by its number. */
  readonly onGo: (change: number) => void;
}

/** A paragraph or a row of a redline, in one column or in two. */
export function RedlineUnitView({ unit, columns, onGo }: UnitProps): ReactElement {
  const shownIn = (without: Column): ReactElement =>
    unit.kind === 'row' ? <Row unit={unit} without={without} /> : <Text placed={unit} without={without} onGo={onGo} />;
  if (columns === undefined) return shownIn(undefined);
  if (!hasChange(unit))
    return (
      <div className="gi-redline-pair">
        {shownIn('inserted')}
        {/* The same once more: to look at beside the other, not to be read twice. */}
        <div className="gi-redline-again" aria-hidden="true">
          {shownIn('deleted')}
        </div>
      </div>
    );
  const whole = wholeKindOf(unit);
  return (
    <div className="gi-redline-pair">
      {(['inserted', 'deleted'] as const).map((without, index) => (
        <div key={without}>
          {whole !== without && (
            <>
              <span className="gi-redline-column">{columns[index]}</span>
              {shownIn(without)}
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** What came or went whole has nothing to show in the other column. */
function wholeKindOf(unit: RedlineUnit): Column {
  const kind = unit.kind === 'block' ? unit.block.kind : unit.change === null ? null : unit.cells[0]?.[0]?.block.kind;
  return kind === 'inserted' || kind === 'deleted' ? kind : undefined;
}

/** In two columns a change is marked where it is to be seen: what went to the left, all else to the right. */
const isShownIn = ({ kind }: ShownBlock, without: Column): boolean =>
  without === undefined || without === (kind === 'deleted' ? 'inserted' : 'deleted');

interface TextProps {
  readonly placed: PlacedBlock;
  /** What the other column shows. */
  readonly without: Column;
  readonly onGo: (change: number) => void;
}

function Text({ placed: { block, change, partner }, without, onGo }: TextProps): ReactElement {
  if (change === null) return <p className="gi-redline-text">{block.kind === 'equal' ? block.text : null}</p>;
  const isHere = isShownIn(block, without);
  return (
    <div className="gi-redline-change" {...(isHere ? { tabIndex: -1, 'data-change': change } : {})}>
      {isHere && <About block={block} />}
      {isHere && partner !== null && <Moved block={block} partner={partner} onGo={onGo} />}
      <p className="gi-redline-text">
        <Pieces pieces={piecesOf(block)} without={without} empty={block.kind !== 'changed'} />
      </p>
    </div>
  );
}

function Row({ unit, without }: { unit: Extract<RedlineUnit, { kind: 'row' }>; without: Column }): ReactElement {
  const { t } = useTranslation();
  const first = unit.cells[0]?.[0]?.block;
  const isHere = unit.change !== null && first !== undefined && isShownIn(first, without);
  return (
    <div
      className={unit.change === null ? 'gi-redline-row' : 'gi-redline-row gi-redline-change'}
      role="group"
      aria-label={t('confronto.riga')}
      {...(isHere ? { tabIndex: -1, 'data-change': unit.change } : {})}
    >
      {unit.cells.map((cell, index) => (
        <div key={index} className="gi-redline-cell">
          {cell.map(({ key, block, change }) => {
            const marked = change !== null && isShownIn(block, without);
            return (
              <div
                key={key}
                className={change === null ? undefined : 'gi-redline-change'}
                {...(marked ? { tabIndex: -1, 'data-change': change } : {})}
              >
                {marked && <About block={block} inTable />}
                <p className="gi-redline-text">
                  <Pieces pieces={piecesOf(block)} without={without} empty={block.kind !== 'changed' && change !== null} />
                </p>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function piecesOf(block: ShownBlock): readonly RedlinePiece[] {
  return block.kind === 'changed' ? block.pieces : [block];
}

/** Where it stands, when not in running text, and what of it changes beside the words. */
function About({ block, inTable = false }: { block: ShownBlock; inTable?: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const place = block.place === undefined || block.place === 'BODY' || inTable ? null : t(`confronto.posto.${block.place}`);
  const lookOnly = block.kind === 'changed' && block.pieces.every(({ kind }) => kind === 'equal');
  const look = block.look === true ? t(lookOnly ? 'confronto.soloAspetto' : 'confronto.cambiaAspetto') : null;
  const text = [place, look].filter((part) => part !== null).join(' · ');
  if (text === '') return null;
  return <span className="gi-redline-about">{text}</span>;
}

function Moved({ block, partner, onGo }: { block: ShownBlock; partner: number; onGo: (change: number) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="gi-redline-about">
      {t(block.kind === 'deleted' ? 'confronto.spostatoVia' : 'confronto.spostatoQui')}{' '}
      <button
        type="button"
        className="btn btn-link gi-redline-go"
        onClick={() => {
          onGo(partner);
        }}
      >
        {t(block.kind === 'deleted' ? 'confronto.vediDoveSta' : 'confronto.vediDovEra')}
      </button>
    </span>
  );
}

interface PiecesProps {
  readonly pieces: readonly RedlinePiece[];
  /** What the other column shows. */
  readonly without?: Column;
  /** A paragraph without words came or went: it is named instead. */
  readonly empty?: boolean;
}

/** What went struck through, what came underlined, both told in words to screen readers. */
export function Pieces({ pieces, without, empty = false }: PiecesProps): ReactElement {
  const { t } = useTranslation();
  const shown = pieces.filter(({ kind }) => kind !== without);
  if (empty && shown.every(({ text }) => text === ''))
    return (
      <>
        {shown.map(({ kind }, index) => (
          <Piece key={index} kind={kind} text={t('confronto.vuoto')} />
        ))}
      </>
    );
  return (
    <>
      {shown.map((piece, index) => (
        <Piece key={index} {...piece} />
      ))}
    </>
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
