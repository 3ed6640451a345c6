import { useEditorState } from '@tiptap/react';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { recently } from '../../format/dates';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/feedback';
import { Muted, Row, Stack, Strong } from '../../ui/layout';
import { type Step } from '../../ui/stepped-to';
import { StepButtons } from '../../ui/steps';
import { useDraftingTools } from '../drafting-tools';
import { oncePerText } from '../editor/once-per-text';
import { decide, type Decision, goToSuggestion, nextSuggestion, type OpenSuggestion, openSuggestions, suggestionAt } from './decide';
import { useFormWords, useSuggestionWords } from './use-suggestion-words';

/** What others propose: read, gone to, accepted or rejected by who writes the section. */
export function SuggestionsPanel(): ReactElement {
  const { t } = useTranslation();
  const { editor, drafter } = useDraftingTools();
  const words = useSuggestionWords();
  const read = useMemo(() => oncePerText((doc) => openSuggestions(doc, drafter)), [drafter]);
  const items = useEditorState({ editor, selector: () => read(editor.state.doc), equalityFn: Object.is });
  const current = useEditorState({ editor, selector: () => suggestionAt(editor) });
  const act = (ids: readonly string[], decision: Decision): void => {
    decide(editor, ids, decision);
    announce(t(`redazione.proposte.fatto.${decision}`, { count: ids.length }));
  };
  const step = (by: Step): void => {
    const next = nextSuggestion(editor, drafter, by);
    if (next === null) return;
    goToSuggestion(editor, next.suggestion);
    announce(words(next.suggestion, next.number, next.total), { atOnce: true });
  };
  const decidable = items.filter((item) => item.decidable).map(({ id }) => id);
  if (items.length === 0) {
    return (
      <EmptyState title={t('redazione.proposte.nessuna')}>
        <Muted>{t('redazione.proposte.nessunaTesto')}</Muted>
      </EmptyState>
    );
  }
  return (
    <Stack>
      <Row align="between">
        <Strong>{t('redazione.proposte.quante', { count: items.length })}</Strong>
        <Row>
          <StepButtons previous={t('redazione.proposte.precedente')} next={t('redazione.proposte.successiva')} onStep={step} />
        </Row>
      </Row>
      {decidable.length > 1 && (
        <Row>
          <Button
            small
            icon="it-check"
            onClick={() => {
              act(decidable, 'accept');
            }}
          >
            {t('redazione.proposte.accettaTutte', { count: decidable.length })}
          </Button>
          <Button
            small
            look="danger"
            onClick={() => {
              act(decidable, 'reject');
            }}
          >
            {t('redazione.proposte.respingiTutte')}
          </Button>
        </Row>
      )}
      <ul className="gi-suggestions" aria-label={t('redazione.proposte.elenco')}>
        {items.map((item) => (
          <SuggestionCard key={item.id} item={item} isCurrent={item.id === current} onAct={act} />
        ))}
      </ul>
      <Muted>{t('redazione.proposte.tasti')}</Muted>
    </Stack>
  );
}

interface SuggestionCardProps {
  readonly item: OpenSuggestion;
  readonly isCurrent: boolean;
  readonly onAct: (ids: readonly string[], decision: Decision) => void;
}

function SuggestionCard({ item, isCurrent, onAct }: SuggestionCardProps): ReactElement {
  const { t } = useTranslation();
  const { editor } = useDraftingTools();
  const { id, author, at, inserted, deleted, heading, decidable, own } = item;
  const formWords = useFormWords();
  return (
    <li className="gi-suggestion" aria-current={isCurrent ? 'true' : undefined}>
      <div className="gi-row gi-row-between">
        <Strong>{author}</Strong>
        <Muted>{at !== '' && recently(at, new Date())}</Muted>
      </div>
      {heading !== null && <Muted>{heading}</Muted>}
      <p className="gi-suggestion-text">
        {deleted !== '' && (
          <del className="gi-del">
            <span className="visually-hidden">{t('redazione.proposte.toglie')} </span>
            {deleted}
          </del>
        )}
        {deleted !== '' && inserted !== '' && ' '}
        {inserted !== '' && (
          <ins className="gi-ins">
            <span className="visually-hidden">{t('redazione.proposte.mette')} </span>
            {inserted}
          </ins>
        )}
        {formWords(item).map((words) => (
          <em key={words}> {words}</em>
        ))}
      </p>
      <Row>
        <Button
          small
          look="quiet"
          onClick={() => {
            goToSuggestion(editor, item);
          }}
        >
          {t('redazione.proposte.vai')}
        </Button>
        {decidable && (
          <Button
            small
            icon="it-check"
            aria-keyshortcuts="Alt+Shift+A"
            onClick={() => {
              onAct([id], 'accept');
            }}
          >
            {t('redazione.proposte.accetta')}
          </Button>
        )}
        {(decidable || own) && (
          <Button
            small
            look="danger"
            aria-keyshortcuts="Alt+Shift+R"
            onClick={() => {
              onAct([id], 'reject');
            }}
          >
            {t(decidable ? 'redazione.proposte.respingi' : 'redazione.proposte.ritira')}
          </Button>
        )}
      </Row>
      {!decidable && <Muted>{t('redazione.proposte.decideAltri')}</Muted>}
    </li>
  );
}
