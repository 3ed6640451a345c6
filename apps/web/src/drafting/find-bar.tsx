import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button';
import { foundIn, goToFound, seek } from './editor/find-in-draft';

/** Words sought in the text: Enter to the next place, Shift and Enter to the one before, Escape back to the text. */
export function FindBar({ editor, onClose }: { editor: Editor; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { words, count, current } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const found = foundIn(state);
      return { words: found.words, count: found.places.length, current: found.current };
    },
  });
  useEffect(() => {
    field.current?.focus();
    return () => {
      if (!editor.isDestroyed) seek(editor, '');
    };
  }, [editor]);
  return (
    <div className="gi-drafting-find" role="search" aria-label={t('redazione.trova.nome')}>
      <label htmlFor={id}>{t('redazione.trova.campo')}</label>
      <input
        ref={field}
        id={id}
        type="search"
        className="form-control"
        autoComplete="off"
        value={words}
        onChange={(event) => {
          seek(editor, event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key === 'Enter') {
            event.preventDefault();
            goToFound(editor, event.shiftKey ? -1 : 1);
          }
        }}
      />
      <span role="status">
        {words !== '' &&
          (current === null ? t('redazione.trova.quanti', { count }) : t('redazione.trova.quale', { numero: current + 1, totale: count }))}
      </span>
      <Button
        small
        icon="it-chevron-left"
        onClick={() => {
          goToFound(editor, -1);
        }}
      >
        {t('redazione.trova.precedente')}
      </Button>
      <Button
        small
        icon="it-chevron-right"
        onClick={() => {
          goToFound(editor, 1);
        }}
      >
        {t('redazione.trova.successivo')}
      </Button>
      <IconButton icon="it-close" label={t('redazione.trova.chiudi')} onClick={onClose} />
    </div>
  );
}
