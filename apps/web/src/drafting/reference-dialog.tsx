import { type Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/feedback';
import { numberOf } from './editor/numbers';
import { headingsOf } from './editor/references';

/** Chooses the article a cross reference leads to; the reference follows its heading wherever it moves. */
export function ReferenceDialog({ editor, onClose }: { editor: Editor; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const headings = headingsOf(editor.state.doc);
  const [target, setTarget] = useState(headings[0]?.id ?? '');
  const insert = (): void => {
    const { schema, state } = editor;
    const node = schema.nodes['crossRef']?.create({ target });
    // The reference itself reads as the field of Word does: the number alone. What is before it are words.
    const words = numberOf(editor, target) === null ? [] : [schema.text('art. ')];
    if (node) {
      const slice = new Slice(Fragment.from([...words, node]), 0, 0);
      editor.view.dispatch(state.tr.replaceSelection(slice).scrollIntoView());
    }
    onClose();
    editor.commands.focus();
  };
  return (
    <Dialog
      title={t('redazione.riferimento.titolo')}
      onClose={onClose}
      actions={
        headings.length > 0 && (
          <Button look="primary" onClick={insert}>
            {t('redazione.riferimento.inserisci')}
          </Button>
        )
      }
    >
      {headings.length === 0 ? (
        <EmptyState title={t('redazione.riferimento.nessuno')} />
      ) : (
        <div className="gi-stack gi-gap-sm">
          <label htmlFor={id}>{t('redazione.riferimento.articolo')}</label>
          <select
            id={id}
            className="form-control"
            value={target}
            onChange={(event) => {
              setTarget(event.target.value);
            }}
          >
            {headings.map((heading) => (
              <option key={heading.id} value={heading.id}>
                {[numberOf(editor, heading.id), heading.text].filter((words) => words !== null).join(' ')}
              </option>
            ))}
          </select>
        </div>
      )}
    </Dialog>
  );
}
