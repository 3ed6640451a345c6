import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, RenderingCancelledException } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoundValue, type VersionFacts } from '../facts/queries';
import { type PrintedStretch, valuesOnPages } from '../facts/values-on-pages';
import { Button } from '../ui/button';
import { Notice, Skeleton } from '../ui/feedback';
import { Disclosure, PlainList } from '../ui/layout';
import { PdfPage, PdfToolbar } from '../ui/pdf-frame';
import { usePageTexts, useWords } from './pdf-words';

GlobalWorkerOptions.workerSrc = workerUrl;

const zooms = [0.75, 1, 1.25, 1.5, 2] as const;
const normalZoom = 1;
const cssPixelsPerPoint = 96 / 72;

type Loading = { readonly kind: 'loading' } | { readonly kind: 'ready'; readonly pdf: PDFDocumentProxy } | { readonly kind: 'failed' };

function useDocument(url: string): Loading {
  const [state, setState] = useState<Loading>({ kind: 'loading' });
  useEffect(() => {
    const task = getDocument({ url, isEvalSupported: false, useWasm: false });
    const leaving = new AbortController();
    task.promise.then(
      (pdf) => {
        if (!leaving.signal.aborted) setState({ kind: 'ready', pdf });
      },
      () => {
        if (!leaving.signal.aborted) setState({ kind: 'failed' });
      },
    );
    return () => {
      leaving.abort();
      void task.destroy();
    };
  }, [url]);
  return state;
}

/**
 * Paints one page and reads its text, which stands under the picture for whoever does not see it. A page that cannot be
 * painted is told as failed; turning the page or changing the zoom tries again.
 */
function usePage(pdf: PDFDocumentProxy, number: number, zoom: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const [failedAt, setFailedAt] = useState<string | null>(null);
  const attempt = `${number} ${zoom}`;
  useEffect(() => {
    const leaving = new AbortController();
    let stop: (() => void) | undefined;
    const show = (read: string): void => {
      if (!leaving.signal.aborted) setText(read);
    };
    const paint = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      const target = canvas.current;
      if (leaving.signal.aborted || target === null) return;
      const density = Math.min(window.devicePixelRatio, 2);
      const viewport = page.getViewport({ scale: zoom * cssPixelsPerPoint * density });
      target.width = viewport.width;
      target.height = viewport.height;
      target.style.width = `${viewport.width / density}px`;
      // A narrow screen shows the whole width of the page; enlarging it is what the zoom is for.
      target.style.maxWidth = zoom <= normalZoom ? '100%' : 'none';
      target.style.height = 'auto';
      const painting = page.render({ canvas: target, viewport });
      stop = () => {
        painting.cancel();
      };
      const reading = page.getTextContent().then(({ items }) => {
        show(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
      });
      await Promise.all([painting.promise, reading]);
    };
    paint().catch((error: unknown) => {
      // A page left before it is painted ends with a cancellation, which is what was asked for.
      if (leaving.signal.aborted || error instanceof RenderingCancelledException) return;
      setFailedAt(attempt);
    });
    return () => {
      leaving.abort();
      stop?.();
      setFailedAt(null);
    };
  }, [pdf, number, zoom, attempt]);
  return { canvas, text, failed: failedAt === attempt };
}

/** The text of the version with its values, and who wants to know of one that is chosen. */
interface Bound {
  readonly facts: VersionFacts | undefined;
  readonly onChoose: (value: BoundValue) => void;
}

const none: readonly PrintedStretch[] = [];

/** Values printed on a page, each once, in the order of reading. */
function valuesOf(stretches: readonly PrintedStretch[]): BoundValue[] {
  return [...new Map(stretches.map(({ value }) => [value.position, value])).values()];
}

function Pages({ pdf, title, bound }: { pdf: PDFDocumentProxy; title: string; bound: Bound }): ReactElement {
  const { t } = useTranslation();
  const { facts, onChoose } = bound;
  const texts = usePageTexts(pdf, facts !== undefined && facts.values.length > 0);
  const found = useMemo(() => (facts === undefined || texts === null ? null : valuesOnPages(facts, texts)), [facts, texts]);
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState<number>(normalZoom);
  const { canvas, text, failed } = usePage(pdf, number, zoom);
  const layer = useRef<HTMLDivElement>(null);
  const stretches = found?.get(number - 1) ?? none;
  useWords({ pdf, number, canvas, layer, stretches });
  const values = valuesOf(stretches);
  const choose = (target: EventTarget): boolean => {
    const chosen = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-value]')?.dataset['value'] : undefined;
    const value = values.find(({ position }) => String(position) === chosen);
    if (value !== undefined) onChoose(value);
    return value !== undefined;
  };
  const nextZoom = (step: 1 | -1): number =>
    zooms[Math.min(zooms.length - 1, Math.max(0, zooms.findIndex((value) => value === zoom) + step))] ?? normalZoom;
  return (
    <>
      <PdfToolbar
        page={number}
        pages={pdf.numPages}
        zoomPercent={Math.round(zoom * 100)}
        onPage={(page) => {
          setNumber(Math.min(pdf.numPages, Math.max(1, page)));
        }}
        onZoom={(step) => {
          setZoom(nextZoom(step));
        }}
      />
      {failed ? (
        <Notice tone="danger" title={t('documenti.paginaNo', { pagina: number })} live="alert">
          {t('documenti.paginaNoTesto')}
        </Notice>
      ) : (
        <PdfPage
          canvas={canvas}
          layer={layer}
          label={t('documenti.paginaDi', { titolo: title, pagina: number, pagine: pdf.numPages })}
          text={text}
          onWord={choose}
        />
      )}
      {values.length > 0 && (
        <Disclosure summary={t('fatti.valoriDellaPagina', { count: values.length })}>
          <PlainList>
            {values.map((value) => (
              <li key={value.position}>
                {value.label}:{' '}
                <Button
                  small
                  look="quiet"
                  aria-haspopup="dialog"
                  onClick={() => {
                    onChoose(value);
                  }}
                >
                  {value.text}
                </Button>
              </li>
            ))}
          </PlainList>
        </Disclosure>
      )}
    </>
  );
}

/** A PDF in the page, with the values of the scheda to open where they are printed. */
export function PdfView({ url, title, bound }: { url: string; title: string; bound: Bound }): ReactElement {
  const { t } = useTranslation();
  const state = useDocument(url);
  if (state.kind === 'loading') return <Skeleton rows={10} />;
  if (state.kind === 'failed') {
    return (
      <Notice tone="danger" title={t('documenti.anteprimaNo')} live="alert">
        {t('documenti.anteprimaNoTesto')}
      </Notice>
    );
  }
  return <Pages pdf={state.pdf} title={title} bound={bound} />;
}
