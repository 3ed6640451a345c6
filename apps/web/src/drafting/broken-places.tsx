import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { brokenPlaces, type BrokenPlace } from '@gare/domain/drafting/broken-places';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { PlainList } from '../ui/layout';
import { oncePerText } from './editor/once-per-text';

/**
 * What has to be put right before the document is formed: references and values that lead nowhere, each with the way to it, and
 * how many values still wait for their field.
 */
export function BrokenPlaces({ editor, onGo }: { editor: Editor; onGo: (blockId: string) => void }): ReactElement {
  const [read] = useState(() => oncePerText(brokenPlaces));
  const places = useEditorState({ editor, selector: ({ editor: { state } }) => read(state.doc), equalityFn: Object.is });
  const broken = places.filter(({ kind }) => kind !== 'missing');
  const missing = places.filter(({ kind }) => kind === 'missing');
  return (
    <>
      {broken.length > 0 && <BrokenList places={broken} onGo={onGo} />}
      {missing.length > 0 && <MissingCount places={missing} onGo={onGo} />}
    </>
  );
}

interface PlacesProps {
  readonly places: readonly BrokenPlace[];
  readonly onGo: (blockId: string) => void;
}

function MissingCount({ places, onGo }: PlacesProps): ReactElement {
  const { t } = useTranslation();
  const first = places.find(({ block }) => block !== null)?.block ?? null;
  return (
    <Notice tone="info">
      {t('redazione.mancano.titolo', { count: places.length })} {t('redazione.mancano.spiega')}{' '}
      {first !== null && (
        <Button
          small
          look="quiet"
          onClick={() => {
            onGo(first);
          }}
        >
          {t('redazione.mancano.vai')}
        </Button>
      )}
    </Notice>
  );
}

function BrokenList({ places, onGo }: PlacesProps): ReactElement {
  const { t } = useTranslation();
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
