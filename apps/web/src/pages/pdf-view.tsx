import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, RenderingCancelledException } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Skeleton } from '../ui/feedback';
import { PdfPage, PdfToolbar } from '../ui/pdf-frame';

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

function Pages({ pdf, title }: { pdf: PDFDocumentProxy; title: string }): ReactElement {
  const { t } = useTranslation();
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState<number>(normalZoom);
  const { canvas, text, failed } = usePage(pdf, number, zoom);
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
        <PdfPage canvas={canvas} label={t('documenti.paginaDi', { titolo: title, pagina: number, pagine: pdf.numPages })} text={text} />
      )}
    </>
  );
}

/** A PDF in the page. */
export function PdfView({ url, title }: { url: string; title: string }): ReactElement {
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
  return <Pages pdf={state.pdf} title={title} />;
}
