import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOf } from './editor/numbers';
import { headingsOf } from './editor/references';

/** The headings of the text, to jump in a long document; a reader of a screen sees where the cursor stands. */
export function Outline({ editor, onGo }: { editor: Editor; onGo: (blockId: string) => void }): ReactElement | null {
  const { t } = useTranslation();
  const { headings, current } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const found = headingsOf(state.doc).map((heading) => ({ ...heading, number: numberOf(editor, heading.id) }));
      return { headings: found, current: headingAt(editor) };
    },
    equalityFn: (before, now) => JSON.stringify(before) === JSON.stringify(now),
  });
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

/** The heading over the place of the cursor. */
function headingAt({ state: { doc, selection } }: Editor): string | null {
  let found: string | null = null;
  doc.forEach((node, pos) => {
    if (node.type.name === 'heading' && pos < selection.from) found = node.attrs['id'] as string | null;
  });
  return found;
}
