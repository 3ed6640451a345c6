import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { brokenPlaces } from '@gare/domain/drafting/broken-places';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { PlainList } from '../ui/layout';
import { oncePerText } from './editor/once-per-text';

/** What has to be put right before the document is formed: references and values that lead nowhere, each with the way to it. */
export function BrokenPlaces({ editor, onGo }: { editor: Editor; onGo: (blockId: string) => void }): ReactElement | null {
  const { t } = useTranslation();
  const [read] = useState(() => oncePerText(brokenPlaces));
  const places = useEditorState({ editor, selector: ({ editor: { state } }) => read(state.doc), equalityFn: Object.is });
  if (places.length === 0) return null;
  return (
    <Notice tone="warning">
      {t('redazione.punti.titolo', { count: places.length })}
      <PlainList>
        {places.map(({ kind, block, heading, text }, index) => (
          <li key={index}>
            {kind === 'reference' ? t('redazione.punti.rimando') : t('redazione.punti.dato', { testo: text })}
            {heading !== null && ` · ${heading} `}
            {block !== null && (
              <Button
                small
                look="quiet"
                onClick={() => {
                  onGo(block);
                }}
              >
                {t('redazione.punti.vai')}
              </Button>
            )}
          </li>
        ))}
      </PlainList>
    </Notice>
  );
}
