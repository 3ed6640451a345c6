import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOf } from './editor/numbers';
import { oncePerText } from './editor/once-per-text';
import { type Heading, headingsOf } from './editor/references';

/** The headings of the text, to jump in a long document; a reader of a screen sees where the cursor stands. */
export function Outline({ editor, onGo }: { editor: Editor; onGo: (blockId: string) => void }): ReactElement | null {
  const { t } = useTranslation();
  const headings = useNumberedHeadings(editor);
  const current = useEditorState({ editor, selector: () => headingAt(editor) });
  if (headings.length === 0) return null;
  return (
    <nav aria-label={t('redazione.indice')} className="gi-drafting-outline">
      <p className="gi-drafting-outline-title" aria-hidden="true">
        {t('redazione.indice')}
      </p>
      <ol>
        {headings.map(({ id, level, text, number }) => (
          <li key={id} data-level={level}>
            <button
              type="button"
              className="gi-drafting-outline-link"
              aria-current={id === current ? 'location' : undefined}
              onClick={() => {
                onGo(id);
              }}
            >
              {number === null ? text : `${number} ${text}`}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface NumberedHeading extends Heading {
  readonly number: string | null;
}

/** The numbers come with the edit of the text, or once when the page learns how the document counts. */
function useNumberedHeadings(editor: Editor): readonly NumberedHeading[] {
  const [read] = useState(() => oncePerText(headingsOf));
  return useEditorState({
    editor,
    selector: ({ editor: { state } }) => read(state.doc).map((heading) => ({ ...heading, number: numberOf(editor, heading.id) })),
    equalityFn: isSame,
  });
}

function isSame(before: readonly NumberedHeading[], now: readonly NumberedHeading[] | null): boolean {
  if (before.length !== now?.length) return false;
  return now.every(({ id, level, text, number }, index) => {
    const was = before[index];
    return was?.id === id && was.level === level && was.text === text && was.number === number;
  });
}

/** The heading over the place of the cursor. */
function headingAt({ state: { doc, selection } }: Editor): string | null {
  let found: string | null = null;
  doc.forEach((node, pos) => {
    if (node.type.name === 'heading' && pos < selection.from) found = node.attrs['id'] as string | null;
  });
  return found;
}
