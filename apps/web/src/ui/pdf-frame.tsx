import './pdf-frame.scss';
import { type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Disclosure } from './layout';

interface PdfToolbarProps {
  readonly page: number;
  readonly pages: number;
  readonly zoomPercent: number;
  readonly onPage: (page: number) => void;
  readonly onZoom: (step: 1 | -1) => void;
}

export function PdfToolbar({ page, pages, zoomPercent, onPage, onZoom }: PdfToolbarProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="gi-row gi-pdf-bar" role="group" aria-label={t('pdf.comandi')}>
      <Button
        small
        icon="it-chevron-left"
        aria-disabled={page === 1}
        onClick={() => {
          onPage(page - 1);
        }}
      >
        {t('pdf.precedente')}
      </Button>
      <label className="gi-pdf-page">
        {t('pdf.pagina')}
        <input
          type="number"
          className="form-control"
          min={1}
          max={pages}
          value={page}
          onChange={(event) => {
            const wanted = event.target.valueAsNumber;
            if (Number.isInteger(wanted)) onPage(wanted);
          }}
        />
        <span>{t('pdf.di', { pagine: pages })}</span>
      </label>
      <Button
        small
        icon="it-chevron-right"
        aria-disabled={page === pages}
        onClick={() => {
          onPage(page + 1);
        }}
      >
        {t('pdf.successiva')}
      </Button>
      <span className="gi-pdf-zoom">
        <Button
          small
          look="quiet"
          aria-label={t('pdf.riduci')}
          onClick={() => {
            onZoom(-1);
          }}
        >
          −
        </Button>
        <span>{zoomPercent}%</span>
        <Button
          small
          look="quiet"
          aria-label={t('pdf.ingrandisci')}
          onClick={() => {
            onZoom(1);
          }}
        >
          +
        </Button>
      </span>
    </div>
  );
}

interface PdfPageProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Holds the words of the page, laid over its picture. */
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly text: string;
  /** A word was clicked, or Enter or the space bar pressed on it; answers whether it opened something. */
  readonly onWord: (target: EventTarget) => boolean;
}

export function PdfPage({ canvas, layer, label, text, onWord }: PdfPageProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <div className="gi-pdf-sheet" role="region" aria-label={label} tabIndex={0}>
        <div className="gi-pdf-paper">
          <canvas ref={canvas} role="img" aria-label={label} />
          <div
            ref={layer}
            className="gi-pdf-words"
            onClick={(event) => {
              onWord(event.target);
            }}
            onKeyDown={(event) => {
              if ((event.key === 'Enter' || event.key === ' ') && onWord(event.target)) event.preventDefault();
            }}
          />
        </div>
      </div>
      <Disclosure summary={t('pdf.testo')}>
        <div className="gi-pdf-text">{text === '' ? t('pdf.senzaTesto') : text}</div>
      </Disclosure>
    </>
  );
}
