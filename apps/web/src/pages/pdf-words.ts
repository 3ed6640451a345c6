import { type PDFDocumentProxy, TextLayer } from 'pdfjs-dist';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrintedStretch } from '../facts/values-on-pages';

type TextContent = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>;

const wordsOf = ({ items }: TextContent): string[] => items.flatMap((item) => ('str' in item ? [item.str] : []));

/** What fails while the page is being left has no one to tell. */
const toldUnless =
  (left: AbortSignal) =>
  (error: unknown): void => {
    if (!left.aborted) reportError(error);
  };

/** The words of every page, item by item; null until they are read, or where nobody asks for them. */
export function usePageTexts(pdf: PDFDocumentProxy, wanted: boolean): readonly (readonly string[])[] | null {
  const [texts, setTexts] = useState<readonly (readonly string[])[] | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      const pages: string[][] = [];
      for (let number = 1; number <= pdf.numPages && !leaving.signal.aborted; number += 1) {
        const page = await pdf.getPage(number);
        pages.push(wordsOf(await page.getTextContent()));
      }
      if (!leaving.signal.aborted) setTexts(pages);
    };
    // Without the words no value is marked; the page is shown all the same.
    read().catch(toldUnless(leaving.signal));
    return () => {
      leaving.abort();
    };
  }, [pdf, wanted]);
  return texts;
}

interface Words {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly stretches: readonly PrintedStretch[];
}

/**
 * Lays the words of a page over its picture, where they can be selected, and makes buttons of those that print a value: in the order
 * of reading, reached with Tab like any other. They keep their place whatever the width of the picture becomes.
 */
export function useWords({ pdf, number, canvas, layer, stretches }: Words): void {
  const { t } = useTranslation();
  useEffect(() => {
    const container = layer.current;
    const picture = canvas.current;
    if (container === null || picture === null) return;
    const leaving = new AbortController();
    const left = (): boolean => leaving.signal.aborted;
    const fit = (): void => {
      const scale = picture.clientWidth / Number(container.dataset['points'] ?? 1);
      container.style.setProperty('--total-scale-factor', String(scale));
      for (const word of container.querySelectorAll<HTMLElement>('.gi-bound')) makeButton(word, scale >= legible);
    };
    const observer = new ResizeObserver(fit);
    const lay = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      if (left()) return;
      const viewport = page.getViewport({ scale: 1 });
      container.dataset['points'] = String(viewport.width);
      observer.observe(picture);
      const words = new TextLayer({ textContentSource: content, container, viewport });
      await words.render();
      if (left()) return;
      for (const [item, found] of byItem(stretches)) {
        const element = words.textDivs[item];
        if (element !== undefined) bind(element, found, (label) => t('fatti.valore', { nome: label }));
      }
      fit();
    };
    // Words that cannot be laid over the picture leave the picture, and the text under it.
    lay().catch(toldUnless(leaving.signal));
    return () => {
      leaving.abort();
      observer.disconnect();
      container.replaceChildren();
    };
  }, [pdf, number, canvas, layer, stretches, t]);
}

interface Stretch extends PrintedStretch {
  /** The value begins here: a value over two lines is one stop for the keyboard. */
  readonly isFirst: boolean;
}

function byItem(stretches: readonly PrintedStretch[]): ReadonlyMap<number, readonly Stretch[]> {
  const items = new Map<number, Stretch[]>();
  const met = new Set<number>();
  for (const stretch of stretches) {
    const isFirst = !met.has(stretch.value.position);
    met.add(stretch.value.position);
    items.set(stretch.item, [...(items.get(stretch.item) ?? []), { ...stretch, isFirst }]);
  }
  return items;
}

/** Pixels of the screen for a point of the page, from which on words are large enough to be reached one by one. */
const legible = 1.2;

/** On a smaller page the words are marks only, and the list under it has the buttons; a second line of a value never is one. */
function makeButton(word: HTMLElement, isLarge: boolean): void {
  if (isLarge && word.dataset['first'] !== undefined) {
    word.setAttribute('role', 'button');
    word.setAttribute('aria-haspopup', 'dialog');
    word.tabIndex = 0;
    return;
  }
  for (const name of ['role', 'aria-haspopup', 'tabindex']) word.removeAttribute(name);
}

function bind(element: HTMLElement, stretches: readonly Stretch[], titleOf: (label: string) => string): void {
  const text = element.textContent;
  const pieces: (string | HTMLElement)[] = [];
  let at = 0;
  for (const { from, to, value, isFirst } of stretches) {
    // Of values over each other (a tag that reads two fields) the first stands.
    if (from < at) continue;
    const word = document.createElement('span');
    word.className = 'gi-bound';
    word.title = titleOf(value.label);
    word.dataset['value'] = String(value.position);
    if (isFirst) word.dataset['first'] = '';
    word.textContent = text.slice(from, to);
    pieces.push(text.slice(at, from), word);
    at = to;
  }
  pieces.push(text.slice(at));
  element.replaceChildren(...pieces);
}
