import { type Editor } from '@tiptap/core';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/feedback';
import { headingsOf } from './editor/references';

/** Chooses the article a cross reference leads to; the reference follows its heading wherever it moves. */
export function ReferenceDialog({ editor, onClose }: { editor: Editor; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const headings = headingsOf(editor.state.doc);
  const [target, setTarget] = useState(headings[0]?.id ?? '');
  const insert = (): void => {
    const node = editor.schema.nodes['crossRef']?.create({ target });
    if (node) editor.view.dispatch(editor.state.tr.replaceSelectionWith(node, false).scrollIntoView());
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
                {heading.text}
              </option>
            ))}
          </select>
        </div>
      )}
    </Dialog>
  );
}
