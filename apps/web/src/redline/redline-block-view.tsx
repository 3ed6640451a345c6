import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type RedlinePiece } from '@gare/domain/redline/redline';
import { type ShownBlock } from './redline-blocks';

interface RedlineBlockProps {
  readonly block: ShownBlock;
  /** Its number among the changes, from 0. */
  readonly change: number | null;
  /** Old text to the left, new text to the right. */
  readonly side: boolean;
}

export function RedlineBlockView({ block, change, side }: RedlineBlockProps): ReactElement {
  const pieces = piecesOf(block);
  if (side)
    return (
      <div
        className={change === null ? 'gi-redline-pair' : 'gi-redline-pair gi-redline-change'}
        tabIndex={change === null ? undefined : -1}
        data-change={change}
      >
        <p className="gi-redline-text">
          {change !== null && <About block={block} />}
          <Pieces pieces={pieces} without="inserted" empty={block.kind === 'deleted'} />
        </p>
        <p className="gi-redline-text">
          <Pieces pieces={pieces} without="deleted" empty={block.kind === 'inserted'} />
        </p>
      </div>
    );
  if (change === null) return <p className="gi-redline-text">{block.kind === 'equal' ? block.text : null}</p>;
  return (
    <p className="gi-redline-text gi-redline-change" tabIndex={-1} data-change={change}>
      <About block={block} />
      <Pieces pieces={pieces} empty={block.kind === 'deleted' || block.kind === 'inserted'} />
    </p>
  );
}

function piecesOf(block: ShownBlock): readonly RedlinePiece[] {
  return block.kind === 'changed' ? block.pieces : [block];
}

/** Where it stands, when not in running text, and what of it changes beside the words. */
function About({ block }: { block: ShownBlock }): ReactElement | null {
  const { t } = useTranslation();
  const place = block.place === undefined || block.place === 'BODY' ? null : t(`confronto.posto.${block.place}`);
  const lookOnly = block.kind === 'changed' && block.pieces.every(({ kind }) => kind === 'equal');
  const look = block.look === true ? t(lookOnly ? 'confronto.soloAspetto' : 'confronto.cambiaAspetto') : null;
  const text = [place, look].filter((part) => part !== null).join(' · ');
  if (text === '') return null;
  return <span className="gi-redline-about">{text}</span>;
}

interface PiecesProps {
  readonly pieces: readonly RedlinePiece[];
  /** What the other column shows. */
  readonly without?: 'inserted' | 'deleted' | undefined;
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
