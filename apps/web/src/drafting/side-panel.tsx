import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/feedback';
import { type DraftingPanel, draftingPanels } from './drafting-search';

/** Each part comes when it is opened. */
const parts: Record<DraftingPanel, ReturnType<typeof lazy<() => ReactElement>>> = {
  proposte: lazy(async () => ({ default: (await import('./suggestions/suggestions-panel')).SuggestionsPanel })),
  commenti: lazy(async () => ({ default: (await import('./threads/threads-panel')).ThreadsPanel })),
  versioni: lazy(async () => ({ default: (await import('./versions/versions-panel')).VersionsPanel })),
  word: lazy(async () => ({ default: (await import('./word-return/word-return-panel')).WordReturnPanel })),
};

interface SidePanelProps {
  readonly open: DraftingPanel;
  /** What the address asks for here; null for nothing in particular. */
  readonly asked: string | null;
}

/**
 * What belongs to the text beside the text; in a narrow window at its lower edge, folded until it is asked for. Inside an open draft the
 * parts read `useDraftingTools`.
 */
export function SidePanel({ open, asked }: SidePanelProps): ReactElement {
  const { t } = useTranslation();
  const [folded, setFolded] = useState(asked === null);
  const [followed, setFollowed] = useState(asked);
  if (asked !== followed) {
    setFollowed(asked);
    setFolded(false);
  }
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/redazione/$code' });
  const show = (panel: DraftingPanel): void => {
    setFolded(false);
    void navigate({ search: (before) => ({ ...before, pannello: panel }), replace: true, resetScroll: false });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = panelAfter(open, event.key);
    if (next === null) return;
    event.preventDefault();
    show(next);
    document.getElementById(tabId(next))?.focus();
  };
  const Part = parts[open];
  return (
    <div className={folded ? 'gi-drafting-panel gi-drafting-folded' : 'gi-drafting-panel'}>
      <div className="gi-drafting-fold">
        <Button
          small
          look="quiet"
          icon={folded ? 'it-expand' : 'it-close'}
          aria-expanded={!folded}
          aria-controls="redazione-pannello"
          onClick={() => {
            setFolded(!folded);
          }}
        >
          {t(folded ? 'redazione.pannello.apri' : 'redazione.pannello.chiudi')}
        </Button>
      </div>
      <div role="tablist" aria-label={t('redazione.pannello.nome')} className="gi-drafting-tabs" onKeyDown={onKeyDown}>
        {draftingPanels.map((panel) => (
          <button
            key={panel}
            type="button"
            role="tab"
            id={tabId(panel)}
            className="gi-drafting-tab"
            aria-selected={panel === open}
            aria-controls="redazione-pannello"
            tabIndex={panel === open ? 0 : -1}
            onClick={() => {
              show(panel);
            }}
          >
            {t(`redazione.pannello.${panel}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="redazione-pannello" aria-labelledby={tabId(open)} tabIndex={0} className="gi-drafting-part">
        <Suspense fallback={<Skeleton rows={4} />}>
          <Part />
        </Suspense>
      </div>
    </div>
  );
}

const tabId = (panel: DraftingPanel): string => `redazione-scheda-${panel}`;

/** The tab the keys of a tab list lead to; null for other keys. */
function panelAfter(open: DraftingPanel, key: string): DraftingPanel | null {
  const at = draftingPanels.indexOf(open);
  const count = draftingPanels.length;
  if (key === 'ArrowRight') return draftingPanels[(at + 1) % count] ?? null;
  if (key === 'ArrowLeft') return draftingPanels[(at - 1 + count) % count] ?? null;
  if (key === 'Home') return draftingPanels[0];
  return key === 'End' ? (draftingPanels.at(-1) ?? null) : null;
}
