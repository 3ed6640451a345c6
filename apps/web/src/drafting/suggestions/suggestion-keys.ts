import { type Editor, Extension } from '@tiptap/core';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import { type Step } from '../../ui/stepped-to';
import { decide, type Decision, goToSuggestion, nextSuggestion, type OpenSuggestion, openSuggestions, suggestionAt } from './decide';

interface SuggestionKeysOptions {
  readonly who: () => Drafter;
  readonly onReached: (suggestion: OpenSuggestion, number: number, total: number) => void;
  readonly onDecided: (decision: Decision) => void;
  readonly onMayNot: () => void;
}

/** F8 and Shift+F8 lead from proposal to proposal as in word processors; Alt+Shift+A accepts, Alt+Shift+R rejects the one at the cursor. */
export const SuggestionKeys = Extension.create<SuggestionKeysOptions>({
  name: 'suggestionKeys',
  addKeyboardShortcuts() {
    const { editor, options } = this;
    return {
      F8: () => step(editor, options, 1),
      'Shift-F8': () => step(editor, options, -1),
      'Alt-Shift-a': () => decideHere(editor, options, 'accept'),
      'Alt-Shift-r': () => decideHere(editor, options, 'reject'),
    };
  },
});

function step(editor: Editor, { who, onReached }: SuggestionKeysOptions, by: Step): boolean {
  const next = nextSuggestion(editor, who(), by);
  if (next === null) return true;
  goToSuggestion(editor, next.suggestion);
  onReached(next.suggestion, next.number, next.total);
  return true;
}

function decideHere(editor: Editor, { who, onDecided, onMayNot }: SuggestionKeysOptions, decision: Decision): boolean {
  const id = suggestionAt(editor);
  const suggestion = openSuggestions(editor.state.doc, who()).find((one) => one.id === id);
  if (suggestion === undefined) return false;
  if (!suggestion.decidable && !(suggestion.own && decision === 'reject')) onMayNot();
  else {
    decide(editor, [suggestion.id], decision);
    onDecided(decision);
  }
  return true;
}
