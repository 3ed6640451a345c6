import { type Editor } from '@tiptap/core';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Row } from '../ui/layout';

interface ValuesOutNoticeProps {
  readonly editor: Editor;
  readonly values: readonly string[];
  readonly onDone: () => void;
}

/** Whoever writes a section may take a value of the scheda out of it, but never without noticing. */
export function ValuesOutNotice({ editor, values, onDone }: ValuesOutNoticeProps): ReactElement {
  const { t } = useTranslation();
  const leave = (): void => {
    onDone();
    editor.commands.focus();
  };
  return (
    <Notice tone="warning" title={t('redazione.valore.tolto', { count: values.length, testo: values.join('», «') })}>
      <p className="gi-p">{t('redazione.valore.toltoSpiega')}</p>
      <Row>
        <Button
          small
          onClick={() => {
            editor.commands.undo();
            leave();
          }}
        >
          {t('redazione.valore.rimetti')}
        </Button>
        <Button small look="quiet" onClick={leave}>
          {t('redazione.valore.vaBene')}
        </Button>
      </Row>
    </Notice>
  );
}
